import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { migrate } from './database/migrate.ts';
import type { Database } from './database/open.ts';
import { seedDemo } from './demo/seed.ts';

/** Brings a database to where a server or a command can use it: tables, and the demo's content in one of our own. */
export async function prepare(config: Config, { sql }: Database, clock: Clock): Promise<void> {
  await migrate(sql);
  if (config.mode === 'demo' && config.databaseUrl === null) await seedDemo(sql, clock());
}
