import { sv } from '@delaktig/texts';
import type { Request, RequestHandler, Response } from 'express';
import type { Config } from '../config.ts';
import { clientAddress, foreignRequest, trustOnlyOrigin } from './guard.ts';
import type { PlainText } from './plain-page.ts';
import { sendPlainPage } from './plain-page.ts';
import { isOwnAct } from './same-origin.ts';

/**
 * Twice what an import may be and what the form adds: an action can say it best that a text is over 5 MB,
 * and only what is far larger is refused here.
 */
export const MAX_BODY_BYTES = 12 * 1024 * 1024;

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
    if (isOwnAct(request.method, request.headers, origins)) return next();
    refuseBody(request, response, 403, sv.plain.foreignAct);
  };
}

/** Refuses a body that is too large before anything holds it; one of unknown length could be any size. */
export const bodyGate: RequestHandler = (request, response, next) => {
  const { 'transfer-encoding': encoding, 'content-length': length } = request.headers;
  if (encoding !== undefined) return refuseBody(request, response, 411, sv.plain.noLength);
  if (Number(length ?? 0) > MAX_BODY_BYTES) return refuseBody(request, response, 413, sv.plain.tooLarge);
  next();
};

/** More than this is cut off unanswered. */
const MAX_DRAINED_BYTES = 10 * MAX_BODY_BYTES;

/**
 * Answers after the body has come and been thrown away: a browser reads no answer while it is sending, and
 * a connection that is closed in the middle shows as an error of the net instead of our words.
 */
function refuseBody(request: Request, response: Response, status: number, text: PlainText): void {
  let drained = 0;
  request.on('data', (chunk: Buffer) => {
    drained += chunk.length;
    if (drained > MAX_DRAINED_BYTES) request.destroy();
  });
  request.on('end', () => sendPlainPage(response, status, text));
}

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
