/** Small questions about Swedish text that every part of the reader asks. */

/** Stand for `**` and `*` inside a text while it is read; they are never part of the result. */
export const BOLD = '\ufdd0';
export const ITALIC = '\ufdd1';

export function plain(rich: string): string {
  return rich.includes(BOLD) || rich.includes(ITALIC)
    ? rich.replaceAll(BOLD, '').replaceAll(ITALIC, '')
    : rich;
}

/**
 * For comparing only: lower case, one blank between words, no diacritics. A text layer loses the rings and
 * dots of letters now and then ("Arsmål"), and the result keeps the words as written.
 */
export function fold(text: string): string {
  if (PLAIN.test(text)) return oneBlank(text.toLowerCase());
  const letters = LATIN.test(text)
    ? text.toLowerCase().replace(/[åäáàâãéèêëöóòôõüúùûïíìîçñ]/g, (sign) => BASE.get(sign) ?? sign)
    : text
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .toLowerCase();
  return oneBlank(letters.replace(/[‐‑‒–—]/g, '-'));
}

/** Most texts have no other signs, and decomposing them costs most of the reading. */
const PLAIN = /^[\x20-\x7e]*$/;
const LATIN = /^[\x20-\x7e\u00a7\u00b0-\u00b7ÅÄÁÀÂÃÉÈÊËÖÓÒÔÕÜÚÙÛÏÍÌÎÇÑåäáàâãéèêëöóòôõüúùûïíìîçñ–—‐‑‒”“’…•]*$/;
const BASE = new Map(
  [...'åäáàâãéèêëöóòôõüúùûïíìîçñ'].map((sign) => [sign, sign.normalize('NFD').charAt(0)] as const),
);

function oneBlank(text: string): string {
  return / {2}|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ').trim() : text.trim();
}

/** As `fold`, without any blanks: narrow columns break words anywhere ("Progn s helår"). */
export function squash(text: string): string {
  return fold(text).replaceAll(' ', '');
}

/** What a title is compared by: no blanks, no closing full stop. */
export function titleKey(text: string): string {
  let key = squash(text);
  while (key.endsWith('.') || key.endsWith(':')) key = key.slice(0, -1);
  return key;
}

export function startsLower(text: string): boolean {
  return /^[("”»'’]?\p{Ll}/u.test(text);
}

export function startsUpper(text: string): boolean {
  return /^[("”»'’]?\p{Lu}/u.test(text);
}

const CLOSERS = /["”’')\]»\s]/;

/** The last sign that is not a closing quote or bracket. */
function lastSign(text: string): string {
  let end = text.length;
  while (end > 0 && CLOSERS.test(text.charAt(end - 1))) end -= 1;
  return text.charAt(end - 1);
}

export function endsSentence(text: string): boolean {
  return '.!?:;…'.includes(lastSign(text)) && text !== '';
}

const OPEN_ENDS = new Set(
  (
    'och eller samt men som att av för från i inom med om på till under utan vid över ur hos mellan efter före enligt ' +
    'en ett den det de dessa denna detta sin sitt sina dess vår våra vårt är har ska kan kommer varit blivit ' +
    'mer mest alla varje där när då både såväl via per ca cirka'
  ).split(' '),
);

/** Ends where no sentence can end: on a comma, a conjunction, an article. */
export function endsOpen(text: string): boolean {
  if (text.endsWith(',')) return true;
  const word = text.slice(text.lastIndexOf(' ') + 1).toLowerCase();
  return OPEN_ENDS.has(word);
}

const MONTHS = 'januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december';
const ENDS_IN_MONTH = new RegExp(`(?:^|\\s)(?:${MONTHS})$`, 'i');

/** "... den 1 februari" + "2024, ...": a date that was cut. */
export function cutDate(before: string, after: string): boolean {
  return ENDS_IN_MONTH.test(before.slice(-20)) && /^20\d\d\b/.test(after);
}

/** Signs that reports set before a row or a status; what they mean is nobody's guess. */
const MARK =
  /^(?:[\u2500-\u27bf\u2b00-\u2bff\p{Co}\p{Extended_Pictographic}•●■—–!]\ufe0f?(?![\p{L}\p{N}])\s*)+|^(?:[\u2600-\u27bf\p{Co}]\ufe0f?)+\s*/u;

/** Takes the marks off the front: "❗ Skapa" -> ["❗", "Skapa"]. */
export function splitMark(text: string): { mark: string | null; rest: string } {
  const found = MARK.exec(text.slice(0, 40));
  if (!found) return { mark: null, rest: text };
  const rest = text.slice(found[0].length).trim();
  return { mark: found[0].trim(), rest };
}

/** No letter and no digit: a mark of its own, a rule, a blank-looking sign. */
export function isOnlySigns(text: string): boolean {
  return text.length <= 40 && !/[\p{L}\p{N}]/u.test(text);
}

export function wordCount(text: string): number {
  return text === '' ? 0 : text.split(' ').length;
}
