import type { Role } from './roles.ts';
import type {
  PlannedGroup,
  RosterField,
  RosterGround,
  RosterProblem,
  RosterRow,
  RosterTable,
  RosterUnit,
} from './roster.ts';
import { readCell, readEmail, readGroups, readMobile, readName, readRole } from './roster-cells.ts';
import { containingName, nearestName, sameName } from './roster-names.ts';

/** A row that says something possible, taken by itself. */
export type RosterLine = {
  row: RosterRow;
  name: string;
  email: string | null;
  mobile: string | null;
  unit: RosterUnit;
  groups: PlannedGroup[];
  /** Null: the role that the person has in the unit, else staff. */
  role: Role | null;
};

export type LinesRead = {
  lines: RosterLine[];
  wrong: Map<number, RosterProblem[]>;
  titles: string[];
};

/** Reads each row by itself, against the units and groups that there are. */
export function readLines(table: RosterTable, ground: RosterGround): LinesRead {
  const reader = new LineReader(table, ground);
  const lines: RosterLine[] = [];
  const wrong = new Map<number, RosterProblem[]>();
  for (const row of table.rows) {
    const read = reader.read(row);
    if (Array.isArray(read)) wrong.set(row.row, read);
    else lines.push(read);
  }
  return { lines, wrong, titles: [...reader.titles] };
}

/** Titles that were read as staff are told, a few of them. */
const MOST_TITLES = 6;
/** So few units can be listed for whoever wrote one that does not exist. */
const MOST_LISTED = 8;

class LineReader {
  readonly titles = new Set<string>();
  readonly #table: RosterTable;
  readonly #ground: RosterGround;
  readonly #units: Map<string, RosterUnit>;
  readonly #groups: Map<string, GroupsOfUnit>;

  constructor(table: RosterTable, ground: RosterGround) {
    this.#table = table;
    this.#ground = ground;
    this.#units = new Map(ground.units.map((unit) => [sameName(unit.name), unit]));
    this.#groups = groupsNamed(table, ground.units, this.#units);
  }

  /** @returns the line, or all that is wrong with it */
  read(row: RosterRow): RosterLine | RosterProblem[] {
    const problems: RosterProblem[] = [];
    const cell = (field: RosterField) => {
      const read = readCell(field, row.cells[field]);
      if (read.ok) return read.value;
      problems.push(read.problem);
      return null;
    };
    const take = <Value>(
      field: RosterField,
      read: (value: string) => { ok: true; value: Value } | { ok: false; problem: RosterProblem },
    ): Value | null => {
      const value = cell(field);
      if (value === null || value === '') return null;
      const result = read(value);
      if (result.ok) return result.value;
      problems.push(result.problem);
      return null;
    };
    const name = this.#needed('name', take('name', readName), row, problems);
    const email = take('email', readEmail);
    const mobile = take('mobile', readMobile);
    const unit = this.#needed(
      'unit',
      take('unit', (value) => this.#unit(value)),
      row,
      problems,
    );
    const named = cell('group') ?? '';
    const groups = unit === null || named === '' ? [] : this.#groupsIn(unit, named, problems);
    const role = take('role', (value) => readRole(value, this.#table.titles));
    if (name === null || unit === null || problems.length > 0) return problems;
    if (role?.title && this.titles.size < MOST_TITLES) this.titles.add(role.title);
    return { row, name, email, mobile, unit, groups, role: role?.role ?? null };
  }

  #needed<Value>(
    field: RosterField,
    value: Value | null,
    row: RosterRow,
    problems: RosterProblem[],
  ): Value | null {
    if (value === null && /^[\s\-–—]*$/u.test(row.cells[field])) problems.push({ is: 'missing', field });
    return value;
  }

  #unit(value: string): { ok: true; value: RosterUnit } | { ok: false; problem: RosterProblem } {
    const unit = this.#units.get(sameName(value));
    if (unit !== undefined) return { ok: true, value: unit };
    const ended = this.#ground.ended.find(({ name }) => sameName(name) === sameName(value));
    if (ended !== undefined) return { ok: false, problem: { is: 'unit-ended', value, heirs: ended.heirs } };
    const names = this.#ground.units.map(({ name }) => name);
    const near = nearestName(value, names) ?? containingName(value, names);
    const units = near === null && names.length <= MOST_LISTED ? names : [];
    return { ok: false, problem: { is: 'unit-unknown', value, near, units } };
  }

  #groupsIn(unit: RosterUnit, value: string, problems: RosterProblem[]): PlannedGroup[] {
    const of = this.#groups.get(unit.id);
    const found = new Map<string, PlannedGroup>();
    for (const name of of === undefined ? [] : of.namesIn(value)) {
      const near = of?.misspelt(name) ?? null;
      if (near !== null) problems.push({ is: 'group-near', value: name, unit: unit.name, near });
      else found.set(sameName(name), of?.planned(name) ?? { id: null, name });
    }
    return [...found.values()];
  }
}

/** A new group that only a few rows name is taken for a misspelling of one that many more name. */
const MANY_MORE = 3;

class GroupsOfUnit {
  readonly #existing: Map<string, { id: string; name: string; closed: boolean }>;
  /** As first written, and how often. */
  readonly #inList = new Map<string, { name: string; times: number }>();
  readonly #near = new Map<string, string | null>();

  constructor(unit: RosterUnit) {
    this.#existing = new Map(unit.groups.map((group) => [sameName(group.name), group]));
  }

  /** A cell that is a group's whole name is that group, whatever signs are in it. */
  namesIn(cell: string): string[] {
    return this.#existing.has(sameName(cell)) ? [cell] : readGroups(cell);
  }

  count(cell: string): void {
    for (const name of this.namesIn(cell)) {
      const key = sameName(name);
      const seen = this.#inList.get(key);
      if (seen === undefined) this.#inList.set(key, { name, times: 1 });
      else seen.times += 1;
    }
  }

  planned(name: string): PlannedGroup {
    const key = sameName(name);
    const group = this.#existing.get(key);
    if (group !== undefined && !group.closed) return { id: group.id, name: group.name };
    return { id: null, name: group?.name ?? this.#inList.get(key)?.name ?? name };
  }

  /** The group that was meant, when this one neither exists nor seems to be a new one. */
  misspelt(name: string): string | null {
    const key = sameName(name);
    if (this.#existing.has(key)) return null;
    const known = this.#near.get(key);
    if (known !== undefined) return known;
    const times = this.#inList.get(key)?.times ?? 0;
    const others = [...this.#inList.values()]
      .filter((other) => other.times >= MANY_MORE * Math.max(times, 1))
      .map((other) => other.name);
    const open = [...this.#existing.values()].filter(({ closed }) => !closed).map((group) => group.name);
    const near = nearestName(name, open) ?? nearestName(name, others);
    this.#near.set(key, near);
    return near;
  }
}

function groupsNamed(
  table: RosterTable,
  units: readonly RosterUnit[],
  byName: ReadonlyMap<string, RosterUnit>,
): Map<string, GroupsOfUnit> {
  const groups = new Map(units.map((unit) => [unit.id, new GroupsOfUnit(unit)]));
  for (const { cells } of table.rows) {
    const unit = byName.get(sameName(cells.unit));
    const cell = readCell('group', cells.group);
    if (unit !== undefined && cell.ok) groups.get(unit.id)?.count(cell.value);
  }
  return groups;
}
