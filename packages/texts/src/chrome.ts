/** Masthead, menus, keys: what stands around every page. */
export const chrome = {
  product: 'Delaktig',
  title: (page: string) => `${page} – Delaktig`,
  skipToText: 'Till texten',
  toStart: 'Till start',
  themeDark: 'Byt till mörkt',
  themeLight: 'Byt till ljust',
  mainMenu: 'Huvudmeny',
  start: 'Start',
  administration: 'Administration',
  readIn: 'Läs in en rapport',
  yourAccount: 'ditt konto',
  signOut: 'Logga ut',
  keys: 'Tangenter',
  signedInAs: (name: string) => `Du är inloggad som ${name}.`,
  close: 'Stäng',
};
