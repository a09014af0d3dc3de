import { headKindOf, runningHead } from './columns.ts';
import { INLINE_HEADINGS, knownHeading } from './headings.ts';
import { fieldLabel, goalLabel } from './labels.ts';
import { cutPiece } from './lines.ts';
import type { Piece } from './piece.ts';
import { endsSentence, fold, plain, titleKey } from './text.ts';

/** A line this long holds a whole page, or at least several paragraphs. */
const PAGE_LINE = 500;

const escape = (word: string): string => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const GOAL_WORDS =
  'K(?:F:?s|ommunfullmäktiges) (?:inriktningsmål|mål för verksamhetsområdet)|Nämndmål|Enhetsmål|Nämndens mål|Enhetens mål';
const FIELD_WORDS =
  'Beskrivning|Förväntat resultat|Arbetssätt|Resursanvändning|Uppföljning|Utveckling|Analys';
const STATUS_WORDS = 'Uppfylls (?:helt|delvis|inte|ej)|Inga data|Ingen';
const HEAD_WORDS =
  'Indikator\\s+Period|Indikator\\s+Utfall|Indikator\\s+Årsmål|Indikator\\s+KF|Aktivitet\\s+Start|Aktivitet\\s+Slut';
const PAGE_WORDS =
  '(?:Tjänsteutlåtande\\s+)?(?:Dnr:?\\s+\\S{1,20}\\s+)?Sida?n?\\s\\d{1,3}\\s?(?:\\(\\d{1,3}\\)|av\\s\\d{1,3})';

/** `glued **` in mid-line: a label in bold that stands where a line should begin. */
const BOLD_LABEL = /\u0001([^\u0001]{2,60})\u0001/g;

/**
 * Cuts lines in which several stand glued together: a bold label in mid-line, or a whole page on one line.
 * `titles` are those of the list of contents.
 */
export function unglue(pieces: Piece[], titles: string[]): Piece[] {
  const long = longPattern(titles);
  return pieces.flatMap((piece) => {
    if (piece.cells) return [piece];
    const parts = piece.rich.includes('\u0001') ? cutBold(piece) : [piece];
    return parts.flatMap((part) =>
      part.text.length >= PAGE_LINE || labelCount(part.text) > 1 ? cutLong(part, long) : [part],
    );
  });
}

/** Two labels with a colon, or a label after a status, make even a short line a glued one. */
function labelCount(text: string): number {
  if (text.length < 20 || !/mål/i.test(text)) return 0;
  const found = text.match(
    new RegExp(
      `(?:${GOAL_WORDS})(?=\\s?:|\\s\\d)|(?:${STATUS_WORDS}) (?=${GOAL_WORDS}|${FIELD_WORDS})`,
      'gu',
    ),
  );
  return found?.length ?? 0;
}

function cutBold(piece: Piece): Piece[] {
  const cuts: { at: number; end: number }[] = [];
  for (const match of piece.rich.matchAll(BOLD_LABEL)) {
    const word = plain(match[1] ?? '').trim();
    if (match.index === 0 && match[0].length === piece.rich.length) return [piece];
    const goal = goalLabel(word);
    const field = fieldLabel(word);
    if (!goal && field?.rest !== '') continue;
    cuts.push({ at: match.index, end: match.index + match[0].length });
  }
  if (cuts.length === 0) return [piece];
  const parts: Piece[] = [];
  let at = 0;
  for (const cut of cuts) {
    if (cut.at > at) parts.push(cutPiece(piece, at, cut.at, false));
    at = cut.at;
  }
  parts.push(cutPiece(piece, at, piece.rich.length, false));
  return parts.filter((part) => part.text !== '');
}

