import type { Actor } from '@delaktig/domain';
import type { Sql } from '../database/connect.ts';
import { unitsByIds } from '../database/organisation.ts';

/** Whether the person makes reports for the unit: its manager, or a deputy. */
export function mayImportTo(actor: Actor, unitId: string): boolean {
  return importableUnitIds(actor).includes(unitId);
}

export async function unitsForImport(sql: Sql, actor: Actor): Promise<{ id: string; name: string }[]> {
  const units = await unitsByIds(sql, importableUnitIds(actor));
  return units.map(({ id, name }) => ({ id, name }));
}

/** Units in which the person may make a report. */
export function importableUnitIds(actor: Actor): string[] {
  const ids = actor.assignments.flatMap(({ role, unitId }) =>
    unitId !== null && (role === 'manager' || role === 'deputy') ? [unitId] : [],
  );
  return [...new Set(ids)];
}
