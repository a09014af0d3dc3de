import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { readConfig } from '../config.ts';
import type { Sql } from '../database/connect.ts';
import { openForCommand } from '../database/open.ts';
import { prepare } from '../prepare.ts';
import { Refusal } from '../refusal.ts';

/** Runs a command's work on the database: beside a running server its own, else one started for this. */
export async function withDatabase<T>(config: Config, work: (sql: Sql) => Promise<T>): Promise<T> {
  const database = await openForCommand(config);
  try {
    await prepare(config, database, systemClock);
    return await work(database.sql);
  } finally {
    await database.close();
  }
}

/** The same environment as the server's. */
export function commandConfig(): Config {
  const read = readConfig(process.env);
  if (!read.ok) throw new Refusal(read.message);
  return read.config;
}
