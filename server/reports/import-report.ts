import type { Actor } from '@delaktig/domain';
import type { Sql } from '../database/connect.ts';
import type { ImportInput, ImportResult } from '../http/context.ts';
import { createReport } from './create-report.ts';
import { mayImportTo } from './units-for-import.ts';

/** Makes a draft of a text that was read, for the manager or a deputy of the unit. */
export async function importReport(
  sql: Sql,
  actor: Actor,
  input: ImportInput,
  now: Date,
): Promise<ImportResult> {
  if (!mayImportTo(actor, input.unitId)) return { ok: false, reason: 'forbidden' };
  return createReport(sql, { ...input, createdBy: actor.accountId, now });
}
