import { fold, squash } from './text.ts';

export type HeadKind = 'indicators' | 'activities' | 'complaints' | 'income';

/** A column as its head names it; `key` is what it means, null where that is not known. */
export type Column = { key: string | null; label: string };

type Rule = { key: string; pattern: string };

/** By `squash`: narrow columns break the words of a head anywhere. The longer patterns stand first. */
const YEAR = '(?:20\\d\\d)';
const INDICATOR: Rule[] = [
  { key: 'name', pattern: 'indikator(?:er)?' },
  { key: 'outcomeMen', pattern: '(?:periodensutfall|utfall)?(?:man\\/?pojkar|man|pojkar)' },
  { key: 'outcomeWomen', pattern: '(?:periodensutfall|utfall)?(?:kvinnor\\/?flickor|kvinnor|flickor)' },
  {
    key: 'dated',
    pattern: `(?:periodensutfall|utfall)(?:foregaende(?:ar|period)|(?:vb|vp|t1|t2|tertial[12]|ar)?${YEAR})`,
  },
  { key: 'previous', pattern: '(?:utfall)?foregaende(?:ar|period)' },
  { key: 'previous', pattern: `(?:vb|t1|t2)${YEAR}` },
  { key: 'tertial', pattern: '(?:periodensutfall|utfall)(?:t1|t2|tertial[12]|vb)' },
  { key: 'outcome', pattern: 'periodensutfall|utfallperiod(?:en)?|utfall' },
  { key: 'forecast', pattern: '(?:progno?shelar|helarsprognos|prognos)' },
  { key: 'cityTarget', pattern: `(?:kf:?s?|kommunfullmaktiges)arsmal${YEAR}?` },
  { key: 'extra', pattern: `namndensarsmal${YEAR}?` },
  { key: 'target', pattern: `(?:enhetens)?arsmal${YEAR}?|malvarde` },
  { key: 'period', pattern: 'periodicitet|period|matperiod' },
  { key: 'organisation', pattern: 'organisation(?:senhet)?|enhet' },
  { key: 'extra', pattern: 'ansvarig(?:person)?|kommentar|startvarde' },
];
const ACTIVITY: Rule[] = [
  { key: 'name', pattern: 'aktivitet(?:er)?' },
  { key: 'start', pattern: 'startdatum|startar|start' },
  { key: 'end', pattern: 'slutdatum|slutar|slut|klarsenast|klart' },
  { key: 'deviation', pattern: 'avvikelser|avvikelse' },
  { key: 'responsible', pattern: 'ansvarig(?:person)?|ansvar' },
  { key: 'state', pattern: 'status|lage' },
  { key: 'analysis', pattern: 'kommentar|analys' },
];
const COMPLAINTS: Rule[] = [
  { key: 'group', pattern: 'uppdelning' },
  { key: 'label', pattern: 'klagomal\\/synpunkter\\/kategori(?:er)?|kategori(?:er)?|klagomal\\/synpunkter' },
  { key: 'value', pattern: `utfall(?:t1|t2|vb)${YEAR}?` },
  { key: 'value', pattern: 'totaltack\\.?utfall|totaltackumuleratutfall|totalt' },
  { key: 'note', pattern: 'sammanfattningochplaneradeatgarder|sammanfattning|kommentar' },
];
const INCOME: Rule[] = [
  { key: 'label', pattern: 'resultatrakning(?:\\(tkr\\))?|\\(?tkr\\)?|konto|post' },
  { key: 'value', pattern: `utfallibokslut${YEAR}|bokslut${YEAR}?|utfall${YEAR}?` },
  { key: 'value', pattern: `budget(?:${YEAR})?|prognos(?:${YEAR})?|helarsprognos` },
  { key: 'value', pattern: 'avvikelse' },
];

const RULES: Record<HeadKind, Rule[]> = {
  indicators: INDICATOR,
  activities: ACTIVITY,
  complaints: COMPLAINTS,
  income: INCOME,
};

const STICKY = Object.fromEntries(
  Object.entries(RULES).map(([kind, rules]) => [
    kind,
    rules.map(({ key, pattern }) => ({ key, pattern: new RegExp(`(?:${pattern})`, 'y') })),
  ]),
) as Record<HeadKind, { key: string; pattern: RegExp }[]>;

/** One letter more, less or other: "Arsmàl", "Periodens utfal". Short words must be right. */
function nearly(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a.length < 6) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i += 1;
  return a.slice(i + 1) === b.slice(i + 1) || a.slice(i) === b.slice(i + 1) || a.slice(i + 1) === b.slice(i);
}

