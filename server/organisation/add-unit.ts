import { insertUnit } from '../database/new-organisation.ts';
import { isUnitNameTaken, lockAdministration } from '../database/units.ts';
import type { Refused } from './contract.ts';
import { tidy, wrongUnitName } from './given-names.ts';
import { type Deps, inAdministration, refuse } from './permitted.ts';

export async function addUnit(
  deps: Deps,
  { administrationId, ...given }: { administrationId: string; name: string; initials: string },
): Promise<{ ok: true; unitId: string } | Refused> {
  const name = tidy(given.name);
  const initials = tidy(given.initials);
  return inAdministration<{ ok: true; unitId: string } | Refused>(deps, administrationId, async (scene) => {
    const wrong = wrongUnitName(name, initials);
    if (wrong !== null) return refuse(wrong);
    // Two of one name that are made at once would both find it free.
    await lockAdministration(scene.tx, administrationId);
    if (await isUnitNameTaken(scene.tx, { administrationId, name }, scene.today)) return refuse('name-taken');
    const unitId = await insertUnit(scene.tx, { administrationId, name, initials });
    await scene.log(administrationId, 'unit.add', { unitId });
    return { ok: true, unitId };
  });
}
