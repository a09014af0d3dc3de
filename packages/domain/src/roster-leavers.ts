import type { PlannedPerson, RosterGround, RosterLeaver, RowProblems } from './roster.ts';
import { sameName } from './roster-names.ts';
import { keysOf, nameOf } from './roster-waiting.ts';

/**
 * Staff of the units that the list names, who are not staff there in the list. Somebody whom a wrong row may mean is
 * not among them.
 */
export function leaversOf(
  people: readonly PlannedPerson[],
  wrong: readonly RowProblems[],
  { accounts, units, today }: RosterGround,
): RosterLeaver[] {
  const order = new Map(
    [...units].sort((a, b) => a.name.localeCompare(b.name, 'sv')).map(({ id }, index) => [id, index]),
  );
  const named = new Set(people.flatMap(({ roles }) => roles.map(({ unitId }) => unitId)));
  const planned = new Map(people.map((person) => [person.accountId, person]));
  const unsure = new Set(wrong.flatMap(({ row }) => keysOf(row)));
  const unsureNames = new Set(wrong.map(({ row }) => nameOf(row.cells.name)));
  const leavers = accounts.flatMap((account): RosterLeaver[] => {
    if (account.leads || account.closed) return [];
    const meant =
      unsure.has(`e ${account.email?.toLowerCase()}`) ||
      unsure.has(`m ${account.mobile}`) ||
      unsureNames.has(sameName(account.name));
    if (meant) return [];
    const listed = planned.get(account.id)?.roles ?? [];
    return account.roles
      .filter(({ unitId, role }) => role === 'staff' && named.has(unitId) && order.has(unitId))
      .filter(({ from, to }) => (from ?? '') <= today && (to === null || to > today))
      .filter(({ unitId }) => !listed.some((other) => other.unitId === unitId && other.role === 'staff'))
      .map(({ assignmentId, unitId }) => ({
        assignmentId,
        accountId: account.id,
        name: account.name,
        unitId,
        why: whyNot(listed, unitId),
      }));
  });
  return leavers.sort(
    (a, b) =>
      (order.get(a.unitId) ?? 0) - (order.get(b.unitId) ?? 0) ||
      a.name.localeCompare(b.name, 'sv') ||
      a.assignmentId.localeCompare(b.assignmentId),
  );
}

function whyNot(listed: PlannedPerson['roles'], unitId: string): RosterLeaver['why'] {
  if (listed.length === 0) return 'absent';
  return listed.some((role) => role.unitId === unitId) ? 'other-role' : 'other-unit';
}
