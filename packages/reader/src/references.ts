import type { GoalLevel, InterchangeGoal } from '@delaktig/domain';
import type { Account } from './account.ts';
import { fold } from './text.ts';

const ORDINALS = ['forsta', 'andra', 'tredje', 'fjarde', 'femte', 'sjatte', 'sjunde', 'attonde'];
const ORDINAL = new RegExp(`(?:^|\\s)(${ORDINALS.join('|')})(?:\\s|$)`);
const REFERS =
  /^se (?:aven )?(?:enhetens |namndens |ovan|foregaende|under|mal|enhetsmal|namndmal|forsta|andra|tredje|fjarde|samma|kf:s)/;

/**
 * A goal that only points to another ("Se enhetens första mål under 1.7."): finds the goal that is meant.
 * Which one is meant is said by a number, an order and a level; where that leaves several, none is chosen.
 */
export function resolveReferences(goals: InterchangeGoal[], account: Account): void {
  const index = indexGoals(goals);
  const last = new Map<GoalLevel, InterchangeGoal>();
  for (const goal of goals) {
    const raw = goal.title;
    if (raw && raw.length <= 160 && REFERS.test(fold(raw))) {
      const found = target(fold(raw), goal, index, last);
      goal.reference = { raw, goal: found };
      if (found === null) {
        const from = goal.lines?.[0] ?? 1;
        account.uncertain({ from, to: from }, raw, 'Det går inte att säga vilket mål som avses.', goal.id);
      }
    } else last.set(goal.level, goal);
  }
}

/** Goals by their level and every number that stands on the way up from them. */
function indexGoals(goals: InterchangeGoal[]): Map<string, InterchangeGoal[]> {
  const byId = new Map(goals.map((goal) => [goal.id, goal]));
  const index = new Map<string, InterchangeGoal[]>();
  for (const goal of goals) {
    const numbers = new Set<string>();
    for (
      let at: InterchangeGoal | undefined = goal;
      at;
      at = at.parent === null ? undefined : byId.get(at.parent)
    ) {
      if (at.number) numbers.add(at.number);
    }
    for (const number of numbers) {
      const key = `${goal.level} ${number}`;
      const list = index.get(key);
      if (list) list.push(goal);
      else index.set(key, [goal]);
    }
  }
  return index;
}

function target(
  text: string,
  from: InterchangeGoal,
  index: Map<string, InterchangeGoal[]>,
  last: Map<GoalLevel, InterchangeGoal>,
): string | null {
  const level = /namndmal|namndens/.test(text) ? 'board' : /enhet/.test(text) ? 'unit' : from.level;
  const number = /(?:^|\s)(\d{1,2}(?:\.\d{1,2})?)\.?(?:\s|$)/.exec(text)?.[1] ?? null;
  const order = ORDINALS.indexOf(ORDINAL.exec(text)?.[1] ?? '');
  if (number === null) return /ovan|foregaende/.test(text) ? (last.get(level)?.id ?? null) : null;
  const found = index.get(`${level} ${number}`) ?? [];
  if (order >= 0) return at(found, from, order);
  return found.length <= 2 && at(found, from, 1) === null ? at(found, from, 0) : null;
}

/** The goal at a place, the one that refers left out. */
function at(found: InterchangeGoal[], from: InterchangeGoal, place: number): string | null {
  let seen = 0;
  for (const goal of found.slice(0, place + 2)) {
    if (goal.id === from.id) continue;
    if (seen === place) return goal.id;
    seen += 1;
  }
  return null;
}
