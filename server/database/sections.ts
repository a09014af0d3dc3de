import type { SectionFacts } from '@delaktig/domain';
import type postgres from 'postgres';
import { z } from 'zod';
import { json } from './json.ts';
import type { SectionRow, TableRow } from './report-rows.ts';
import { sectionRow, tableRow } from './report-rows.ts';
import { createRooms } from './rooms.ts';

type Query = postgres.ISql;

/** In print order. */
export async function sectionsOf(sql: Query, reportIds: readonly string[]): Promise<SectionRow[]> {
  const rows = await sql`
    select s.id, s.report_id as "reportId", s.goal_id as "goalId", s.parent_id as "parentId", s.title, s.level,
      s.contains, s.state, s.ready_for as "readyFor", s.epoch, s.mode, s.economy, s.controllers_write as "controllersWrite",
      array(select work_group_id::text from section_writers where section_id = s.id) as "writerGroupIds",
      array(select account_id::text from section_deputies where section_id = s.id) as "deputyIds",
      ${hasRoom(sql)} as "hasRoom"
    from sections s where s.report_id = any(${reportIds as string[]}::uuid[]) order by s.report_id, s.ordinal`;
  return z.array(sectionRow).parse(rows);
}

/** The titles of headings and goals by section; '' where a goal has none. */
export async function titlesOf(sql: Query, sectionIds: readonly string[]): Promise<Map<string, string>> {
  if (sectionIds.length === 0) return new Map();
  const rows = await sql<{ id: string; title: string | null }[]>`
    select s.id, coalesce(s.title, g.title) as title from sections s left join goals g on g.id = s.goal_id
    where s.id = any(${sectionIds as string[]}::uuid[])`;
  return new Map(rows.map(({ id, title }) => [id, title ?? '']));
}

/** Of `sections s`: a heading that only contains goals has a room only when it came with text of its own. */
export const hasRoom = (sql: Query) =>
  sql`(s.contains = 'content' or exists (select from room_snapshots where section_id = s.id))`;

/** The part of a row that decides rights. */
export function factsOf(row: SectionRow): SectionFacts {
  return {
    state: row.state,
    readyFor: row.readyFor,
    mode: row.mode,
    economy: row.economy,
    writers: { workGroupIds: row.writerGroupIds, controllers: row.controllersWrite },
    deputyIds: row.deputyIds,
  };
}

export type NewSection = Pick<
  SectionRow,
  'id' | 'goalId' | 'parentId' | 'title' | 'level' | 'contains' | 'economy'
> & {
  /** The room's first state; null for a heading that only contains goals. */
  room: Uint8Array | null;
};

/** A heading comes before what stands under it. */
export async function insertSections(
  sql: Query,
  reportId: string,
  sections: readonly NewSection[],
): Promise<void> {
  for (const [ordinal, row] of sections.entries()) {
    await sql`
      insert into sections (id, report_id, goal_id, parent_id, ordinal, title, level, contains, economy)
      values (${row.id}, ${reportId}, ${row.goalId}, ${row.parentId}, ${ordinal}, ${row.title}, ${row.level},
        ${row.contains}, ${row.economy})`;
  }
  const rooms = sections.flatMap(({ id, room }) => (room === null ? [] : [{ sectionId: id, state: room }]));
  await createRooms(sql, rooms);
}

export async function tablesOf(sql: Query, reportId: string): Promise<TableRow[]> {
  const rows = await sql`
    select t.section_id as "sectionId", t.kind, t.columns, t.rows
    from report_tables t join sections s on s.id = t.section_id
    where s.report_id = ${reportId} order by s.ordinal, t.ordinal`;
  return z.array(tableRow).parse(rows);
}

export async function insertTables(sql: Query, tables: readonly TableRow[]): Promise<void> {
  for (const [ordinal, table] of tables.entries()) {
    await sql`
      insert into report_tables (section_id, ordinal, kind, columns, rows)
      values (${table.sectionId}, ${ordinal}, ${table.kind}, ${json(sql, table.columns)}, ${json(sql, table.rows)})`;
  }
}

const proseRow = z.object({ sectionId: z.string(), bytes: z.instanceof(Uint8Array) });

/**
 * The stored prose of a report's sections: each section's snapshot and the updates after it, in order.
 * One statement, so that a compaction at the same moment leaves no gap.
 */
export async function proseOf(sql: Query, sectionIds: readonly string[]): Promise<Map<string, Uint8Array[]>> {
  const ids = sectionIds as string[];
  const rows = await sql`
    select section_id as "sectionId", seq, state as bytes from room_snapshots
    where section_id = any(${ids}::uuid[])
    union all
    select u.section_id, u.seq, u.update from room_updates u
    left join room_snapshots s on s.section_id = u.section_id
    where u.section_id = any(${ids}::uuid[]) and u.seq > coalesce(s.seq, -1)
    order by "sectionId", seq`;
  const prose = new Map<string, Uint8Array[]>();
  for (const row of z.array(proseRow).parse(rows)) {
    prose.set(row.sectionId, [...(prose.get(row.sectionId) ?? []), row.bytes]);
  }
  return prose;
}
