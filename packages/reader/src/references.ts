import type { InterchangeGoal } from '@delaktig/domain';
import type { Account } from './account.ts';
import { fold } from './text.ts';

const ORDINALS = ['forsta', 'andra', 'tredje', 'fjarde', 'femte', 'sjatte', 'sjunde', 'attonde'];
const REFERS =
  /^se (?:aven )?(?:enhetens |namndens |ovan|foregaende|under|mal|enhetsmal|namndmal|forsta|andra|tredje|fjarde|samma|kf:s)/;

/**
 * A goal that only points to another ("Se enhetens första mål under 1.7."): finds the goal that is meant.
 * Which one is meant is said by a number, an order and a level; where that leaves several, none is chosen.
 */
export function resolveReferences(goals: InterchangeGoal[], account: Account): void {
  for (const goal of goals) {
    const raw = goal.title;
    if (!raw || raw.length > 160 || !REFERS.test(fold(raw))) continue;
    const found = target(fold(raw), goal, goals);
    goal.reference = { raw, goal: found };
    if (found === null && goal.lines) {
      account.uncertain(
        { from: goal.lines[0], to: goal.lines[0] },
        raw,
        'Det går inte att säga vilket mål som avses.',
        goal.id,
      );
    }
  }
}

function target(text: string, from: InterchangeGoal, goals: InterchangeGoal[]): string | null {
  const level = /namndmal|namndens/.test(text) ? 'board' : /enhet/.test(text) ? 'unit' : from.level;
  const number = /(?:^|\s)(\d{1,2}(?:\.\d{1,2})?)\.?(?:\s|$)/.exec(text)?.[1] ?? null;
  const order = ORDINALS.findIndex((word) => new RegExp(`(?:^|\\s)${word}(?:\\s|$)`).test(text));
  let found = goals.filter((goal) => goal.level === level && goal.id !== from.id);
  if (number !== null) found = found.filter((goal) => numbersAbove(goal, goals).includes(number));
  else if (/ovan|foregaende/.test(text)) {
    const before = found.filter((goal) => goals.indexOf(goal) < goals.indexOf(from));
    return before.at(-1)?.id ?? null;
  } else if (order < 0) return null;
  if (order >= 0) return found[order]?.id ?? null;
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}

function numbersAbove(goal: InterchangeGoal, goals: InterchangeGoal[]): string[] {
  const numbers: string[] = [];
  let at: InterchangeGoal | undefined = goal;
  for (let depth = 0; at && depth < 5; depth += 1) {
    if (at.number) numbers.push(at.number);
    const parent: string | null = at.parent;
    at = parent === null ? undefined : goals.find((one) => one.id === parent);
  }
  return numbers;
}
