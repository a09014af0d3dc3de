/** Codes, passwords and sessions: how people come in. */
export const access = {
  title: 'Inloggning',
};
