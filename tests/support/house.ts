import type { ReportState, Role, SectionMode, SectionState } from '@delaktig/domain';
import { emptyHeader } from '@delaktig/domain';
import { startSession } from '../../server/accounts/sessions.ts';
import type { Sql } from '../../server/database/connect.ts';
import { insertAssignment } from '../../server/database/organisation.ts';

/** The least that a room needs around it: a unit with a group, a report, and text sections without words. */
export type House = {
  administrationId: string;
  unitId: string;
  groupId: string;
  reportId: string;
  sectionIds: string[];
};

type Options = { sections?: number; mode?: SectionMode; state?: SectionState; reportState?: ReportState };

export async function buildHouse(sql: Sql, options: Options = {}): Promise<House> {
  const administrationId = await idOf(sql`
    insert into administrations (organisation, name) values ('Provkommun', 'Provförvaltningen') returning id`);
  const unitId = await idOf(sql`
    insert into units (administration_id, name, initials) values (${administrationId}, 'Provenheten', 'PE') returning id`);
  const groupId = await idOf(
    sql`insert into work_groups (unit_id, name) values (${unitId}, 'Dag') returning id`,
  );
  const reportId = await idOf(sql`
    insert into reports (unit_id, kind, year, title, state, header, contents, appendices, furniture, remarks)
    values (${unitId}, 'VB', 2026, 'Verksamhetsberättelse 2026', ${options.reportState ?? 'open'}, ${sql.json(emptyHeader())}, '[]', '[]', '[]', '[]')
    returning id`);
  const sectionIds: string[] = [];
  for (let ordinal = 0; ordinal < (options.sections ?? 1); ordinal++) {
    const sectionId = await idOf(sql`
      insert into sections (report_id, ordinal, title, level, mode, state, controllers_write)
      values (${reportId}, ${ordinal}, ${`Avsnitt ${ordinal}`}, 1, ${options.mode ?? 'write'}, ${options.state ?? 'draft'}, true)
      returning id`);
    await sql`insert into section_writers (section_id, work_group_id) values (${sectionId}, ${groupId})`;
    sectionIds.push(sectionId);
  }
  return { administrationId, unitId, groupId, reportId, sectionIds };
}

export type Visitor = { accountId: string; sessionId: string; cookie: string };

/** A person with one role in the house (or, with `unitId`, elsewhere) and a session; without a name a protected one. */
export async function letIn(
  sql: Sql,
  house: House,
  name: string,
  role: Role,
  where: { unitId?: string; groupIds?: string[] } = {},
): Promise<Visitor> {
  const accountId = await idOf(sql`
    insert into accounts (name, protected) values (${name}, ${name === ''}) returning id`);
  await insertAssignment(sql, {
    accountId,
    role,
    administrationId: house.administrationId,
    unitId: role === 'administrator' ? null : (where.unitId ?? house.unitId),
    workGroupIds: where.groupIds ?? (where.unitId || role !== 'staff' ? [] : [house.groupId]),
  });
  const { id, token } = await startSession(sql, accountId, new Date());
  return { accountId, sessionId: id, cookie: `delaktig_session=${token}` };
}

export async function idOf(query: PromiseLike<readonly { id?: string }[]>): Promise<string> {
  const [row] = await query;
  if (!row?.id) throw new Error('The row was not inserted');
  return row.id;
}