function longPattern(titles: string[]): RegExp {
  const headings = [
    ...new Set([...titles.filter((title) => title.length > 5 && title.length < 150), ...INLINE_HEADINGS]),
  ]
    .sort((a, b) => b.length - a.length)
    .slice(0, 150)
    .map((title) => escape(title).replaceAll(' ', '\\s'));
  const words = [GOAL_WORDS, PAGE_WORDS, HEAD_WORDS, STATUS_WORDS, FIELD_WORDS, ...headings].join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}-])(?:${words})(?![\\p{L}\\p{N}-])`, 'gu');
}

/** Cuts at labels, headings, statuses and page numbers where what stands around them allows it. */
function cutLong(piece: Piece, pattern: RegExp): Piece[] {
  const cuts = new Set<number>([0]);
  let open = 0;
  for (const match of piece.rich.matchAll(pattern)) {
    const start = match.index;
    const end = start + match[0].length;
    if (!allows(piece.rich, open, start, end, match[0])) continue;
    cuts.add(start);
    if (isWhole(match[0])) cuts.add(end);
    open = isWhole(match[0]) ? end : start;
  }
  const places = [...cuts].sort((a, b) => a - b);
  const parts = places.map((place, i) => cutPiece(piece, place, places[i + 1] ?? piece.rich.length, false));
  return parts.filter((part) => part.text !== '').flatMap(cutBullets);
}

/** Stands for itself: what comes after it is something else. */
function isWhole(word: string): boolean {
  return !goalLabel(word) && !/^(?:Indikator|Aktivitet)\s/.test(word);
}

function allows(text: string, open: number, start: number, end: number, word: string): boolean {
  const before = plain(text.slice(Math.max(0, start - 60), start)).trim();
  const after = plain(text.slice(end, end + 40)).trim();
  if (/^Sida?n?\s|^Tjänsteutl|^Dnr/.test(word)) return true;
  if (/^(?:Indikator|Aktivitet)\s/.test(word))
    return runningHead(plain(text.slice(start, start + 900))) !== null;
  const next = /^[:.]?\s*(?:[\p{Lu}\d"”»(]|[-*•–—●■\p{Co}\u2600-\u27bf]|$)/u.test(after);
  if (!next || /^[.]/.test(after)) return false;
  if (goalLabel(word)) return after.startsWith(':') || /^\d/.test(after) || ends(before) || start === open;
  const fresh = start === open || before === '';
  if (new RegExp(`^(?:${STATUS_WORDS})$`).test(word)) {
    return /^(?:$|[●■—\p{Co}]|\p{Lu})/u.test(after) && (word !== 'Ingen' || startsLabel(after));
  }
  if (fieldLabel(word)) return fresh || ends(before) || /[:\d]$/.test(before) || startsBullet(after);
  const known = knownHeading(word);
  if (known?.role === 'sub' || /^(?:Övrigt|Ekonomi|Budget|Inledning|Sammanfattning|Bilagor)$/.test(word))
    return fresh || endsSentence(before);
  return fresh || ends(before) || titleKey(word).length > 12;
}

function startsLabel(after: string): boolean {
  return new RegExp(`^(?:$|${GOAL_WORDS}|${FIELD_WORDS}|Indikator|Aktivitet)`, 'u').test(after);
}

function startsBullet(after: string): boolean {
  return /^[-•]\s/.test(after);
}

/** The sentence, the status or the bullet before it is finished. */
function ends(before: string): boolean {
  if (before === '' || endsSentence(before)) return true;
  return (
    new RegExp(`(?:${STATUS_WORDS}|\\d{4}-\\d\\d-\\d\\d|20\\d\\d)$`).test(before) ||
    headKindOf([before]) !== null
  );
}

/** "- Ett - Två" -> list items; only where the text begins with a bullet. */
function cutBullets(piece: Piece): Piece[] {
  const marker = piece.bullet;
  if (!marker || fold(piece.text).length < 30) return [piece];
  const pattern = new RegExp(`\\s${escape(marker)}\\s+(?=\\p{Lu})`, 'gu');
  const places = [0, ...[...piece.rich.matchAll(pattern)].map((match) => match.index)];
  return places.map((place, i) => {
    const part = cutPiece(piece, place, places[i + 1] ?? piece.rich.length, false);
    return { ...part, bullet: marker };
  });
}
