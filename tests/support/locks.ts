import type { Sql } from '../../server/database/connect.ts';
import { waitUntil } from './wait-until.ts';

/** Waits until a connection to this database waits for a lock that another holds. */
export async function somebodyWaits(sql: Sql): Promise<void> {
  await waitUntil(async () => {
    const rows = await sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    return rows.length > 0;
  }, 'somebody waits for a lock');
}
