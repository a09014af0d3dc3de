import type { ContentNode, Interchange, Remark } from '@delaktig/domain';
import { isBlank, splitLines } from './lines.ts';

type Span = { from: number; to: number };
/** Where lines went: `node` is an id or the name of a top-level part, `part` what of it they are. */
export type LineClaim = { lines: [number, number]; node: string; part: string };

const HYPHEN = 'Ordet delades av en radbrytning. Det kan ha haft bindestreck.';
const HYPHENS =
  'Många ord delas av radbrytningar. De har satts ihop, men ett och annat kan ha haft bindestreck.';
const MOST_HYPHENS = 8;
const SEAMS =
  'Texten har inga blanka rader mellan stycken. Där en mening slutar på en full rad syns det inte om ett nytt stycke börjar: raderna har lästs som samma stycke.';

/** Keeps the books: which lines were read as what, and what the reader was not sure of. */
export class Account {
  readonly claims: LineClaim[] = [];
  readonly remarks: Remark[] = [];

  claim(span: Span, node: string, part: string): void {
    const last = this.claims.at(-1);
    if (
      last &&
      last.node === node &&
      last.part === part &&
      span.from <= last.lines[1] + 1 &&
      span.from >= last.lines[0]
    ) {
      last.lines[1] = Math.max(last.lines[1], span.to);
      return;
    }
    this.claims.push({ lines: [span.from, span.to], node, part });
  }

  uncertain(span: Span, text: string, reason: string, target: string | null): void {
    this.remarks.push({ lines: [span.from, span.to], text, reason, target, severity: 'uncertain' });
  }

  /** Lines one after the other make one remark. */
  notUnderstood(span: Span, text: string, reason: string): void {
    this.claim(span, 'remarks', 'not-understood');
    const last = this.#open;
    if (
      last &&
      last.remark.reason === reason &&
      span.from - last.remark.lines[1] <= 1 &&
      span.from >= last.remark.lines[0]
    ) {
      last.texts.push(text);
      last.remark.lines[1] = Math.max(last.remark.lines[1], span.to);
      return;
    }
    this.#close();
    const remark: Remark = {
      lines: [span.from, span.to],
      text,
      reason,
      target: null,
      severity: 'not-understood',
    };
    this.remarks.push(remark);
    this.#open = { remark, texts: [text] };
  }

  /** Lines that were joined although a paragraph may end between them: too many to say one by one. */
  readonly #seams: number[] = [];

  seam(line: number): void {
    this.#seams.push(line);
  }

  readonly #hyphens: { span: Span; word: string; target: string }[] = [];

  /** A word that a line's end divided, where nobody can know whether it had a hyphen. */
  hyphen(span: Span, word: string, target: string): void {
    this.#hyphens.push({ span, word, target });
  }

  /** A text that divides its words everywhere gets one remark, not hundreds. */
  #remarkHyphens(): void {
    const [first] = this.#hyphens;
    if (!first) return;
    if (this.#hyphens.length <= MOST_HYPHENS) {
      for (const { span, word, target } of this.#hyphens) this.uncertain(span, word, HYPHEN, target);
      return;
    }
    const listed = this.#hyphens.slice(0, 40).map(({ span, word }) => `${word} (rad ${span.from})`);
    const more = this.#hyphens.length > 40 ? ' …' : '';
    this.uncertain(first.span, listed.join(', ') + more, HYPHENS, null);
  }

  #remarkSeams(): void {
    const [first] = this.#seams;
    if (first === undefined) return;
    const listed = this.#seams.slice(0, 40).join(', ');
    const text = this.#seams.length > 40 ? `rad ${listed} …` : `rad ${listed}`;
    this.uncertain({ from: first, to: first }, text, SEAMS, null);
  }

  #open: { remark: Remark; texts: string[] } | null = null;

  #close(): void {
    if (this.#open) this.#open.remark.text = this.#open.texts.join('\n');
    this.#open = null;
  }

  finish(): { claims: LineClaim[]; remarks: Remark[] } {
    this.#close();
    this.#remarkSeams();
    this.#remarkHyphens();
    const byLine = (a: { lines: [number, number] }, b: { lines: [number, number] }): number =>
      a.lines[0] - b.lines[0] || a.lines[1] - b.lines[1];
    return { claims: this.claims.sort(byLine), remarks: this.remarks.sort(byLine) };
  }
}

/** Takes `lines` off every node, for the plain result; remarks keep theirs. */
export function withoutLines(report: Interchange): Interchange {
  const { remarks, lineMap: _, ...rest } = report;
  return { ...strip(rest), remarks };
}

function strip<T>(value: T): T {
  if (Array.isArray(value)) return value.map(strip) as T;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'lines');
  return Object.fromEntries(entries.map(([key, inner]) => [key, strip(inner)])) as T;
}

/**
 * The non-blank lines of `text` that the result of `readReport(text, {lines: true})` does not account for,
 * 1-based. Empty where the reader did its work.
 */
export function accountLines(text: string, report: Interchange): number[] {
  const lines = splitLines(text);
  const covered = new Uint8Array(lines.length + 2);
  const cover = (span: [number, number] | undefined): void => {
    if (span) covered.fill(1, span[0], Math.min(span[1], lines.length) + 1);
  };
  for (const claim of report.lineMap ?? []) cover(claim.lines);
  for (const remark of report.remarks) cover(remark.lines);
  const missing: number[] = [];
  lines.forEach((line, i) => {
    if (covered[i + 1] === 0 && !isBlank(line)) missing.push(i + 1);
  });
  return missing;
}

/** Widens a node's `lines` so that it covers a span. */
export function widen(node: { lines?: [number, number] } | ContentNode, span: Span): void {
  const { lines } = node;
  node.lines = lines ? [Math.min(lines[0], span.from), Math.max(lines[1], span.to)] : [span.from, span.to];
}
