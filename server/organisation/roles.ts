import { administers, daysAfter } from '@delaktig/domain';
import {
  endAssignment,
  type HeldAssignment,
  hasOtherAdministrator,
  insertDatedAssignment,
  lockAssignment,
  updateAssignment,
} from '../database/assignments.ts';
import { isId } from '../database/ids.ts';
import type { Done, NewRole, Span } from './contract.ts';
import { type Deps, inScene, refuse, type Scene, withPerson } from './permitted.ts';
import { roleDetail, termsFrom } from './role-terms.ts';

/** One role in each of the units, with those of the groups that are there; an administrator's is in the administration. */
export async function addRole(deps: Deps, input: NewRole): Promise<Done> {
  const { accountId, administrationId, role, unitIds, ...given } = input;
  if (!administers(deps.actor, administrationId)) return refuse('not-found');
  if (role !== 'administrator' && unitIds.length === 0) return refuse('unit-missing');
  const places = role === 'administrator' ? [null] : [...new Set(unitIds)];
  return withPerson<Done>(deps, { accountId, unitIds }, async (scene, person) => {
    const groups = await groupsByUnit(scene, given.workGroupIds);
    if (groups === null) return refuse('group-not-of-unit');
    const read = [];
    for (const unitId of places) {
      const workGroupIds = unitId === null ? [] : (groups.get(unitId) ?? []);
      const each = await termsFrom(scene, deps.actor, { ...given, role, unitId, workGroupIds });
      if (!each.ok) return refuse(each.reason);
      read.push({ unitId, terms: each.terms, administrationId: each.administrationId ?? administrationId });
    }
    for (const { unitId, terms, administrationId } of read) {
      await insertDatedAssignment(scene.tx, {
        accountId: person.id,
        role,
        administrationId,
        unitId,
        ...terms,
      });
      const detail = roleDetail(role, terms);
      await scene.log(administrationId, 'role.add', {
        accountId: person.id,
        ...(unitId !== null && { unitId }),
        detail,
      });
    }
    return { ok: true };
  });
}

/** Null when one is no group at all. */
async function groupsByUnit({ tx }: Scene, ids: readonly string[]): Promise<Map<string, string[]> | null> {
  if (!ids.every(isId)) return null;
  const rows = await tx<{ id: string; unitId: string }[]>`
    select id, unit_id as "unitId" from work_groups where id = any(${ids as string[]}::uuid[])`;
  if (rows.length !== new Set(ids).size) return null;
  const byUnit = Map.groupBy(rows, ({ unitId }) => unitId);
  return new Map([...byUnit].map(([unitId, groups]) => [unitId, groups.map(({ id }) => id)]));
}

/** Its days, its groups, and what a representative speaks for. */
export async function changeRole(
  deps: Deps,
  input: Span & { assignmentId: string; workGroupIds: string[]; protectionArea: string },
): Promise<Done> {
  return withRole(deps, input.assignmentId, async (scene, held) => {
    const unitId = held.unit?.id ?? null;
    const read = await termsFrom(scene, deps.actor, { ...input, role: held.role, unitId });
    if (!read.ok) return refuse(read.reason);
    const { from, to } = read.terms;
    const lasts = to === null && (from === null || from <= scene.today);
    if (held.role === 'administrator' && !lasts && (await isLast(scene, held))) {
      return refuse('last-administrator');
    }
    await updateAssignment(scene.tx, held.id, read.terms);
    await logRole(scene, held, 'role.change', roleDetail(held.role, read.terms));
    return { ok: true };
  });
}

export async function endRole(deps: Deps, { assignmentId }: { assignmentId: string }): Promise<Done> {
  return withRole(deps, assignmentId, async (scene, held) => {
    const yesterday = daysAfter(scene.today, -1);
    if (held.to !== null && held.to <= yesterday) return refuse('changed');
    if (held.role === 'administrator' && (await isLast(scene, held))) return refuse('last-administrator');
    await endAssignment(scene.tx, held.id, yesterday);
    await logRole(scene, held, 'role.end', { role: held.role });
    return { ok: true };
  });
}

/** The administration would have nobody left who administers it. */
async function isLast({ tx, today }: Scene, { administrationId, id }: HeldAssignment): Promise<boolean> {
  return !(await hasOtherAdministrator(tx, administrationId, { assignmentId: id }, today));
}

async function withRole(
  deps: Deps,
  assignmentId: string,
  work: (scene: Scene, held: HeldAssignment) => Promise<Done>,
): Promise<Done> {
  if (!isId(assignmentId)) return refuse('not-found');
  return inScene<Done>(deps, async (scene) => {
    const held = await lockAssignment(scene.tx, assignmentId);
    if (held === null || !administers(deps.actor, held.administrationId)) return refuse('not-found');
    return work(scene, held);
  });
}

function logRole(
  scene: Scene,
  held: HeldAssignment,
  act: string,
  detail: Parameters<Scene['log']>[2]['detail'],
): Promise<void> {
  const about = { accountId: held.accountId, ...(held.unit && { unitId: held.unit.id }), detail };
  return scene.log(held.administrationId, act, about);
}
