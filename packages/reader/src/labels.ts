import type { GoalField, GoalLevel, GoalStatus } from '@delaktig/domain';
import { BOLD, fold, plain, startsLower } from './text.ts';

/** The words that open a goal, as `fold` gives them. Longer ones stand before their own beginnings. */
const GOAL_LABELS: [string, GoalLevel][] = [
  ['kommunfullmaktiges mal for verksamhetsomradet', 'area'],
  ['kommunfullmaktiges mal for verksamhetsomrade', 'area'],
  ['kf:s mal for verksamhetsomradet', 'area'],
  ['kf:s mal for verksamhetsomrade', 'area'],
  ['kfs mal for verksamhetsomradet', 'area'],
  ['kf mal for verksamhetsomradet', 'area'],
  ['mal for verksamhetsomradet', 'area'],
  ['kf:s verksamhetsomradesmal', 'area'],
  ['verksamhetsomradesmal', 'area'],
  ['kommunfullmaktiges inriktningsmal', 'direction'],
  ['kf:s inriktningsmal', 'direction'],
  ['kfs inriktningsmal', 'direction'],
  ['kf inriktningsmal', 'direction'],
  ['inriktningsmal', 'direction'],
  ['stadsdelsnamndens mal', 'board'],
  ['namndens mal', 'board'],
  ['namndmal', 'board'],
  ['bolagsmal', 'board'],
  ['enhetens mal', 'unit'],
  ['enhetsmal', 'unit'],
  ['enhetens atagande', 'unit'],
  ['atagande', 'unit'],
];

const FIELD_LABELS: [string, GoalField][] = [
  ['beskrivning', 'description'],
  ['forvantat resultat', 'expectedResult'],
  ['forvantade resultat', 'expectedResult'],
  ['arbetssatt', 'approach'],
  ['resursanvandning', 'resources'],
  ['resurser', 'resources'],
  ['uppfoljning', 'followUp'],
  ['utveckling', 'development'],
  ['analys', 'analysis'],
];

const STATUS_WORDS: [string, GoalStatus][] = [
  ['uppfylls helt', 'fulfilled'],
  ['uppfylls delvis', 'partly'],
  ['uppfylls inte', 'not-fulfilled'],
  ['uppfylls ej', 'not-fulfilled'],
  ['helt uppfyllt', 'fulfilled'],
  ['delvis uppfyllt', 'partly'],
  ['inte uppfyllt', 'not-fulfilled'],
  ['ej uppfyllt', 'not-fulfilled'],
  ['inga data', 'no-data'],
  ['ingen', 'none'],
];

export type GoalLabel = { level: GoalLevel; number: string | null; rest: string };
export type Status = { value: GoalStatus; raw: string };

/** How far into a line a label is looked for. */
const REACH = 90;

/** `text` begins with a label as a word of its own: gives the length of the label in `text`. */
function labelLength(text: string, label: string): number {
  for (let i = label.length; i <= Math.min(text.length, REACH); i += 1) {
    const folded = fold(text.slice(0, i));
    if (folded === label) return /[\p{L}\p{N}-]/u.test(text.charAt(i)) ? 0 : i;
    if (folded.length > label.length) return 0;
  }
  return 0;
}

