import type { RosterProblem } from './roster.ts';
import type { RosterLine } from './roster-lines.ts';
import { sameName } from './roster-names.ts';

/** All rows of one person, who is known by e-mail, then mobile, then by name within a unit. */
export type RosterPerson = {
  lines: RosterLine[];
  name: string;
  email: string | null;
  mobile: string | null;
};

/**
 * Joins the rows of each person. Rows that say different things about the same person are wrong, all of them: which
 * one is right is nobody's guess.
 */
export function personsOf(lines: readonly RosterLine[], wrong: Map<number, RosterProblem[]>): RosterPerson[] {
  const persons: RosterPerson[] = [];
  for (const joined of join(lines, wrong)) {
    const problems = contradictions(joined);
    if (problems.size > 0) {
      for (const [row, problem] of problems) wrong.set(row, [...(wrong.get(row) ?? []), problem]);
      for (const { row } of joined) {
        const [first] = problems.keys();
        if (!problems.has(row.row) && first !== undefined) wrong.set(row.row, [{ is: 'waits', row: first }]);
      }
      continue;
    }
    const [first] = joined;
    if (first === undefined) continue;
    persons.push({
      lines: joined,
      name: first.name,
      email: joined.find(({ email }) => email !== null)?.email ?? null,
      mobile: joined.find(({ mobile }) => mobile !== null)?.mobile ?? null,
    });
  }
  return persons;
}

function join(lines: readonly RosterLine[], wrong: Map<number, RosterProblem[]>): RosterLine[][] {
  const sets = new Sets(lines.length);
  const first = new Map<string, number>();
  const meet = (key: string, index: number) => {
    const other = first.get(key);
    if (other === undefined) first.set(key, index);
    else sets.join(other, index);
  };
  lines.forEach(({ email, mobile }, index) => {
    if (email !== null) meet(`e ${email.toLowerCase()}`, index);
    if (mobile !== null) meet(`m ${mobile}`, index);
  });
  const reachable = new Map<string, Set<number>>();
  lines.forEach((line, index) => {
    if (isNameOnly(line)) return;
    const key = placeOf(line);
    reachable.set(key, (reachable.get(key) ?? new Set()).add(sets.of(index)));
  });
  lines.forEach((line, index) => {
    if (!isNameOnly(line)) return;
    const namesakes = [...(reachable.get(placeOf(line)) ?? [])];
    if (namesakes.length > 1) wrong.set(line.row.row, [{ is: 'same-name', unit: line.unit.name }]);
    else if (namesakes[0] !== undefined) sets.join(namesakes[0], index);
    else meet(`n ${placeOf(line)}`, index);
  });
  const joined = new Map<number, RosterLine[]>();
  lines.forEach((line, index) => {
    if (isNameOnly(line) && wrong.has(line.row.row)) return;
    const set = sets.of(index);
    const own = joined.get(set);
    if (own === undefined) joined.set(set, [line]);
    else own.push(line);
  });
  return [...joined.values()];
}

function isNameOnly({ email, mobile }: RosterLine): boolean {
  return email === null && mobile === null;
}

function placeOf({ name, unit }: RosterLine): string {
  return `${unit.id} ${sameName(name)}`;
}

/** What is wrong with each row of a person, by row; nothing when they agree. */
function contradictions(lines: readonly RosterLine[]): Map<number, RosterProblem> {
  const problems = new Map<number, RosterProblem>();
  for (const [index, line] of lines.entries()) {
    for (const other of lines.slice(0, index)) {
      const [one, two] = against(line, other);
      if (one === null) continue;
      if (!problems.has(line.row.row)) problems.set(line.row.row, one);
      if (!problems.has(other.row.row)) problems.set(other.row.row, two);
    }
    if (lines.length > MOST_COMPARED && index > MOST_COMPARED) break;
  }
  return problems;
}

/** A person has a handful of rows; of a number that stands on hundreds, the first tell enough. */
const MOST_COMPARED = 50;

type Both = [RosterProblem, RosterProblem] | [null, null];

function against(line: RosterLine, other: RosterLine): Both {
  const sameEmail = line.email !== null && line.email.toLowerCase() === other.email?.toLowerCase();
  const sameMobile = line.mobile !== null && line.mobile === other.mobile;
  const named = sameName(line.name) === sameName(other.name);
  const rows = <Problem extends RosterProblem>(problem: (row: number) => Problem): Both => [
    problem(other.row.row),
    problem(line.row.row),
  ];
  if (sameEmail && !named) {
    const email = line.email ?? '';
    return rows((row) => ({ is: 'email-two-names', email, row }));
  }
  if (sameEmail && line.mobile !== null && other.mobile !== null && !sameMobile) {
    return rows((row) => ({ is: 'contradicts', field: 'mobile', row }));
  }
  if (sameMobile && !named) return rows((row) => ({ is: 'mobile-two-people', row }));
  if (sameMobile && line.email !== null && other.email !== null && !sameEmail) {
    return rows((row) => ({ is: 'contradicts', field: 'email', row }));
  }
  return [null, null];
}

/** Sets that join (union-find); the smallest index names a set. */
class Sets {
  readonly #parents: number[];

  constructor(size: number) {
    this.#parents = Array.from({ length: size }, (_, index) => index);
  }

  of(index: number): number {
    let root = index;
    while (this.#parents[root] !== root) root = this.#parents[root] ?? root;
    for (let at = index; at !== root; ) {
      const next = this.#parents[at] ?? root;
      this.#parents[at] = root;
      at = next;
    }
    return root;
  }

  join(a: number, b: number): void {
    const [low, high] = [this.of(a), this.of(b)].sort((x, y) => x - y);
    if (low !== undefined && high !== undefined) this.#parents[high] = low;
  }
}
