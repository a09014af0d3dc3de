import { sv } from '@delaktig/texts';
import type { RequestHandler } from 'express';
import type { Config } from '../config.ts';
import { clientAddress, foreignRequest, trustOnlyOrigin } from './guard.ts';
import { sendPlainPage } from './plain-page.ts';
import { isOwnAct } from './same-origin.ts';

/** A text of 5 MB in a form, and what the form adds. */
export const MAX_BODY_BYTES = 5 * 1024 * 1024 + 256 * 1024;

/** Refuses what is not for us, in the demo. */
export function foreignGate(config: Config): RequestHandler {
  return (request, response, next) => {
    const foreign = foreignRequest(config.mode, request.headers);
    if (foreign !== null) return sendPlainPage(response, foreign.status, sv.plain[foreign.reason]);
    next();
  };
}

/** Refuses an act that does not come from our own pages. */
export function actGate(origins: ReadonlySet<string>): RequestHandler {
  return (request, response, next) => {
    if (!isOwnAct(request.method, request.headers, origins)) {
      return sendPlainPage(response, 403, sv.plain.foreignAct);
    }
    next();
  };
}

/** Refuses a body that is too large before it is read; one of unknown length could be any size. */
export const bodyGate: RequestHandler = (request, response, next) => {
  const { 'transfer-encoding': encoding, 'content-length': length } = request.headers;
  if (encoding === undefined && Number(length ?? 0) <= MAX_BODY_BYTES) return next();
  // The rest of the body is never read, so the connection cannot be used again.
  response.set('Connection', 'close');
  if (encoding !== undefined) sendPlainPage(response, 411, sv.plain.noLength);
  else sendPlainPage(response, 413, sv.plain.tooLarge);
};

/** What later handlers find in `response.locals`. */
export type CallerLocals = {
  /** Who calls, for counting tries only. */
  address: string;
};

/** After this only the configured origin is seen, whatever a proxy said. */
export function originOnly(config: Config): RequestHandler {
  return (request, response, next) => {
    const locals: CallerLocals = { address: clientAddress(request) };
    Object.assign(response.locals, locals);
    if (config.mode === 'production') trustOnlyOrigin(request.headers, config.origin);
    next();
  };
}
