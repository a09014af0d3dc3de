import { administers, dayInStockholm } from '@delaktig/domain';
import { countPeople, peopleByIds } from '../database/administered-people.ts';
import { administrationsByIds, unitChoices, unitLines } from '../database/units.ts';
import type { AdministrationSummary, Found, OverviewView, UnitChoice } from './contract.ts';
import { type Deps, refuse } from './permitted.ts';
import { personLine } from './person-lines.ts';

/** What the administration looks like, and what is not set up yet. */
export async function overview(
  { sql, clock, actor }: Deps,
  administrationId: string,
): Promise<Found<OverviewView>> {
  const administration = await ownAdministration({ sql, clock, actor }, administrationId);
  if (administration === null) return NOT_FOUND;
  const today = dayInStockholm(clock());
  const [lines, counts] = await Promise.all([
    unitLines(sql, administrationId, today),
    countPeople(sql, administrationId, today),
  ]);
  const managers = await peopleByIds(
    sql,
    lines.flatMap(({ managerIds }) => managerIds),
    [administrationId],
  );
  const units = lines.filter(({ endsAfter }) => endsAfter === null || endsAfter >= today);
  return {
    ok: true,
    view: {
      administration,
      units: units.map(({ managerIds, ...unit }) => ({
        ...unit,
        managers: managers
          .filter(({ id }) => managerIds.includes(id))
          .map((manager) => personLine(manager, [{ role: 'manager' }])),
      })),
      ended: lines.flatMap(({ id, name, endsAfter }) =>
        endsAfter !== null && endsAfter < today ? [{ id, name, endsAfter }] : [],
      ),
      people: counts.people,
      withoutSignIn: counts.withoutSignIn,
      withoutRole: counts.withoutRole,
    },
  };
}

/** Null for an administration of others. */
export async function ownAdministration(
  { sql, actor }: Deps,
  id: string,
): Promise<AdministrationSummary | null> {
  if (!administers(actor, id)) return null;
  const [administration] = await administrationsByIds(sql, [id]);
  return administration ?? null;
}

export const NOT_FOUND = refuse('not-found') as { ok: false; reason: 'not-found' };

/** Where people can be placed today. */
export async function choicesOf(
  deps: Deps,
  administrationId: string,
): Promise<Found<{ units: UnitChoice[]; today: string }>> {
  if (!administers(deps.actor, administrationId)) return NOT_FOUND;
  const today = dayInStockholm(deps.clock());
  return { ok: true, view: { units: await unitChoices(deps.sql, [administrationId], today), today } };
}
