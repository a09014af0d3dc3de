import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { openDatabase } from './database/open.ts';
import { isOutage } from './http/outage.ts';
import type { RunningServer } from './http/server.ts';
import { startServer } from './http/server.ts';
import { untilAskedToStop } from './lifetime.ts';
import type { Log } from './log.ts';
import { createLog } from './log.ts';
import { prepare } from './prepare.ts';
import { explain, Refusal } from './refusal.ts';

/**
 * The composition root: configuration, database, migrations, the demo's content, server.
 * `--dev` serves the pages straight from their sources.
 */
const dev = process.argv.includes('--dev');
// React and Remix choose their files by it, when the pages are loaded.
process.env.NODE_ENV ??= dev ? 'development' : 'production';

async function main(): Promise<void> {
  const stopping = stopSignal();
  const read = readConfig(process.env);
  if (!read.ok) throw new Refusal(read.message);
  const { config } = read;
  const log = createLog(config.logLevel);
  dieOfBugs(log);
  const database = await openDatabase(config, log);
  let server: RunningServer | null = null;
  try {
    await prepare(config, database, systemClock);
    server = await startServer({ config, sql: database.sql, log, clock: systemClock, dev });
    database.instance?.tell({ origin: server.origin });
    console.log(`Delaktig är igång: ${server.origin}`);
    const lost = await Promise.race([stopping, database.lost]);
    if (lost !== null) throw new Refusal(lost);
  } finally {
    await server?.close();
    await database.close();
  }
}

/** What nobody caught is a bug and ends the process, told without people's words; but not so an outage. */
function dieOfBugs(log: Log): void {
  process.on('uncaughtException', (error, origin) => {
    if (origin === 'unhandledRejection' && isOutage(error))
      return log.error({ err: error }, 'nobody was there to hear of an outage');
    console.error(explain(error));
    process.exit(1);
  });
}

/** Resolves with null, unlike a lost database with its reason. */
async function stopSignal(): Promise<null> {
  await untilAskedToStop();
  console.log('Delaktig stannar …');
  return null;
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(explain(error));
    process.exit(1);
  },
);
