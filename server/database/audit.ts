import type postgres from 'postgres';
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
