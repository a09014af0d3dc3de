import { createHash } from 'node:crypto';
import {
  administers,
  type PlannedPerson,
  type RosterGround,
  type RosterPlan,
  type RosterTable,
  rosterPlan,
  rosterText,
} from '@delaktig/domain';
import type postgres from 'postgres';
import { isId } from '../database/ids.ts';
import type { Asked } from '../http/patience.ts';
import type { PeoplePreview, PreviewedPerson, PreviewResult } from './contract.ts';
import { rosterGround } from './roster-ground.ts';

/** So many can be shown on a page; counts are of all. */
const MOST_WRONG = 200;
const MOST_PEOPLE = 400;
const MOST_LEAVERS = 1_000;

export type Deps = Pick<Asked, 'sql' | 'clock' | 'actor'>;

/** What a list would do, shown; nothing is stored. */
export async function previewPeople(
  { sql, clock, actor }: Deps,
  administrationId: string,
  table: RosterTable,
): Promise<PreviewResult> {
  if (!isId(administrationId) || !administers(actor, administrationId))
    return { ok: false, reason: 'forbidden' };
  const ground = await rosterGround(sql, { administrationId, actor, table, now: clock() });
  return { ok: true, preview: await shown(sql, administrationId, table, ground, rosterPlan(table, ground)) };
}

/** A plan as the page shows it: names for ids, and of someone with a protected identity nothing but that. */
export async function shown(
  sql: postgres.ISql,
  administrationId: string,
  table: RosterTable,
  ground: RosterGround,
  plan: RosterPlan,
): Promise<PeoplePreview> {
  const [administration] = await sql<{ id: string; name: string }[]>`
    select id, name from administrations where id = ${administrationId}`;
  if (administration === undefined) throw new Error('The administration is not there');
  const { units, person } = naming(ground);
  const named = (is: PlannedPerson['is']) => plan.people.filter((one) => one.is === is);
  const people = (is: PlannedPerson['is']) => named(is).slice(0, MOST_PEOPLE).map(person);
  const text = rosterText(table);
  return {
    administration,
    text,
    seen: { outcome: outcomeOf(plan), list: digest(text) },
    fields: table.fields,
    leftOut: table.leftOut,
    titles: plan.titles,
    counts: {
      right: plan.right,
      wrong: plan.wrong.length,
      new: named('new').length,
      changed: named('changed').length,
      unchanged: named('unchanged').length,
      leaving: new Set(plan.leavers.map(({ accountId }) => accountId)).size,
      leavers: plan.leavers.length,
      unproven: plan.unproven,
    },
    wrong: plan.wrong.slice(0, MOST_WRONG),
    unrecognised: plan.unrecognised.map(({ unitId, people: count }) => ({
      unit: units.get(unitId) ?? '',
      people: count,
    })),
    newGroups: plan.newGroups.map(({ unitId, name }) => ({ unit: units.get(unitId) ?? '', name })),
    newPeople: people('new'),
    changedPeople: people('changed'),
    leavers: plan.leavers.slice(0, MOST_LEAVERS).map(({ assignmentId, name, why, unitId }) => ({
      assignmentId,
      name,
      why,
      unit: units.get(unitId) ?? '',
    })),
  };
}

/** Alike for plans that do the same. */
export function outcomeOf(plan: RosterPlan): string {
  return digest(JSON.stringify(plan));
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function naming(ground: RosterGround) {
  const units = new Map(ground.units.map(({ id, name }) => [id, name]));
  const groups = new Map(ground.units.flatMap((unit) => unit.groups.map(({ id, name }) => [id, name])));
  const person = (planned: PlannedPerson): PreviewedPerson => ({
    rows: planned.rows,
    name: planned.name,
    role: planned.roles[0]?.role ?? 'staff',
    hasAccount: planned.accountId !== null,
    reopens: planned.reopens,
    getsUsername: planned.getsUsername,
    changes: planned.accountId === null ? [] : changesOf(planned),
    roles: planned.roles
      .filter(({ act }) => planned.is === 'new' || act !== 'keep')
      .map((role) => ({
        unit: units.get(role.unitId) ?? '',
        role: role.role,
        act: role.act,
        groups: role.groups.map(({ id, name }) => (id === null ? name : (groups.get(id) ?? name))),
      })),
  });
  return { units, person };
}

function changesOf({ name, set, before }: PlannedPerson): PreviewedPerson['changes'] {
  return (['name', 'email', 'mobile'] as const).flatMap((field) => {
    const after = set[field];
    // Where somebody with a protected identity could be reached is not told, neither now nor then.
    const told = name === '' ? null : (before[field] ?? null);
    return after === undefined ? [] : [{ field, before: told, after: name === '' ? '' : after }];
  });
}
