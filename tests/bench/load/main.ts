import type { Answer, Order } from './jobs/all.ts';
import { JOBS } from './jobs/all.ts';

/** The load is a process of its own, so that it shares no event loop with what it measures or with the report. */
process.on('message', (order: Order) => {
  const job = JOBS[order.job] as (target: unknown, plan: unknown) => Promise<unknown>;
  job(order.target, order.plan).then(
    (result) => answer({ ok: true, result }),
    (error: unknown) => answer({ ok: false, message: explain(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
process.on('uncaughtException', (error) => answer({ ok: false, message: explain(error) }));

function answer(message: Answer): void {
  process.send?.(message);
}

const explain = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
