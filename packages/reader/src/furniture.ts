import { COVER_REACH, TITLE } from './header.ts';
import { knownHeading } from './headings.ts';
import { fieldLabel, goalLabel, statusOf } from './labels.ts';
import type { Piece } from './piece.ts';
import { fold, squash } from './text.ts';

export type Furniture = { from: number; to: number; text: string };

const PAGE_NUMBER =
  /^(?:sid(?:a|an)?\.? ?\d{1,3}(?: ?\(\d{1,3}\)| ?av ?\d{1,3}| ?\/ ?\d{1,3})?|\d{1,3} ?\(\d{1,3}\)|\d{1,3} av \d{1,3}|- ?\d{1,3} ?-|page \d{1,3}(?: of \d{1,3})?)$/;
const PAGE_NUMBER_END = /(?:^|\s)sid(?:a|an)?\.? ?\d{1,3} ?(?:\(\d{1,3}\)|av \d{1,3})$/;
const OFFICE =
  /^(?:tjansteutlatande|dnr:? ?\S.{0,40}|(?:telefon:? ?)?(?:0|\+46)[\d ()-]{7,18}|\S+@\S+\.\S+|(?:https?:\/\/|www\.)\S+|start\.stockholm|stockholms stad)$/;

const PAGE_WORDS =
  /^(?:tjansteutlatande )?(?:dnr:? \S{1,20} (?:\S{1,12} )?)?sid(?:a|an)? ?\d{1,3} ?(?:\(\d{1,3}\)|av \d{1,3})$/;

/** Takes out page headers that were cut out of the middle of a line. */
export function takePageWords(pieces: Piece[]): { pieces: Piece[]; furniture: Furniture[] } {
  const isWords = (piece: Piece): boolean =>
    piece.glued && piece.text.length < 100 && PAGE_WORDS.test(fold(piece.text));
  return {
    pieces: pieces.filter((piece) => !isWords(piece)),
    furniture: pieces.filter(isWords).map(({ from, to, text }) => ({ from, to, text })),
  };
}

/**
 * Page headers and footers: lines with a page number, and lines that come again beside them. Labels, statuses
 * and table rows come again too, and never are furniture. On the cover, down to the title, only
 * page numbers are taken: the header needs the rest.
 */
export function takeFurniture(pieces: Piece[]): { pieces: Piece[]; furniture: Furniture[] } {
  const taken = pageNumbers(pieces);
  addNumbered(pieces, taken);
  const bodyStart = endOfTitle(pieces, taken);
  addBeside(pieces, taken, bodyStart);
  addRepeated(pieces, taken, bodyStart);
  const kept: Piece[] = [];
  const furniture: Furniture[] = [];
  let broken = false;
  let blanks = 0;
  pieces.forEach((piece, i) => {
    if (taken.has(i)) {
      furniture.push({ from: piece.from, to: piece.to, text: piece.text });
      broken = true;
      blanks = Math.max(blanks, piece.blankBefore);
      return;
    }
    if (broken) {
      const blankBefore = Math.max(piece.blankBefore, blanks);
      kept.push({ ...piece, pageBreak: true, blankBefore });
    } else kept.push(piece);
    broken = false;
    blanks = 0;
  });
  return { pieces: kept, furniture };
}

function pageNumbers(pieces: Piece[]): Set<number> {
  const taken = new Set<number>();
  const bare: { at: number; value: number }[] = [];
  pieces.forEach((piece, i) => {
    if (piece.text.length > 300) return;
    const folded = fold(piece.text);
    if (folded.length > 120) return;
    if (PAGE_NUMBER.test(folded) || PAGE_NUMBER_END.test(folded)) taken.add(i);
    else if (/^\d{1,3}$/.test(folded) && !piece.cells) bare.push({ at: i, value: Number(folded) });
  });
  for (const at of countingUp(bare)) taken.add(at);
  return taken;
}

/** Bare numbers are page numbers where they count up through the text, one by one. */
function countingUp(bare: { at: number; value: number }[]): number[] {
  let best: number[] = [];
  let chain: number[] = [];
  let last = Number.NaN;
  for (const { at, value } of bare) {
    if (value === last + 1) chain.push(at);
    else if (chain.length < 3) chain = [at];
    else continue;
    last = value;
    if (chain.length > best.length) best = chain;
  }
  return best.length >= 3 ? [...best] : [];
}

const NUMBERED_END = /^(.*\p{L}.*?)\s+(\d{1,3})$|^(\d{1,3})\s+(\D*\p{L}.*)$/u;

