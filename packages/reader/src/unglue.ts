import { headKindOf, runningHead } from './columns.ts';
import { INLINE_HEADINGS, knownHeading } from './headings.ts';
import { fieldLabel, goalLabel } from './labels.ts';
import { cutPiece } from './lines.ts';
import type { Piece } from './piece.ts';
import { BOLD, endsSentence, plain, titleKey } from './text.ts';

/** A line this long holds a whole page, or at least several paragraphs. */
const PAGE_LINE = 500;

/** No report is as long as this on one line. */
const LONGEST_LINE = 400_000;

const literal = (word: string): string => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replaceAll(' ', '\\s');
const GOAL_WORDS =
  'K(?:F:?s|ommunfullmäktiges) (?:inriktningsmål|mål för verksamhetsområdet)|Nämndmål|Enhetsmål|Nämndens mål|Enhetens mål';
/** Labels that no sentence begins with by chance, and those that one may. */
const SURE_FIELDS = 'Beskrivning|Förväntat resultat|Arbetssätt|Resursanvändning|Analys';
const FIELD_WORDS = `${SURE_FIELDS}|Uppföljning|Utveckling`;
const MARKS = '[—●■\\p{Co}\\u2600-\\u27bf]';
const STATUS_WORDS = 'Uppfylls (?:helt|delvis|inte|ej)|Inga data|Ingen';
const HEAD_WORDS =
  'Indikator(?=\\s+(?:Period|Utfall|Årsmål|KF))|Aktivitet(?=\\s+S(?:tart|lut))|Uppdelning(?=\\s+Klagomål)|(?:\\(?tkr\\)?\\s)?Utfall i bokslut 20\\d\\d(?=\\s+Budget)';
const PAGE_WORDS =
  '(?:Tjänsteutlåtande\\s+)?(?:Dnr:?\\s+\\S{1,20}\\s+(?:\\S{1,12}\\s+)?)?Sida?n?\\s\\d{1,3}\\s?(?:\\(\\d{1,3}\\)|av\\s\\d{1,3})';

