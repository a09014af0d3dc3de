import type { RosterAccount, RosterGround, RosterPlan, RosterTable, RosterUnit } from './roster.ts';
import { rosterPlan } from './roster-plan.ts';
import { rosterTable } from './roster-table.ts';

/** Made-up units, people and lists for the tests of what becomes of a list. */
export const TODAY = '2026-11-23';

export const HOME: RosterUnit = {
  id: 'u-home',
  name: 'Enheten för hemnära stöd',
  groups: [
    { id: 'g-night', name: 'Nattgruppen', closed: false },
    { id: 'g-north', name: 'Boendestöd norr', closed: false },
    { id: 'g-old', name: 'Dagtid', closed: true },
  ],
};
export const LAKE: RosterUnit = { id: 'u-lake', name: 'Sjöhagens boende', groups: [] };

export function ground(rest: Partial<RosterGround> = {}): RosterGround {
  return {
    today: TODAY,
    units: [HOME, LAKE],
    ended: [{ name: 'Hemstöd väst', heirs: [HOME.name] }],
    accounts: [],
    ...rest,
  };
}

export function account(id: string, rest: Partial<RosterAccount> = {}): RosterAccount {
  return {
    id,
    name: 'Sam Lind',
    email: null,
    mobile: null,
    username: null,
    closed: false,
    shared: false,
    heldElsewhere: false,
    leads: false,
    roles: [],
    ...rest,
  };
}

export function staff(assignmentId: string, unit: RosterUnit, ...groupIds: string[]) {
  return { assignmentId, unitId: unit.id, role: 'staff' as const, from: null, to: null, groupIds };
}

/** Lines of cells with | between, as a table. */
export function table(...lines: string[]): RosterTable {
  const read = rosterTable(lines.map((line) => line.split('|').map((cell) => cell.trim())));
  if (!read.ok) throw new Error(read.reason);
  return read.table;
}

const HEADINGS = 'Namn | E-post | Mobil | Enhet | Grupp | Roll';

/** The plan of rows under the usual headings, so that the first is row 2. */
export function planOf(given: RosterGround, ...lines: string[]): RosterPlan {
  return rosterPlan(table(HEADINGS, ...lines), given);
}

/** What is wrong, by row. */
export function problemsOf(plan: RosterPlan): Record<number, string[]> {
  return Object.fromEntries(plan.wrong.map(({ row, problems }) => [row.row, problems.map(({ is }) => is)]));
}