const EXACT_WORDS: Record<HeadKind, [string, string][]> = {
  indicators: [
    ['indikator', 'name'],
    ['periodensutfall', 'outcome'],
    ['utfallman/pojkar', 'outcomeMen'],
    ['utfallkvinnor/flickor', 'outcomeWomen'],
    ['prognoshelar', 'forecast'],
    ['kf:sarsmal', 'cityTarget'],
    ['arsmal', 'target'],
    ['period', 'period'],
  ],
  activities: [
    ['aktivitet', 'name'],
    ['startdatum', 'start'],
    ['slutdatum', 'end'],
    ['avvikelse', 'deviation'],
  ],
  complaints: [['uppdelning', 'group']],
  income: [],
};

/** What a column is, by the label of one cell. */
export function columnKey(kind: HeadKind, label: string): string | null {
  const key = squash(label);
  return exactKey(kind, label) ?? EXACT_WORDS[kind].find(([word]) => nearly(key, word))?.[1] ?? null;
}

/** As `columnKey`, where no letter is wrong. */
export function exactKey(kind: HeadKind, label: string): string | null {
  const key = squash(label);
  for (const rule of STICKY[kind]) {
    rule.pattern.lastIndex = 0;
    const found = rule.pattern.exec(key);
    if (found && found[0].length === key.length) return rule.key;
  }
  return null;
}

/** Which table a line of cells heads, if it heads one. */
export function headKindOf(cells: string[]): HeadKind | null {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (filled.length < 2 || filled.some((cell) => cell.length > 60)) return null;
  const first = filled[0] ?? '';
  if (columnKey('indicators', first) === 'name')
    return known('indicators', filled) >= 2 ? 'indicators' : null;
  if (columnKey('activities', first) === 'name')
    return known('activities', filled) >= 2 ? 'activities' : null;
  if (columnKey('complaints', first) === 'group')
    return known('complaints', filled) >= 3 ? 'complaints' : null;
  const income = known('income', filled);
  return income >= 2 && income >= filled.length - 1 ? 'income' : null;
}

function known(kind: HeadKind, cells: string[]): number {
  return cells.filter((cell) => columnKey(kind, cell) !== null).length;
}

export type Running = { kind: HeadKind; columns: Column[]; length: number };

/**
 * A head written as running text: "Indikator Periodens utfall Utfall män/ pojkar ...". Gives how many signs
 * of the text it takes, or null.
 */
export function runningHead(text: string): Running | null {
  const kind = startKind(text);
  if (!kind) return null;
  const { key, index } = squashed(text.slice(0, 900));
  const columns: Column[] = [];
  let at = 0;
  while (at < key.length) {
    let best: { key: string; length: number } | null = null;
    for (const rule of STICKY[kind]) {
      rule.pattern.lastIndex = at;
      const found = rule.pattern.exec(key);
      if (found && found[0].length > (best?.length ?? 0)) best = { key: rule.key, length: found[0].length };
    }
    // "Analys" after a head that is repeated on a new page is the row's, and no column.
    if (!best || ((best.key === 'name' || best.key === 'analysis') && columns.length > 0)) break;
    if (!endsWord(text, index, at + best.length)) break;
    const label = text.slice(index[at] ?? 0, (index[at + best.length - 1] ?? 0) + 1).trim();
    columns.push({ key: best.key, label });
    at += best.length;
  }
  const needed = kind === 'complaints' ? 4 : 3;
  if (columns.length < needed) return null;
  return { kind, columns, length: (index[at - 1] ?? 0) + 1 };
}

function startKind(text: string): HeadKind | null {
  const start = squash(text.slice(0, 60));
  if (start.startsWith('indikator')) return 'indicators';
  if (start.startsWith('aktivitet')) return 'activities';
  if (start.startsWith('uppdelning')) return 'complaints';
  return /^(?:\(?tkr\)?|resultatrakning|konto)?(?:utfallibokslut|bokslut|utfall(?:20\d\d)?budget)/.test(start)
    ? 'income'
    : null;
}

/** A label ends where a word ends, or where the next label begins in upper case. */
function endsWord(text: string, index: number[], at: number): boolean {
  const next = index[at];
  if (next === undefined) return true;
  const last = index[at - 1] ?? 0;
  return next > last + 1 || !/\p{Ll}/u.test(text.charAt(next));
}

/** The squashed text and, for each of its signs, the place in the text that it came from. */
function squashed(text: string): { key: string; index: number[] } {
  let key = '';
  const index: number[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const sign = fold(text.charAt(i));
    for (const one of sign) {
      key += one;
      index.push(i);
    }
  }
  return { key, index };
}
