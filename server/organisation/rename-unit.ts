import { isUnitNameTaken, nameUnit, refreshUnitNames } from '../database/units.ts';
import type { Done } from './contract.ts';
import { tidy, wrongUnitName } from './given-names.ts';
import { type Deps, refuse, withUnits } from './permitted.ts';

/** From a day on; a name of a day to come is the unit's when the day comes (see `day-turn.ts`). */
export async function renameUnit(
  deps: Deps,
  { unitId, from, ...given }: { unitId: string; name: string; initials: string; from: string | null },
): Promise<Done> {
  const name = tidy(given.name);
  const initials = tidy(given.initials);
  return withUnits<Done>(deps, [unitId], async (scene, { administrationId }) => {
    const wrong = wrongUnitName(name, initials);
    if (wrong !== null) return refuse(wrong);
    const day = from ?? scene.today;
    if (await isUnitNameTaken(scene.tx, { administrationId, name, except: unitId }, day)) {
      return refuse('name-taken');
    }
    await nameUnit(scene.tx, unitId, { name, initials, from: day, today: scene.today });
    await refreshUnitNames(scene.tx, scene.today);
    await scene.log(administrationId, 'unit.rename', { unitId, detail: { day } });
    return { ok: true };
  });
}

/** Takes back a name whose day has not come. */
export async function undoRename(
  deps: Deps,
  { unitId, from }: { unitId: string; from: string },
): Promise<Done> {
  return withUnits<Done>(deps, [unitId], async (scene, { administrationId }) => {
    if (from <= scene.today) return refuse('changed');
    const taken = await scene.tx`delete from unit_names where unit_id = ${unitId} and valid_from = ${from}`;
    if (taken.count === 0) return refuse('changed');
    await scene.log(administrationId, 'unit.rename-undo', { unitId, detail: { day: from } });
    return { ok: true };
  });
}
