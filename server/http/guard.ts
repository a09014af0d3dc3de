import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Config } from '../config.ts';
import { isDemoHost } from './origins.ts';

/** A request that is not for us. */
export type Foreign = { status: 400 | 421; reason: 'forwarded' | 'host' };

/**
 * A demo lets anybody be anybody, so it answers only this machine: no request that came through a proxy,
 * no name but loopback's. In production a proxy may stand in front, and only DELAKTIG_ORIGIN is trusted.
 */
export function foreignRequest(mode: Config['mode'], headers: IncomingHttpHeaders): Foreign | null {
  if (mode === 'production') return null;
  if (forwardedHeaders(headers).length > 0) return { status: 400, reason: 'forwarded' };
  if (!isDemoHost(headers.host)) return { status: 421, reason: 'host' };
  return null;
}

/**
 * Who tries, for counting tries only. Behind a proxy of our own network the last address that it added
 * counts, else a whole town would share one count; a stranger from outside cannot make one up.
 */
export function clientAddress(request: IncomingMessage): string {
  const direct = request.socket.remoteAddress ?? 'unknown';
  const chain = request.headers['x-forwarded-for'];
  const last = (Array.isArray(chain) ? chain.join(',') : chain)?.split(',').at(-1)?.trim();
  return last && isPrivate(direct) ? last : direct;
}

/**
 * Makes what a proxy says unreadable for pages: Remix builds URLs from Host and X-Forwarded-Host, and those
 * must never be other than the configured origin.
 */
export function trustOnlyOrigin(headers: IncomingHttpHeaders, origin: string): void {
  for (const name of forwardedHeaders(headers)) delete headers[name];
  headers.host = new URL(origin).host;
}

function forwardedHeaders(headers: IncomingHttpHeaders): string[] {
  return Object.keys(headers).filter((name) => name === 'forwarded' || name.startsWith('x-forwarded-'));
}

function isPrivate(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '');
  return /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd][0-9a-f]{2}:|fe80:)/i.test(plain);
}
