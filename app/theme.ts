const COOKIE = 'delaktig_theme';
const YEAR_IN_SECONDS = 365 * 24 * 60 * 60;

export type Theme = 'light' | 'dark';

/** The chosen theme, or null when the system's is followed. */
export function readTheme(cookies: string | null): Theme | null {
  const found = /(?:^|;\s*)delaktig_theme=(light|dark)(?:;|$)/.exec(cookies ?? '');
  return found?.[1] === 'light' || found?.[1] === 'dark' ? found[1] : null;
}

/** The `Set-Cookie` value that keeps a choice for a year. */
export function themeCookie(theme: Theme): string {
  return `${COOKIE}=${theme}; Path=/; Max-Age=${YEAR_IN_SECONDS}; SameSite=Lax; HttpOnly`;
}