const GOAL_START = /^[\s"“”]*(?:k|m|v|i|s|n|b|e|å|a)/i;

/**
 * "KF:s mål för verksamhetsområdet: 1.3 Stockholms ...", "Nämndmål", "Enhetsmål Vi arbetar ...". Prose that
 * happens to begin with such a word goes on in lower case, and is none.
 */
export function goalLabel(rich: string): GoalLabel | null {
  const text = plain(rich).trim();
  if (!GOAL_START.test(text.slice(0, 6))) return null;
  const folded = fold(text.slice(0, REACH));
  for (const [label, level] of GOAL_LABELS) {
    if (!folded.startsWith(label)) continue;
    const length = labelLength(text, label);
    if (length === 0) continue;
    return readLabelRest(rich, length, level);
  }
  return null;
}

function readLabelRest(rich: string, length: number, level: GoalLevel): GoalLabel | null {
  const cut = richIndex(rich, length);
  let rest = rich.slice(cut).trim();
  const found =
    /^\ufdd0?\s*(\d{1,2}(?:\.\d{1,2})?)?\.?\s*\ufdd0?\s*(:?)\s*\ufdd0?\s*(?:(\d{1,2}(?:\.\d{1,2})?)\.?(?=\s))?/.exec(
      rest.slice(0, 40),
    );
  if (!found) return null;
  const number = found[3] ?? found[1] ?? null;
  const colon = found[2] === ':';
  rest = rest.slice(found[0].length).trim();
  if (rest.startsWith(':')) rest = rest.slice(1).trim();
  const words = plain(rest).trim();
  if (words === '') return { level, number, rest: '' };
  if (!colon && number === null && startsLower(words)) return null;
  if (!colon && number === null && /^[,.;)]/.test(words)) return null;
  if (!colon && number !== null && startsLower(words)) return null;
  return { level, number, rest };
}

/** The place in `rich` after `length` signs of its plain text. */
function richIndex(rich: string, length: number): number {
  let seen = 0;
  let lead = true;
  for (let i = 0; i < rich.length; i += 1) {
    const sign = rich.charAt(i);
    if (sign === BOLD || sign === '\ufdd1') continue;
    if (lead && /\s/.test(sign)) continue;
    lead = false;
    if (seen === length) return i;
    seen += 1;
  }
  return rich.length;
}

export type FieldLabel = { field: GoalField; rest: string };

/** A field's label alone on its line, or with a colon (or in bold) before its text. */
export function fieldLabel(rich: string): FieldLabel | null {
  const text = plain(rich).trim();
  const folded = fold(text.slice(0, REACH));
  for (const [label, field] of FIELD_LABELS) {
    if (!folded.startsWith(label)) continue;
    const length = labelLength(text, label);
    if (length === 0) continue;
    const after = text.slice(length).trim();
    if (after === '' || after === ':') return { field, rest: '' };
    if (after.startsWith(':')) return { field, rest: after.slice(1).trim() };
    const bold = /^\s*\ufdd0[^\ufdd0]{1,40}\ufdd0\s*:?\s*/.exec(rich.slice(0, REACH));
    if (bold && fold(plain(bold[0])).replace(/ ?:$/, '') === label) {
      return { field, rest: rich.slice(bold[0].length).trim() };
    }
  }
  return null;
}

const STATUS_LINE = new RegExp(
  `^[^\\p{L}\\p{N}]{0,12}(?:(?:status|maluppfyllelse|bedomning|uppfyllelse)\\s?:?\\s)?(${STATUS_WORDS.map(([w]) => w).join('|')})[\\s.]{0,3}$`,
  'u',
);

/** A line that is a status and nothing else; `raw` is the line as it stands, its mark included. */
export function statusOf(text: string): Status | null {
  if (text.length > 60) return null;
  const word = STATUS_LINE.exec(fold(text))?.[1];
  const found = STATUS_WORDS.find(([status]) => status === word);
  return found ? { value: found[1], raw: text.trim() } : null;
}

const STATUS_END =
  /(?:^|\s)((?:[^\p{L}\p{N}\s.,;:!?)"”']{1,3}\s*)?(?:Uppfylls (?:helt|delvis|inte|ej)|Inga data|Ingen))\s*$/u;

/** "... långsiktigt hållbar Ingen" -> the title and its status. The capital letter is what tells. */
export function splitStatus(title: string): { title: string; status: Status | null } {
  const tail = title.slice(-40);
  const found = STATUS_END.exec(tail);
  if (!found?.[1]) return { title, status: null };
  const status = statusOf(found[1]);
  if (!status) return { title, status: null };
  const cut = title.length - tail.length + found.index;
  return { title: title.slice(0, cut).trim(), status };
}
