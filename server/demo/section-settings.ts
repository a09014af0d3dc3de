import type postgres from 'postgres';
import { insertActs } from '../database/road.ts';
import type { GroupKey } from './organisation.ts';
import { markedBy } from './past-road.ts';
import type { Places } from './place.ts';

/** How one section stands: the mode is `write` when somebody is named for it. */
export type SectionSetting = {
  /** The goal's or the heading's; the report has one section of that title. */
  title: string;
  ready?: boolean;
  write?: GroupKey[];
  controllersWrite?: boolean;
  /** By name. */
  deputies?: string[];
};

/** `marked`: by whom and when those that are ready were. */
export async function setSections(
  sql: postgres.ISql,
  reportId: string,
  settings: readonly SectionSetting[],
  { places, people, marked }: { places: Places; people: People; marked: { managerId: string; at: Date } },
): Promise<void> {
  for (const { title, ready = false, write = [], controllersWrite = false, deputies = [] } of settings) {
    const sectionId = await sectionNamed(sql, reportId, title);
    const mode = write.length > 0 || controllersWrite ? 'write' : 'comment';
    await sql`
      update sections
      set state = ${ready ? 'ready' : 'draft'}, mode = ${mode}, controllers_write = ${controllersWrite}
      where id = ${sectionId}`;
    for (const group of write) {
      await sql`
        insert into section_writers (section_id, work_group_id) values (${sectionId}, ${places.groups[group]})`;
    }
    for (const name of deputies) {
      const accountId = idOf(people, name);
      await sql`insert into section_deputies (section_id, account_id) values (${sectionId}, ${accountId})`;
    }
    if (ready) await insertActs(sql, [{ ...markedBy(marked.managerId, marked.at), reportId, sectionId }]);
  }
}

/** Account ids by name. */
export type People = ReadonlyMap<string, string>;

export function idOf(people: People, name: string): string {
  const accountId = people.get(name);
  if (accountId === undefined) throw new Error(`The demo has no ${name}`);
  return accountId;
}

export async function sectionNamed(sql: postgres.ISql, reportId: string, title: string): Promise<string> {
  const rows = await sql<{ id: string }[]>`
    select s.id from sections s left join goals g on g.id = s.goal_id
    where s.report_id = ${reportId} and coalesce(s.title, g.title) = ${title}`;
  const [section, another] = rows;
  if (!section || another) throw new Error(`The report has ${rows.length} sections "${title}"`);
  return section.id;
}
