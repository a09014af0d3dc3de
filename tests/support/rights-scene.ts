import type { Approver, ReportState, Role, SectionFacts } from '@delaktig/domain';
import { emptyHeader, REPORT_STATES } from '@delaktig/domain';
import type { Sql } from '../../server/database/connect.ts';
import { idOf, letIn, type Visitor } from './house.ts';
import { type Situation, situations, standing } from './rights-table.ts';

/** One section of the scene: it stands as the situation says, until somebody acts on it. */
export type Stand = Situation & { reportId: string; sectionId: string; goalId: string; title: string };

export type SceneOptions = { economy?: boolean; controllers?: boolean; approver?: Approver };

export type Someone = Visitor & { name: string };

/**
 * An organisation with a section for every situation that the table of rights knows. Each section names the group
 * `evening`, unless it is opened for controllers, and has been given to the deputy `maria`.
 */
export async function rightsScene(sql: Sql, options: SceneOptions = {}) {
  const administrationId = await administration(sql, 'Socialförvaltningen');
  const elsewhere = await administration(sql, 'Utbildningsförvaltningen');
  const unitId = await unit(sql, administrationId, 'Hemnära stöd');
  const sibling = await unit(sql, administrationId, 'Gruppbostaden');
  const foreign = await unit(sql, elsewhere, 'Förskolan');
  const evening = await group(sql, unitId, 'Kväll');
  const night = await group(sql, unitId, 'Natt');
  if (options.approver) {
    await sql`
      insert into approval_rules (administration_id, kind, approver)
      values (${administrationId}, 'VB', ${options.approver})`;
  }
  const house = { administrationId, unitId, groupId: evening, reportId: '', sectionIds: [] };
  const person = async (name: string, role: Role, groupIds: string[] = []): Promise<Someone> => ({
    name,
    ...(await letIn(sql, house, name, role, { groupIds })),
  });
  const outside = async (
    name: string,
    where: { administrationId: string; unitId: string },
    roles: Role[],
  ) => {
    const visitor = await letIn(sql, { ...house, ...where }, name, 'manager', { unitId: where.unitId });
    for (const role of roles) {
      await sql`
        insert into role_assignments (account_id, role, administration_id, unit_id)
        values (${visitor.accountId}, ${role}, ${where.administrationId},
          ${role === 'administrator' ? null : where.unitId})`;
    }
    return { name, ...visitor };
  };
  const maria = await person('Maria', 'deputy');
  const stands: Stand[] = [];
  for (const [index, state] of REPORT_STATES.entries()) {
    stands.push(...(await report(sql, { unitId, state, year: 2020 + index, evening, maria, options })));
  }
  return {
    stands,
    administrationId,
    unitId,
    groups: { evening, night },
    maria,
    person,
    outsiders: () =>
      Promise.all([
        outside('every role in a sibling unit', { administrationId, unitId: sibling }, EVERY_ROLE_IN_A_UNIT),
        outside('every role in another administration', { administrationId: elsewhere, unitId: foreign }, [
          ...EVERY_ROLE_IN_A_UNIT,
          'administrator',
        ]),
      ]),
  };
}

export type RightsScene = Awaited<ReturnType<typeof rightsScene>>;

const EVERY_ROLE_IN_A_UNIT: Role[] = ['deputy', 'superior', 'controller', 'representative', 'staff'];

/** Puts the section back to where the scene had it. */
export async function standAgain(sql: Sql, stand: Stand, scene: RightsScene, options: SceneOptions) {
  const { state, readyFor } = standing(stand.section);
  await sql`
    update sections
    set state = ${state}, ready_for = ${readyFor}, mode = ${stand.mode}, controllers_write = ${options.controllers ?? false}
    where id = ${stand.sectionId}`;
  await sql`update goals set status = null, status_raw = null where id = ${stand.goalId}`;
  await nameWriters(sql, stand.sectionId, scene.groups.evening, options);
}

type ReportNeeds = {
  unitId: string;
  state: ReportState;
  year: number;
  evening: string;
  maria: Someone;
  options: SceneOptions;
};

async function report(sql: Sql, needs: ReportNeeds): Promise<Stand[]> {
  const { unitId, state, year, evening, maria, options } = needs;
  const reportId = await idOf(sql`
    insert into reports (unit_id, kind, year, title, state, last_comment_day, header, contents, appendices, furniture, remarks)
    values (${unitId}, 'VB', ${year}, 'Verksamhetsberättelse', ${state}, ${state === 'open' ? '2999-12-31' : null},
      ${sql.json(emptyHeader())}, '[]', '[]', '[]', '[]') returning id`);
  const stands: Stand[] = [];
  for (const [ordinal, situation] of situations()
    .filter((each) => each.report === state)
    .entries()) {
    const title = `Målet ${ordinal} av ${year}`;
    const goalId = await idOf(sql`
      insert into goals (report_id, ordinal, level, title) values (${reportId}, ${ordinal}, 'unit', ${title}) returning id`);
    const facts: Pick<SectionFacts, 'state' | 'readyFor'> = standing(situation.section);
    const sectionId = await idOf(sql`
      insert into sections (report_id, goal_id, ordinal, state, ready_for, mode, economy, controllers_write)
      values (${reportId}, ${goalId}, ${ordinal}, ${facts.state}, ${facts.readyFor}, ${situation.mode},
        ${options.economy ?? false}, ${options.controllers ?? false}) returning id`);
    await nameWriters(sql, sectionId, evening, options);
    await sql`insert into section_deputies (section_id, account_id) values (${sectionId}, ${maria.accountId})`;
    stands.push({ ...situation, reportId, sectionId, goalId, title });
  }
  return stands;
}

async function nameWriters(sql: Sql, sectionId: string, evening: string, options: SceneOptions) {
  await sql`delete from section_writers where section_id = ${sectionId}`;
  if (options.controllers) return;
  await sql`insert into section_writers (section_id, work_group_id) values (${sectionId}, ${evening})`;
}

const administration = (sql: Sql, name: string) =>
  idOf(sql`insert into administrations (organisation, name) values ('Provkommun', ${name}) returning id`);

const unit = (sql: Sql, administrationId: string, name: string) =>
  idOf(sql`
    insert into units (administration_id, name, initials) values (${administrationId}, ${name}, 'PE') returning id`);

const group = (sql: Sql, unitId: string, name: string) =>
  idOf(sql`insert into work_groups (unit_id, name) values (${unitId}, ${name}) returning id`);
