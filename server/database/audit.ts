import type postgres from 'postgres';
import { z } from 'zod';
import { json } from './json.ts';

/** What an administrator did. `detail` holds no name and no address: ids, roles, days, counts. */
export type AuditEntry = {
  at: Date;
  administrationId: string;
  /** Null when the product did it by itself, or a command. */
  actorId: string | null;
  act: string;
  accountId?: string;
  unitId?: string;
  detail?: Record<string, postgres.JSONValue>;
};

/** Inside the transaction of the act itself: an act that is not in the log has not been done. */
export async function writeAudit(tx: postgres.ISql, entry: AuditEntry): Promise<void> {
  await tx`
    insert into audit_log (at, administration_id, actor_id, act, subject_account_id, subject_unit_id, detail)
    values (${entry.at}, ${entry.administrationId}, ${entry.actorId}, ${entry.act}, ${entry.accountId ?? null},
      ${entry.unitId ?? null}, ${json(tx, entry.detail ?? {})})`;
}

const entry = z.object({
  id: z.int(),
  at: z.date(),
  actorId: z.string().nullable(),
  act: z.string(),
  accountId: z.string().nullable(),
  unitId: z.string().nullable(),
  detail: z.record(z.string(), z.json()),
});
export type AuditRow = z.infer<typeof entry>;

/** Days are of Stockholm, both included; a person is found as the one who acted and as the one it was about. */
export type AuditSearch = {
  administrationId: string;
  accountId: string | null;
  act: string | null;
  from: string | null;
  to: string | null;
};

const matching = (sql: postgres.ISql, search: AuditSearch) => sql`
  from audit_log where administration_id = ${search.administrationId}
    and (${search.accountId}::uuid is null or actor_id = ${search.accountId} or subject_account_id = ${search.accountId})
    and (${search.act}::text is null or act = ${search.act})
    and (${search.from}::date is null or at >= ${search.from}::date::timestamp at time zone 'Europe/Stockholm')
    and (${search.to}::date is null or at < (${search.to}::date + 1)::timestamp at time zone 'Europe/Stockholm')`;

/** Newest first. */
export async function readAudit(
  sql: postgres.ISql,
  search: AuditSearch,
  { limit, offset }: { limit: number; offset: number },
): Promise<AuditRow[]> {
  const rows = await sql`
    select id, at, actor_id as "actorId", act, subject_account_id as "accountId", subject_unit_id as "unitId", detail
    ${matching(sql, search)} order by id desc limit ${limit} offset ${offset}`;
  return z.array(entry).parse([...rows]);
}

export async function countAudit(sql: postgres.ISql, search: AuditSearch): Promise<number> {
  const [row] = await sql<{ total: number }[]>`select count(*)::int as total ${matching(sql, search)}`;
  return row?.total ?? 0;
}

/** Who and what is in an administration's log, to choose from. */
export async function auditChoices(
  sql: postgres.ISql,
  administrationId: string,
): Promise<{ accountIds: string[]; acts: string[] }> {
  const [people, acts] = await Promise.all([
    sql<{ id: string }[]>`
      select distinct concerned.id from audit_log, lateral (values (actor_id), (subject_account_id)) as concerned(id)
      where administration_id = ${administrationId} and concerned.id is not null`,
    sql<{ act: string }[]>`
      select distinct act from audit_log where administration_id = ${administrationId} order by act`,
  ]);
  return { accountIds: people.map(({ id }) => id), acts: acts.map(({ act }) => act) };
}
