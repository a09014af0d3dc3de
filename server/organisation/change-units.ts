import { administers, daysAfter } from '@delaktig/domain';
import { isId } from '../database/ids.ts';
import { areGroupsOf } from '../database/new-organisation.ts';
import {
  deleteUnitChange,
  insertUnitChange,
  lockWaitingChange,
  type UnitChange,
} from '../database/unit-changes.ts';
import { isUnitNameTaken, type LockedUnit } from '../database/units.ts';
import { carryOut } from './carry-out-change.ts';
import type { Done, Heir, OrganisationRefusal } from './contract.ts';
import { tidy, wrongUnitName } from './given-names.ts';
import { type Deps, inScene, refuse, type Scene, withUnits } from './permitted.ts';

/** The unit and others go up in one of them, in another, or in a new one. */
export async function mergeUnits(
  deps: Deps,
  { unitId, otherIds, heir, day }: { unitId: string; otherIds: string[]; heir: Heir; day: string },
): Promise<Done> {
  const everyone = [...new Set([unitId, ...otherIds, ...('id' in heir ? [heir.id] : [])])];
  return withUnits<Done>(deps, everyone, async (scene, first, others) => {
    const units = [first, ...others].filter(({ id }) => !('id' in heir && heir.id === id));
    if (units.length === 0 || (units.length === 1 && !('id' in heir))) return refuse('nothing-goes');
    return decide(scene, { kind: 'merge', units, all: [first, ...others], heir, groupIds: [], day });
  });
}

/** Groups of the unit go to another, or to a new one; who belongs to them goes with them. */
export async function splitUnit(
  deps: Deps,
  { unitId, groupIds, heir, day }: { unitId: string; groupIds: string[]; heir: Heir; day: string },
): Promise<Done> {
  const everyone = [unitId, ...('id' in heir ? [heir.id] : [])];
  return withUnits<Done>(deps, everyone, async (scene, unit, others) => {
    if (groupIds.length === 0) return refuse('nothing-goes');
    if (!groupIds.every(isId) || !(await areGroupsOf(scene.tx, unitId, groupIds))) {
      return refuse('group-not-of-unit');
    }
    if (others.some(({ id }) => id === unitId)) return refuse('circle');
    return decide(scene, { kind: 'split', units: [unit], all: [unit, ...others], heir, groupIds, day });
  });
}

export async function endUnit(
  deps: Deps,
  { unitId, lastDay }: { unitId: string; lastDay: string },
): Promise<Done> {
  return withUnits<Done>(deps, [unitId], async (scene, unit) => {
    const day = daysAfter(lastDay, 1);
    return decide(scene, { kind: 'end', units: [unit], all: [unit], heir: null, groupIds: [], day });
  });
}

/** Takes back a change whose day has not come. */
export async function undoChange(deps: Deps, { changeId }: { changeId: string }): Promise<Done> {
  if (!isId(changeId)) return refuse('not-found');
  return inScene<Done>(deps, async (scene) => {
    const change = await lockWaitingChange(scene.tx, changeId);
    if (change === null || !administers(deps.actor, change.administrationId)) return refuse('not-found');
    if (change.day <= scene.today) return refuse('changed');
    await deleteUnitChange(scene.tx, changeId);
    const [unitId = ''] = change.unitIds;
    await scene.log(change.administrationId, `unit.${change.kind}-undo`, {
      unitId,
      detail: { unitIds: change.unitIds, day: change.day },
    });
    return { ok: true };
  });
}

type Decision = {
  kind: UnitChange['kind'];
  /** Those that end, or of a split the one that is parted. */
  units: LockedUnit[];
  all: LockedUnit[];
  heir: Heir | null;
  groupIds: string[];
  day: string;
};

/** Done at once when the day has come, else kept for the day. */
async function decide(scene: Scene, decision: Decision): Promise<Done> {
  const { units, heir, day, kind, groupIds } = decision;
  const [first] = units;
  if (first === undefined) return refuse('nothing-goes');
  const wrong = await wrongDecision(scene, decision, first.administrationId);
  if (wrong !== null) return refuse(wrong);
  const unitIds = units.map(({ id }) => id);
  const change = await insertUnitChange(scene.tx, {
    administrationId: first.administrationId,
    kind,
    unitIds,
    heirId: heir && 'id' in heir ? heir.id : null,
    heirName: heir && 'name' in heir ? tidy(heir.name) : null,
    heirInitials: heir && 'name' in heir ? tidy(heir.initials) : null,
    groupIds,
    day,
    decidedBy: scene.actorId,
  });
  if (day <= scene.today) {
    await carryOut(scene, change);
    return { ok: true };
  }
  await scene.log(first.administrationId, `unit.${kind}-plan`, {
    unitId: first.id,
    detail: { unitIds, day, ...(change.heirId !== null && { heirId: change.heirId }), groupIds },
  });
  return { ok: true };
}

async function wrongDecision(
  { tx }: Scene,
  { all, heir, day }: Decision,
  administrationId: string,
): Promise<OrganisationRefusal | null> {
  if (all.some(({ endsAfter }) => endsAfter !== null && endsAfter < day)) return 'unit-ended';
  const ids = all.map(({ id }) => id);
  // What waits for its day was decided about units as they are now.
  const waiting = await tx`
    select 1 from unit_changes where done_at is null and (unit_ids && ${ids}::uuid[] or heir_id = any(${ids}::uuid[]))`;
  if (waiting.length > 0) return 'change-waits';
  if (heir === null || 'id' in heir) return null;
  const wrong = wrongUnitName(tidy(heir.name), tidy(heir.initials));
  if (wrong !== null) return wrong;
  const taken = await isUnitNameTaken(tx, { administrationId, name: tidy(heir.name) }, day);
  return taken ? 'name-taken' : null;
}
