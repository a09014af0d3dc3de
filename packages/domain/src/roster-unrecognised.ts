import type { PlannedPerson, RosterGround, UnrecognisedPeople } from './roster.ts';

/**
 * Whom no name can find. A row of theirs without their address would make a second account, with the name that is
 * protected.
 */
export function unrecognisedOf(
  people: readonly PlannedPerson[],
  { accounts, units, today }: Pick<RosterGround, 'accounts' | 'units' | 'today'>,
): UnrecognisedPeople[] {
  const named = new Set(people.flatMap(({ roles }) => roles.map(({ unitId }) => unitId)));
  const found = new Set(people.map(({ accountId }) => accountId));
  const hidden = accounts.filter(({ id, name, closed }) => name === '' && !closed && !found.has(id));
  return units
    .filter(({ id }) => named.has(id))
    .map(({ id }) => ({
      unitId: id,
      people: hidden.filter(({ roles }) =>
        roles.some(({ unitId, to }) => unitId === id && (to === null || to >= today)),
      ).length,
    }))
    .filter((unit) => unit.people > 0);
}

/** How many people who have no account would get one in such a unit. */
export function unprovenOf(
  people: readonly PlannedPerson[],
  unrecognised: readonly UnrecognisedPeople[],
): number {
  const unitIds = new Set(unrecognised.map(({ unitId }) => unitId));
  return people.filter(
    ({ accountId, roles }) => accountId === null && roles.some(({ unitId }) => unitIds.has(unitId)),
  ).length;
}
