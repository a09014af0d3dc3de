import { DATE_TEXT, type Token, tokens } from './cells.ts';
import type { Column } from './columns.ts';
import type { Piece } from './piece.ts';
import { splitMark, startsUpper } from './text.ts';

/** The pieces as one text, each sign of it traceable to its piece. */
export class Stream {
  readonly text: string;
  #starts: number[] = [];
  #pieces: Piece[];

  constructor(pieces: Piece[]) {
    this.#pieces = pieces;
    let at = 0;
    for (const piece of pieces) {
      this.#starts.push(at);
      at += piece.text.length + 1;
    }
    this.text = pieces.map((piece) => piece.text).join('\n');
  }

  /** By halving: tables in a hostile text may be long. */
  indexAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The parts of pieces between two places. */
  slice(start: number, end: number): Piece[] {
    const parts: Piece[] = [];
    if (end <= start) return parts;
    for (let i = this.indexAt(start); i <= this.indexAt(end - 1); i += 1) {
      const piece = this.#pieces[i];
      const from = this.#starts[i] ?? 0;
      if (!piece) continue;
      const cut = piece.text.slice(Math.max(0, start - from), end - from).trim();
      if (cut === '') continue;
      const whole = cut === piece.text;
      parts.push(
        whole ? piece : { ...piece, text: cut, rich: cut, bullet: null, layout: null, strong: false },
      );
    }
    return parts;
  }
}

export type End = { start: number; end: number; values: string[] };

/** Where the values of a row stand: a run of them that a name or a new line follows. */
export function indicatorEnds(text: string, columns: Column[]): End[] {
  const dated = columns.some((column) => column.key === 'period');
  const found = tokens(text);
  const ends: End[] = [];
  let run: Token[] = [];
  const close = (next: Token | null): void => {
    const period = run.findLastIndex((token) => token.kind === 'period');
    const used = dated ? run.slice(0, period + 1) : run;
    const last = used.at(-1);
    const first = used[0];
    run = [];
    if (!first || !last) return;
    const alone = used.length === 1;
    const between = next ? text.slice(last.end, next.start) : '\n';
    const upper =
      next === null || between.includes('\n') || startsUpper(next.text) || splitMark(next.text).mark !== null;
    const lineStart = first.start === 0 || text.charAt(first.start - 1) === '\n';
    if (!upper || (alone && !(lineStart || (last.text.length > 4 && between.includes('\n'))))) return;
    ends.push({ start: first.start, end: last.end, values: used.map((token) => token.text) });
  };
  for (const token of found) {
    if (token.kind === 'word') close(token);
    else {
      run.push(token);
      if (dated && token.kind === 'period' && run.length > columns.length) close(null);
    }
  }
  close(null);
  return ends;
}

const STATES =
  'Ej påbörjade?|Påbörjade?|Pågående|Pågår|Enligt plan|Avviker från plan|Avslutade?|Genomförda?|Ej genomförda?|Försenade?|Avbruten|Avbrutna|Klara?|Stoppade?|Utgår';

/** Where the dates of a row stand, and its state after them. */
export function activityEnds(text: string, columns: Column[]): End[] {
  const state = columns.some((column) => column.key === 'state') ? `(?:\\s+(${STATES})(?![\\p{L}]))?` : '()';
  const pattern = new RegExp(`(${DATE_TEXT})(?:\\s+(${DATE_TEXT}))?${state}`, 'giu');
  const ends: End[] = [];
  for (const match of text.matchAll(pattern)) {
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 12);
    const single = match[2] === undefined;
    const plainAfter = /^\s*$|^\s*\n|^\s+[^\p{Ll}\s.,;)]/u.test(after);
    if (
      !plainAfter ||
      (single && !/^\d{4}-\d\d-\d\d$/.test(match[1] ?? '') && !/^[ \t]*(?:\n|$)/.test(after))
    )
      continue;
    const values = [match[1] ?? '', match[2] ?? '', match[3] ?? ''];
    ends.push({ start: match.index, end: match.index + match[0].length, values });
  }
  return ends;
}
