import { isId } from '../database/ids.ts';
import { insertWorkGroup } from '../database/new-organisation.ts';
import type { Done } from './contract.ts';
import { tidy, wrongName } from './given-names.ts';
import { type Deps, refuse, type Scene, withUnits } from './permitted.ts';

export async function addGroup(deps: Deps, input: { unitId: string; name: string }): Promise<Done> {
  const { unitId } = input;
  return withUnits<Done>(deps, [unitId], async (scene, { administrationId }) => {
    const name = tidy(input.name);
    const wrong = wrongName(name) ?? ((await isTaken(scene, unitId, name, null)) ? 'name-taken' : null);
    if (wrong !== null) return refuse(wrong);
    const groupId = await insertWorkGroup(scene.tx, { unitId, name });
    await scene.log(administrationId, 'group.add', { unitId, detail: { groupId } });
    return { ok: true };
  });
}

export async function renameGroup(deps: Deps, input: { groupId: string; name: string }): Promise<Done> {
  return withGroup(deps, input.groupId, async (scene, { unitId, administrationId }) => {
    const name = tidy(input.name);
    const taken = await isTaken(scene, unitId, name, input.groupId);
    const wrong = wrongName(name) ?? (taken ? 'name-taken' : null);
    if (wrong !== null) return refuse(wrong);
    await scene.tx`update work_groups set name = ${name} where id = ${input.groupId}`;
    await scene.log(administrationId, 'group.rename', { unitId, detail: { groupId: input.groupId } });
    return { ok: true };
  });
}

/** `despite`: people belong to it, which has been said; they stay in the unit. */
export async function closeGroup(
  deps: Deps,
  { groupId, despite }: { groupId: string; despite: boolean },
): Promise<Done> {
  return withGroup(deps, groupId, async (scene, { unitId, administrationId }) => {
    const members = await scene.tx`
      select ag.assignment_id from assignment_groups ag
      join role_assignments ra on ra.id = ag.assignment_id
      where ag.work_group_id = ${groupId} and coalesce(ra.valid_to >= ${scene.today}::date, true)`;
    if (members.length > 0 && !despite) return refuse('group-in-use');
    await scene.tx`
      delete from assignment_groups where work_group_id = ${groupId} and assignment_id in (
        select id from role_assignments where coalesce(valid_to >= ${scene.today}::date, true))`;
    await scene.tx`update work_groups set closed_at = ${scene.now} where id = ${groupId}`;
    await scene.log(administrationId, 'group.close', { unitId, detail: { groupId, count: members.length } });
    return { ok: true };
  });
}

type OfUnit = { unitId: string; administrationId: string };

async function withGroup(
  deps: Deps,
  groupId: string,
  work: (scene: Scene, of: OfUnit) => Promise<Done>,
): Promise<Done> {
  if (!isId(groupId)) return refuse('not-found');
  const [group] = await deps.sql<{ unitId: string }[]>`
    select unit_id as "unitId" from work_groups where id = ${groupId} and closed_at is null`;
  if (group === undefined) return refuse('not-found');
  return withUnits<Done>(deps, [group.unitId], async (scene, { administrationId }) => {
    const [open] = await scene.tx`select 1 from work_groups where id = ${groupId} and closed_at is null`;
    return open === undefined ? refuse('changed') : work(scene, { unitId: group.unitId, administrationId });
  });
}

async function isTaken({ tx }: Scene, unitId: string, name: string, except: string | null): Promise<boolean> {
  const rows = await tx`
    select 1 from work_groups
    where unit_id = ${unitId} and lower(name) = lower(${name}) and closed_at is null
      and id is distinct from ${except}::uuid`;
  return rows.length > 0;
}
