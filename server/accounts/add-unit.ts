import type { Sql } from '../database/connect.ts';
import { insertAdministration, insertUnit, insertWorkGroup } from '../database/new-organisation.ts';
import { administrationByName, allUnits, type UnitWithGroups } from '../database/organisation.ts';

export type NewUnit = {
  organisation: string;
  administration: string;
  name: string;
  initials: string;
  groups: readonly string[];
};

export type AddUnitResult =
  | { ok: true; unit: UnitWithGroups }
  | { ok: false; reason: 'name-empty' | 'initials-length' | 'exists' };

/** Makes a unit with its groups, in the administration of that name, which is made when there is none. */
export async function addUnit(sql: Sql, unit: NewUnit): Promise<AddUnitResult> {
  const names = [unit.organisation, unit.administration, unit.name, ...unit.groups].map((name) =>
    name.trim(),
  );
  const [organisation = '', administration = '', name = '', ...groups] = names;
  if (names.includes('')) return { ok: false, reason: 'name-empty' };
  const letters = unit.initials.trim();
  if (letters === '' || [...letters].length > 3) return { ok: false, reason: 'initials-length' };
  return sql.begin(async (tx): Promise<AddUnitResult> => {
    // Two at once would otherwise make the administration twice.
    await tx`lock table administrations in share row exclusive mode`;
    const administrationId =
      (await administrationByName(tx, organisation, administration)) ??
      (await insertAdministration(tx, { organisation, name: administration }));
    const [taken] = await tx`
      select 1 from units where administration_id = ${administrationId} and lower(name) = lower(${name})`;
    if (taken) return { ok: false, reason: 'exists' };
    const unitId = await insertUnit(tx, { administrationId, name, initials: letters });
    for (const group of new Set(groups)) await insertWorkGroup(tx, { unitId, name: group });
    const made = (await allUnits(tx)).find((each) => each.id === unitId);
    if (!made) throw new Error('A unit was not inserted');
    return { ok: true, unit: made };
  });
}
