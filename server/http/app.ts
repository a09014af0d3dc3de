import { sv } from '@delaktig/texts';
import compression from 'compression';
import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import express from 'express';
import type { Config } from '../config.ts';
import type { MailCounts } from '../database/mails.ts';
import type { Pulse } from '../database/pulse.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Counts } from '../rooms/signals.ts';
import { actGate, bodyGate, foreignGate, originOnly } from './gates.ts';
import { isOutage } from './outage.ts';
import type { ContextOf, Pages } from './pages.ts';
import { sendPlainPage } from './plain-page.ts';
import { probes } from './probes.ts';
import { securityHeaders } from './security-headers.ts';

export type AppNeeds = {
  config: Config;
  pulse: Pulse;
  metrics: Metrics;
  log: Log;
  origins: ReadonlySet<string>;
  dev: boolean;
  pages: Pages;
  contextOf: ContextOf;
  counts: () => Counts;
  mails: () => Promise<MailCounts>;
};

/** Every request passes here, from top to bottom. */
export function createApp(needs: AppNeeds): Express {
  const { config, origins } = needs;
  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders({ origins, production: config.mode === 'production', dev: needs.dev }));
  app.use(foreignGate(config));
  app.use(probes({ ...needs, metricsToken: config.metricsToken }));
  // No answer holds a secret beside what a stranger chose, so its length tells nothing.
  app.use(compression());
  app.use(needs.pages.assets);
  app.use(actGate(origins), bodyGate);
  app.use(notStored);
  app.use('/valkommen', onlyOriginToldOn);
  app.use(originOnly(config), needs.pages.pages(needs.contextOf));
  app.use(told(needs.log, needs.pulse));
  return app;
}

/** Pages hold what one person may see. The list of routes alone is the same for all, and says so itself. */
const notStored: RequestHandler = (request, response, next) => {
  if (request.path !== '/__manifest') response.set('Cache-Control', 'no-store');
  next();
};

/** The address of such a page is a key: no request that the page makes may tell it. Forms still tell our origin. */
const onlyOriginToldOn: RequestHandler = (_request, response, next) => {
  response.set('Referrer-Policy', 'strict-origin');
  next();
};

/** A path as the log may have it. */
function withoutKey(path: string): string {
  return path.replace(/^(\/valkommen)\/.*$/s, '$1/…');
}

/** An outage is told as an outage: never as a denial, a missing page or a sign-in. */
function told(log: Log, pulse: Pulse): ErrorRequestHandler {
  return (error, request, response, next) => {
    const outage = isOutage(error);
    if (outage) pulse.missed();
    log.error({ err: error, method: request.method, path: withoutKey(request.path) }, 'no answer');
    if (response.headersSent) return next(error);
    if (outage) response.set('Retry-After', '10');
    sendPlainPage(response, outage ? 503 : 500, outage ? sv.errors.outage : sv.errors.failed);
  };
}
