import type postgres from 'postgres';
import { z } from 'zod';

const change = z.object({
  id: z.string(),
  administrationId: z.string(),
  kind: z.enum(['merge', 'split', 'end']),
  unitIds: z.array(z.string()),
  heirId: z.string().nullable(),
  heirName: z.string().nullable(),
  heirInitials: z.string().nullable(),
  groupIds: z.array(z.string()),
  day: z.string(),
});
/** A change of units that waits for its day, the first of the new order. */
export type UnitChange = z.infer<typeof change>;

const columns = (sql: postgres.ISql) => sql`
  id, administration_id as "administrationId", kind, unit_ids::text[] as "unitIds", heir_id as "heirId",
  heir_name as "heirName", heir_initials as "heirInitials", group_ids::text[] as "groupIds", day`;

export async function insertUnitChange(
  tx: postgres.ISql,
  planned: Omit<UnitChange, 'id'> & { decidedBy: string },
): Promise<UnitChange> {
  const [row] = await tx`
    insert into unit_changes
      (administration_id, kind, unit_ids, heir_id, heir_name, heir_initials, group_ids, day, decided_by)
    values (${planned.administrationId}, ${planned.kind}, ${planned.unitIds}::uuid[], ${planned.heirId},
      ${planned.heirName}, ${planned.heirInitials}, ${planned.groupIds}::uuid[], ${planned.day}, ${planned.decidedBy})
    returning ${columns(tx)}`;
  return change.parse(row);
}

/** Those that a unit is part of and that wait, by day. */
export async function waitingChangesOf(sql: postgres.ISql, unitId: string): Promise<UnitChange[]> {
  const rows = await sql`
    select ${columns(sql)} from unit_changes
    where done_at is null and (${unitId}::uuid = any(unit_ids) or heir_id = ${unitId}) order by day, id`;
  return z.array(change).parse([...rows]);
}

/** Held until the transaction ends; null when it is done, taken back or never was. */
export async function lockWaitingChange(tx: postgres.ISql, id: string): Promise<UnitChange | null> {
  const [row] = await tx`
    select ${columns(tx)} from unit_changes where id = ${id} and done_at is null for update`;
  return row === undefined ? null : change.parse(row);
}

/** Those whose day has come, by id, the earliest first. */
export async function dueChanges(sql: postgres.ISql, day: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from unit_changes where done_at is null and day <= ${day}::date order by day, id`;
  return rows.map(({ id }) => id);
}

export async function finishUnitChange(tx: postgres.ISql, id: string, at: Date, heirId: string | null) {
  await tx`update unit_changes set done_at = ${at}, heir_id = ${heirId} where id = ${id}`;
}

export async function deleteUnitChange(tx: postgres.ISql, id: string): Promise<void> {
  await tx`delete from unit_changes where id = ${id}`;
}

/**
 * From a day on a unit's heir goes on with its reports, and with those of the units that it goes on with; and so do
 * the heirs that the heir has. Of a unit that `livesOn` these are the reports that are there now; whoever parted from
 * the heir before takes no part in them. All that belong together in time share a lineage.
 */
export async function addHeir(
  tx: postgres.ISql,
  { unitId, heirId, day, livesOn }: { unitId: string; heirId: string; day: string; livesOn: boolean },
): Promise<void> {
  // The database's own moment, by which reports.created_at is set.
  await tx`
    insert into unit_heirs (unit_id, heir_id, valid_from, written_before)
    select before.id, after.id, greatest(before.day, after.day, ${day}::date),
      least(before.written_before, case when ${livesOn} then now() end)
    from (select ${unitId}::uuid as id, null::date as day, null::timestamptz as written_before
        union all select unit_id, valid_from, written_before from unit_heirs where heir_id = ${unitId}) before,
      (select ${heirId}::uuid as id, null::date as day
        union all select heir_id, valid_from from unit_heirs
          where unit_id = ${heirId} and written_before is null) after
    where before.id <> after.id
    on conflict (unit_id, heir_id) do update set
      valid_from = least(unit_heirs.valid_from, excluded.valid_from),
      written_before = case when num_nulls(unit_heirs.written_before, excluded.written_before) = 0
        then greatest(unit_heirs.written_before, excluded.written_before) end`;
  await tx`
    update units set lineage_id = (select lineage_id from units where id = ${unitId})
    where lineage_id = (select lineage_id from units where id = ${heirId})`;
}

/** Of a unit's open groups: the group of the heir with the same name, made where there is none. @returns by old id */
export async function matchGroups(
  tx: postgres.ISql,
  { unitId, heirId, only }: { unitId: string; heirId: string; only: readonly string[] | null },
): Promise<Map<string, string>> {
  await tx`
    insert into work_groups (unit_id, name)
    select ${heirId}, min(g.name) from work_groups g
    where g.unit_id = ${unitId} and g.closed_at is null
      and (${only === null} or g.id = any(${(only ?? []) as string[]}::uuid[]))
      and not exists (select from work_groups h
        where h.unit_id = ${heirId} and h.closed_at is null and lower(h.name) = lower(g.name))
    group by lower(g.name)`;
  const rows = await tx<{ id: string; heir: string }[]>`
    select g.id, (select h.id from work_groups h
      where h.unit_id = ${heirId} and h.closed_at is null and lower(h.name) = lower(g.name) order by h.id limit 1) as heir
    from work_groups g
    where g.unit_id = ${unitId} and g.closed_at is null
      and (${only === null} or g.id = any(${(only ?? []) as string[]}::uuid[]))`;
  return new Map(rows.map(({ id, heir }) => [id, heir]));
}

/** What was opened for a group, in reports that are not handed in, is open for the group that it has become. */
export async function openForHeirs(tx: postgres.ISql, groups: ReadonlyMap<string, string>): Promise<void> {
  await tx`
    insert into section_writers (section_id, work_group_id)
    select w.section_id, g.heir
    from unnest(${[...groups.keys()]}::uuid[], ${[...groups.values()]}::uuid[]) as g(id, heir)
    join section_writers w on w.work_group_id = g.id
    join sections s on s.id = w.section_id
    join reports r on r.id = s.report_id and r.state in ('draft', 'open', 'closing')
    on conflict do nothing`;
}

export async function closeGroups(tx: postgres.ISql, ids: readonly string[], at: Date): Promise<void> {
  await tx`
    update work_groups set closed_at = ${at}
    where id = any(${ids as string[]}::uuid[]) and closed_at is null`;
}

/** The last day of a unit, and of the roles in it. */
export async function endUnitAfter(tx: postgres.ISql, unitId: string, lastDay: string): Promise<number> {
  await tx`update units set ends_after = ${lastDay} where id = ${unitId}`;
  const ended = await tx`
    update role_assignments set valid_to = ${lastDay}
    where unit_id = ${unitId} and coalesce(valid_to > ${lastDay}::date, true)`;
  return ended.count;
}

/** Everyone with a role in the units, in the order in which whoever holds several people does it. */
export async function lockPeopleOf(tx: postgres.ISql, unitIds: readonly string[]): Promise<void> {
  await tx`
    select 1 from accounts
    where id in (select account_id from role_assignments where unit_id = any(${unitIds as string[]}::uuid[]))
    order by id for no key update`;
}
