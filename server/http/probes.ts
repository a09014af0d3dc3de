import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { Router } from 'express';
import type { MailCounts } from '../database/mails.ts';
import type { Pulse } from '../database/pulse.ts';
import type { Metrics } from '../metrics.ts';
import type { Counts } from '../rooms/signals.ts';
import { within } from './outage.ts';

export type ProbeNeeds = {
  pulse: Pulse;
  metrics: Metrics;
  /** Whoever reads `/metrics` must show it; null: anybody may. */
  metricsToken: string | null;
  counts: () => Counts;
  mails: () => Promise<MailCounts>;
};

/** A database that hangs must not keep whoever looks. */
const COUNTING_MS = 1_000;

/**
 * `/livez`: the process answers. `/healthz`: so does the database, and it takes changes (200, else 503, within
 * about two seconds also when it hangs). `/metrics`: Prometheus.
 */
export function probes({ pulse, metrics, metricsToken, counts, mails }: ProbeNeeds): Router {
  const router = Router();
  router.use(['/livez', '/healthz', '/metrics'], (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.get('/livez', (_request, response) => {
    response.type('text/plain').send('ok\n');
  });
  router.get('/healthz', async (_request, response) => {
    const state = await pulse.check();
    response.status(state === 'ok' ? 200 : 503).json({
      status: told(state === 'ok'),
      database: told(state !== 'away'),
      storage: told(state === 'ok'),
    });
  });
  router.get('/metrics', async (request, response) => {
    if (metricsToken !== null && !shows(request, metricsToken)) {
      return response
        .status(401)
        .set('WWW-Authenticate', 'Bearer')
        .type('text/plain')
        .send('token missing\n');
    }
    const databaseUp = pulse.state === 'ok';
    const inLine = databaseUp ? await within(COUNTING_MS, mails()).catch(() => null) : null;
    const text = await metrics.text({ counts: counts(), databaseUp, mails: inLine });
    response.set('Content-Type', metrics.contentType).send(text);
  });
  return router;
}

function told(there: boolean): 'ok' | 'unavailable' {
  return there ? 'ok' : 'unavailable';
}

/** Compared by hash, so that neither time nor length tells anything of the token. */
function shows(request: Request, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(hashOf(given), hashOf(token));
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
