import { changes } from './format.ts';

/** Signing out while something is unsent. */
export const signOut = {
  title: (n: number) => `${changes(n)} är inte ${n === 1 ? 'skickad' : 'skickade'}`,
  text: (n: number) =>
    n === 1
      ? 'Den finns bara i den här webbläsaren. Loggar du ut nu tas den bort, och kan inte fås tillbaka.'
      : 'De finns bara i den här webbläsaren. Loggar du ut nu tas de bort, och kan inte fås tillbaka.',
  wait: (n: number) =>
    `${n === 1 ? 'Den skickas av sig själv' : 'De skickas av sig själva'} när rapporten är öppen, vi når servern och avsnittet är öppet för dig.`,
  changes,
  allSent: 'Nu är allt skickat',
  stay: 'Stanna kvar',
  leave: (n: number) => (n === 1 ? 'Kasta ändringen och logga ut' : 'Kasta ändringarna och logga ut'),
  leaving: 'Loggar ut …',
  failed: {
    title: 'Du är fortfarande inloggad.',
    text: 'Vi når inte servern. Försök igen när kontakten är tillbaka.',
  },
};
