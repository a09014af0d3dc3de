import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** What a handler after `securityHeaders` finds in `response.locals`. */
export type PageLocals = { nonce: string };

/**
 * The policy of every answer. Scripts and styles come from our own files, or carry the nonce of the page.
 * `dev`: Vite puts styles into the page by script, which no nonce reaches.
 */
export function securityHeaders(options: {
  origins: ReadonlySet<string>;
  production: boolean;
  dev: boolean;
}): RequestHandler {
  // A policy cannot name an IPv6 address: browsers complain of it. Those reach our sockets by 'self'.
  const sockets = [...options.origins]
    .filter((origin) => !origin.includes('['))
    .map((origin) => origin.replace(/^http/, 'ws'));
  return (request, response, next) => {
    const nonce = randomBytes(16).toString('base64');
    const locals: PageLocals = { nonce };
    Object.assign(response.locals, locals);
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          'default-src': ["'self'"],
          'script-src': ["'self'", `'nonce-${nonce}'`],
          'style-src': ["'self'", options.dev ? "'unsafe-inline'" : `'nonce-${nonce}'`],
          'img-src': ["'self'", 'data:'],
          'font-src': ["'self'"],
          'connect-src': ["'self'", ...sockets],
          'object-src': ["'none'"],
          'base-uri': ["'none'"],
          'form-action': ["'self'"],
          'frame-ancestors': ["'none'"],
        },
      },
      strictTransportSecurity: options.production ? { maxAge: 31_536_000, includeSubDomains: false } : false,
      referrerPolicy: { policy: 'same-origin' },
      xFrameOptions: { action: 'deny' },
    })(request, response, next);
  };
}
