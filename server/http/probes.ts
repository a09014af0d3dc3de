import { Router } from 'express';
import type { Sql } from '../database/connect.ts';
import { within } from './outage.ts';

const PATIENCE_MS = 2_000;

/**
 * `/livez`: the process answers. `/healthz`: the database does too (200 or 503). `/metrics`: Prometheus.
 */
export function probes(needs: { sql: Sql; counts: () => { sockets: number; rooms: number } }): Router {
  const router = Router();
  router.use(['/livez', '/healthz', '/metrics'], (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.get('/livez', (_request, response) => {
    response.type('text/plain').send('ok\n');
  });
  router.get('/healthz', async (_request, response) => {
    const database = await answers(needs.sql);
    response.status(database ? 200 : 503).json({
      status: database ? 'ok' : 'unavailable',
      database: database ? 'ok' : 'unavailable',
    });
  });
  router.get('/metrics', (_request, response) => {
    const { sockets, rooms } = needs.counts();
    response
      .type('text/plain; version=0.0.4')
      .send(
        [
          metric('process_uptime_seconds', 'Seconds since the process started.', process.uptime()),
          metric('process_resident_memory_bytes', 'Resident memory.', process.memoryUsage.rss()),
          metric('delaktig_sockets', 'Open sockets.', sockets),
          metric('delaktig_rooms', 'Sections held in memory.', rooms),
        ].join(''),
      );
  });
  return router;
}

async function answers(sql: Sql): Promise<boolean> {
  try {
    await within(PATIENCE_MS, sql`select 1`.execute());
    return true;
  } catch {
    return false;
  }
}

function metric(name: string, help: string, value: number): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`;
}
