/**
 * A path of this site out of what a client sent, else `/`. Browsers read `//host` and `/\host` as another
 * host and drop tabs and line breaks inside an address, so those are refused.
 */
export function sameSitePath(sent: unknown): string {
  if (typeof sent !== 'string' || !sent.startsWith('/')) return '/';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/^\/[/\\]|[\\\u0000-\u001f]/.test(sent)) return '/';
  const base = 'http://same.invalid';
  const url = URL.canParse(sent, base) ? new URL(sent, base) : null;
  if (url?.origin !== base) return '/';
  // Dots can be folded into a leading "//".
  return url.pathname.startsWith('//') ? '/' : url.pathname + url.search + url.hash;
}