/** "Verksamhetsberättelse 2021    7": the same words on every page, with numbers that count up. */
function addNumbered(pieces: Piece[], taken: Set<number>): void {
  const places = new Map<string, { at: number; value: number }[]>();
  pieces.forEach((piece, i) => {
    if (taken.has(i) || piece.text.length > 300 || piece.cells || piece.bullet) return;
    const text = piece.text.replace(/\s+/g, ' ');
    const found = text.length > 120 ? null : NUMBERED_END.exec(text);
    if (!found) return;
    const key = squash(found[1] ?? found[4] ?? '');
    const list = places.get(key) ?? [];
    list.push({ at: i, value: Number(found[2] ?? found[3]) });
    places.set(key, list);
  });
  for (const list of places.values()) {
    const rising = list.every((one, i) => i === 0 || one.value > (list[i - 1]?.value ?? 0));
    const dense = (list.at(-1)?.value ?? 0) - (list[0]?.value ?? 0) <= list.length * 2;
    if (list.length >= 3 && rising && dense) for (const { at } of list) taken.add(at);
  }
}

/**
 * The piece after the cover's title. A page header may say the title again on every page, the first included:
 * what stands beside a page number three times is that, as long as the title stands elsewhere too.
 */
function endOfTitle(pieces: Piece[], taken: Set<number>): number {
  const beside = new Map<string, number[]>();
  for (const at of taken) {
    for (const i of [at - 1, at + 1]) {
      const piece = pieces[i];
      if (!piece || taken.has(i) || !TITLE.test(piece.text.slice(0, 80))) continue;
      const key = squash(piece.text);
      beside.set(key, [...(beside.get(key) ?? []), i]);
    }
  }
  const running = [...beside.values()].filter((list) => list.length >= 3).flat();
  const titles = pieces
    .slice(0, COVER_REACH)
    .flatMap((piece, i) => (!taken.has(i) && TITLE.test(piece.text.slice(0, 80)) ? [i] : []));
  const own = titles.find((i) => !running.includes(i));
  if (own !== undefined) for (const i of running) taken.add(i);
  const title = own ?? titles[0];
  return title === undefined ? 0 : title + 2;
}

/** The office's name and registry number above or below a page number, even where they come only once. */
function addBeside(pieces: Piece[], taken: Set<number>, bodyStart: number): void {
  for (const at of [...taken]) {
    for (const step of [-1, 1]) {
      for (let i = at + step; i >= bodyStart; i += step) {
        const piece = pieces[i];
        if (!piece || piece.text.length > 80 || piece.cells || !OFFICE.test(fold(piece.text))) break;
        taken.add(i);
      }
    }
  }
}

function repeatKey(piece: Piece): string | null {
  if (piece.text.length > 100 || piece.cells || piece.bullet) return null;
  if (goalLabel(piece.rich) || fieldLabel(piece.rich) || statusOf(piece.text)) return null;
  if (knownHeading(piece.text)) return null;
  const key = squash(piece.text).replace(/\d+/g, '#');
  if (/^(?:indikator|aktivitet|startdatum|slutdatum|avvikelse|periode|utfall|prognos|arsmal|kf:s)/.test(key))
    return null;
  return /\p{L}{3}/u.test(key) || OFFICE.test(fold(piece.text)) ? key : null;
}

function addRepeated(pieces: Piece[], taken: Set<number>, bodyStart: number): void {
  const places = new Map<string, number[]>();
  pieces.forEach((piece, i) => {
    if (i < bodyStart || taken.has(i)) return;
    const key = repeatKey(piece);
    if (!key) return;
    const list = places.get(key);
    if (list) list.push(i);
    else places.set(key, [i]);
  });
  const before = new Map<string, number>();
  for (const i of taken) {
    const key = squash(pieces[i]?.text ?? '').replace(/\d+/g, '#');
    before.set(key, (before.get(key) ?? 0) + 1);
  }
  for (const [key, list] of places) {
    const first = pieces[list[0] ?? 0];
    const times = list.length + (before.get(key) ?? 0);
    if (times >= 3 && first && OFFICE.test(fold(first.text))) for (const i of list) taken.add(i);
  }
  const edges = pageEdges(pieces, taken);
  const least = Math.max(2, Math.ceil(taken.size * 0.2));
  for (const [key, list] of places) {
    const known = before.get(key) ?? 0;
    const atEdge = list.filter((i) => edges.has(i)).length + known;
    if (atEdge >= least && atEdge >= (list.length + known) * 0.6) for (const i of list) taken.add(i);
  }
}

/** Within a few lines of a page number or a form feed. */
function pageEdges(pieces: Piece[], taken: Set<number>): Set<number> {
  const near = 4;
  const edges = new Set<number>();
  const mark = (at: number): void => {
    for (let i = at - near; i <= at + near; i += 1) edges.add(i);
  };
  for (const at of taken) mark(at);
  pieces.forEach((piece, i) => {
    if (piece.pageBreak) for (let k = i - near; k < i + near; k += 1) edges.add(k);
  });
  return edges;
}