const SURE_FIELD = new RegExp(`^(?:${SURE_FIELDS})$`);
const STATUS = new RegExp(`^(?:${MARKS}\\s?)?(?:${STATUS_WORDS})$`, 'u');
const HEAD = /^(?:Indikator|Aktivitet|Uppdelning|\(?tkr|Utfall i bokslut)/;
const LABEL_AHEAD = new RegExp(`^(?:$|${GOAL_WORDS}|${FIELD_WORDS}|Indikator|Aktivitet)`, 'u');
const FINISHED = new RegExp(`(?:${STATUS_WORDS}|\\d{4}-\\d\\d-\\d\\d|20\\d\\d)$`);
const SEVERAL = new RegExp(
  `(?:${GOAL_WORDS})(?=\\s?:|\\s\\d)|(?:${STATUS_WORDS})(?= ?(?:${GOAL_WORDS}|${FIELD_WORDS})(?![\\p{L}]))`,
  'gu',
);
const FIELDS = new RegExp(`(?<![\\p{L}])(?:${FIELD_WORDS})(?=\\s+(?:\\p{Lu}|[-•]\\s))`, 'gu');
/** "Uppfylls helt" + "Förväntat resultat" without anything between them. */
const GLUED_STATUS = new RegExp(`(?<=(?:${STATUS_WORDS}))(?=(?:${FIELD_WORDS})(?![\\p{L}]))`, 'gu');

/** What may stand in the middle of a line: the labels of every report, and the titles of this one. */
type Patterns = { words: RegExp; goals: RegExp | null };

/**
 * Cuts lines in which several stand glued together: a bold label in mid-line, or a whole page on one line.
 * `titles` are those of the list of contents, goals apart.
 */
export function unglue(pieces: Piece[], titles: string[], goalTitles: string[]): Piece[] {
  const patterns: Patterns = { words: wordPattern(titles), goals: goalPattern(goalTitles) };
  const paged = hasPageLines(pieces);
  return pieces.flatMap((piece) => {
    if (piece.cells || piece.text.length > LONGEST_LINE) return [piece];
    const parts = piece.rich.includes(BOLD) ? cutBold(piece) : [piece];
    const glued = piece.glued || isGlued(piece.text) || (paged && piece.text.length >= SHORT_PAGE);
    return parts.flatMap((part) => (glued || isGlued(part.text) ? cutLong(spaced(part), patterns) : [part]));
  });
}

/** The last page of a text with a page a line is short. */
const SHORT_PAGE = 60;

/** Whether nearly all of a text stands in lines that hold a page each. */
export function hasPageLines(pieces: Piece[]): boolean {
  let all = 0;
  let long = 0;
  for (const { text, cells } of pieces) {
    if (cells) return false;
    all += text.length;
    if (text.length >= PAGE_LINE) long += text.length;
  }
  return long > all * 0.8;
}

function isGlued(text: string): boolean {
  if (text.length >= PAGE_LINE) return true;
  if (text.length < 14) return false;
  if (text.length > 80 && (text.match(FIELDS)?.length ?? 0) > 1) return true;
  const labels = text.match(SEVERAL);
  return (
    labels !== null &&
    (labels.length > 1 || GLUED_STATUS.test(text) || /(?:helt|delvis|inte|ej|data|Ingen) \p{Lu}/u.test(text))
  );
}

function spaced(piece: Piece): Piece {
  const rich = piece.rich.replace(GLUED_STATUS, ' ');
  return rich === piece.rich ? piece : { ...piece, rich, text: plain(rich) };
}

function cutBold(piece: Piece): Piece[] {
  const cuts: number[] = [0];
  const parts = piece.rich.split(BOLD);
  let at = 0;
  parts.forEach((part, i) => {
    const word = plain(part).trim();
    const whole = at <= 1 && at + part.length + 2 >= piece.rich.length;
    if (
      i % 2 === 1 &&
      i < parts.length - 1 &&
      !whole &&
      word.length < 60 &&
      (goalLabel(word) || fieldLabel(word)?.rest === '')
    ) {
      cuts.push(at - 1);
    }
    at += part.length + 1;
  });
  if (cuts.length === 1) return [piece];
  const places = [...new Set(cuts)].sort((a, b) => a - b);
  return places
    .map((place, i) => cutPiece(piece, place, places[i + 1] ?? piece.rich.length, false))
    .filter((part) => part.text !== '');
}

function wordPattern(titles: string[]): RegExp {
  const headings = [
    ...new Set([...titles.filter((title) => title.length > 5 && title.length < 150), ...INLINE_HEADINGS]),
  ]
    .sort((a, b) => b.length - a.length)
    .slice(0, 150)
    .map(literal);
  const words = [
    HEAD_WORDS,
    PAGE_WORDS,
    ...headings,
    GOAL_WORDS,
    `(?:${MARKS}\\s?)?(?:${STATUS_WORDS})`,
    FIELD_WORDS,
  ].join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}-])(?:${words})(?![\\p{L}\\p{N}-])`, 'gu');
}

function goalPattern(titles: string[]): RegExp | null {
  const known = titles.filter((title) => title.length > 5 && title.length < 200).slice(0, 80);
  if (known.length === 0) return null;
  const longest = known.sort((a, b) => b.length - a.length).map(literal);
  return new RegExp(
    `^\\s?:?\\s?(?:\\d{1,2}(?:\\.\\d{1,2})?\\.?\\s)?(?:${longest.join('|')})(?![\\p{L}\\p{N}])`,
    'u',
  );
}

/** Cuts at labels, headings, statuses and page numbers where what stands around them allows it. */
function cutLong(piece: Piece, { words, goals }: Patterns): Piece[] {
  const cuts = new Set<number>([0]);
  let open = 0;
  for (const match of piece.rich.matchAll(words)) {
    const start = match.index;
    const end = start + match[0].length;
    if (start < open || !allows(piece.rich, open, start, end, match[0])) continue;
    cuts.add(start);
    open = start;
    const label = goalLabel(match[0]);
    if (!label) open = end;
    const head = HEAD.test(match[0]) ? runningHead(plain(piece.rich.slice(start, start + 900))) : null;
    const title = label ? goals?.exec(piece.rich.slice(end, end + 260)) : null;
    if (title) open = end + title[0].length;
    if (head) open = start + head.length;
    else if (open > start) cuts.add(open);
  }
  const places = [...cuts].sort((a, b) => a - b);
  return places
    .map((place, i) => cutPiece(piece, place, places[i + 1] ?? piece.rich.length, false))
    .filter((part) => part.text !== '')
    .flatMap(cutBullets);
}

function allows(text: string, open: number, start: number, end: number, word: string): boolean {
  const before = plain(text.slice(Math.max(0, start - 60), start)).trim();
  const after = plain(text.slice(end, end + 40)).trim();
  if (/^Sida?n?\s|^Tjänsteutl|^Dnr/.test(word)) return true;
  if (HEAD.test(word)) return runningHead(plain(text.slice(start, start + 900))) !== null;
  const next = /^[:.]?\s*(?:[\p{Lu}\d"”»(]|[-*•–—●■\p{Co}\u2600-\u27bf]|$)/u.test(after);
  if (!next || /^[.]/.test(after)) return false;
  const fresh = before === '' || text.slice(open, start).trim() === '';
  if (goalLabel(word)) return after.startsWith(':') || /^\d/.test(after) || fresh || ends(before);
  if (STATUS.test(word)) return !word.endsWith('Ingen') || LABEL_AHEAD.test(after) || /^\p{Lu}/u.test(after);
  if (SURE_FIELD.test(word)) return !/(?:^|\s)\p{Ll}{1,4}$/u.test(before) || fresh || word !== 'Analys';
  if (fieldLabel(word)) return fresh || ends(before) || /^[-•]\s/.test(after);
  const weak = knownHeading(word)?.role === 'sub' || titleKey(word).length <= 12;
  return (
    fresh ||
    endsSentence(before) ||
    /\d$/.test(before) ||
    (!weak && ends(before)) ||
    (!weak && titleKey(word).length > 16)
  );
}

/** The sentence, the status or the table row before it is finished. */
function ends(before: string): boolean {
  return before === '' || endsSentence(before) || FINISHED.test(before) || headKindOf([before]) !== null;
}

/** "- Ett - Två" -> list items; only where the text begins with a bullet. */
function cutBullets(piece: Piece): Piece[] {
  const marker = piece.bullet;
  if (!marker || piece.text.length < 30) return [piece];
  const pattern = new RegExp(`\\s${literal(marker)}\\s+(?=\\p{Lu})`, 'gu');
  const places = [0, ...[...piece.rich.matchAll(pattern)].map((match) => match.index)];
  return places.map((place, i) => ({
    ...cutPiece(piece, place, places[i + 1] ?? piece.rich.length, false),
    bullet: marker,
  }));
}
