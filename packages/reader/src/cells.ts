import type { Cell } from '@delaktig/domain';

const UNITS =
  'procentenheter|procent|%|‰|st|tkr|mnkr|mkr|kr|kronor|gwh|mwh|kwh|ton|kg|timmar|tim|dagar|minuter|poäng|personer|elever|barn|årsarbetare|kvm|m2|m²|km|l|liter';
const NUMBER = '[-−–]?(?:\\d{1,3}(?: \\d{3})+|\\d+)(?:[.,]\\d+)?';
const NUMBER_CELL = new RegExp(`^(${NUMBER})\\s?(${UNITS})?$`, 'i');
const PERIOD_CELL =
  /^(?:(?:vb|vp|t ?1|t ?2|tertial(?:\s?[12])?|kvartal(?:\s?[1-4])?|halvår|helår|år|månad|vt|ht|q[1-4])(?:\s?20\d\d)?|20\d\d(?:-20\d\d)?|år ?20\d\d|varje (?:år|tertial|månad)|(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december) 20\d\d)$/i;

/** A year is a period only in the period's column; elsewhere "2101" and "2020" are numbers. */
export function readCell(raw: string, column: 'value' | 'period'): Cell {
  const text = raw.trim();
  if (text === '') return { raw: '', kind: 'blank', value: null, unit: null };
  if (text.length > 60) return { raw: text, kind: 'text', value: null, unit: null };
  if (column === 'period') {
    const kind = PERIOD_CELL.test(text) ? 'period' : 'text';
    return { raw: text, kind, value: null, unit: null };
  }
  const found = NUMBER_CELL.exec(text.replace(/\s+/g, ' '));
  if (found?.[1] !== undefined) {
    return { raw: text, kind: 'number', value: toNumber(found[1]), unit: found[2] ?? null };
  }
  const period = /[a-zåäö]/i.test(text) && PERIOD_CELL.test(text);
  return { raw: text, kind: period ? 'period' : 'text', value: null, unit: null };
}

export function isPeriod(text: string): boolean {
  return text.length < 40 && PERIOD_CELL.test(text.trim());
}

export function toNumber(text: string): number {
  const sign = /^[-−–]/.test(text) ? -1 : 1;
  const digits = text
    .replace(/^[-−–]/, '')
    .replace(/ /g, '')
    .replace(',', '.');
  const value = Number(digits);
  return value === 0 ? 0 : sign * value;
}

export type Token = { text: string; kind: 'value' | 'period' | 'word'; start: number; end: number };

const MONTH = 'januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december';
/** A word that a narrow column may have broken anywhere. */
const anywhere = (word: string): string => [...word].join('\\s?');
const TOKEN = new RegExp(
  [
    `(?<waiting>tas\\s+fram\\s+av\\s+${anywhere('nämnd')}(?:\\s?en)?(?:\\s?\\/\\s?${anywhere('styrelse')}(?:\\s?n)?)?(?![\\p{L}]))`,
    '(?<period>(?:VB|VP|T1|T2|Tertial(?: [12])?|Kvartal(?: [1-4])?|Halvår|År)(?: ?20\\d\\d)?(?![\\p{L}\\p{N}]))',
    `(?<value>[-−–]?(?:\\d{1,3}(?: \\d{3})+|\\d+)(?:,\\d+)?(?: ?(?:${UNITS}))?(?![\\p{L}\\p{N}/-]|[.,]\\d))`,
    '(?<trend>(?:öka|öka[rs]|minska|minskar|bibehållas?|oförändrad)(?![\\p{L}\\p{N}]))',
    '(?<word>\\S+)',
  ].join('|'),
  'giu',
);

/** Words and values of running text, for rows whose columns nothing tells apart. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const groups = match.groups ?? {};
    const word = match[0];
    let kind: Token['kind'] = 'word';
    if (groups.waiting !== undefined || groups.value !== undefined || groups.trend !== undefined)
      kind = 'value';
    if (groups.period !== undefined && /^\p{Lu}/u.test(word)) kind = 'period';
    if (groups.value !== undefined && /^20[0-4]\d$/.test(word)) kind = 'period';
    found.push({ text: word, kind, start: match.index, end: match.index + word.length });
  }
  return found;
}

export const DATE_TEXT = `\\d{4}-\\d{2}-\\d{2}|\\d{1,2} (?:${MONTH}) \\d{4}|\\d{1,2}\\/\\d{1,2}[- ]\\d{4}|(?<![\\p{L}\\d] )(?:${MONTH}) \\d{4}|\\d{4}-\\d{2}(?![\\d-])`;

const DATE_ONLY = new RegExp(`^(?:${DATE_TEXT})$`, 'iu');

export function isDate(text: string): boolean {
  return text.length < 30 && DATE_ONLY.test(text.trim());
}
