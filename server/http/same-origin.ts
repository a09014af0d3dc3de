import type { IncomingHttpHeaders } from 'node:http';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Whether an act comes from our own pages: the protection against forged requests, on every method that
 * may change something. Browsers send Origin with them all; without one only Sec-Fetch-Site is believed,
 * which no page can set.
 */
export function isOwnAct(
  method: string,
  headers: IncomingHttpHeaders,
  origins: ReadonlySet<string>,
): boolean {
  if (SAFE_METHODS.includes(method)) return true;
  if (headers.origin !== undefined) return origins.has(headers.origin);
  return headers['sec-fetch-site'] === 'same-origin';
}
