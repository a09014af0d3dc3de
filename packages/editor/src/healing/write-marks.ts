import type * as Y from 'yjs';
import { type Field, type FoundMark, piecesIn, type Spot } from './field.ts';
import { type StoredMark, storedMark } from './mark-key.ts';
import { clearFormats } from './text-items.ts';

/** One thread's words, where they shall be marked. */
export type Wanted = Spot & { threadId: string };

type Stretch = { from: number; to: number };

/** One name of a mark in one Yjs text: where it stands, and where it shall. */
type Keyed = { has: FoundMark[]; wants: (Stretch & { mark: StoredMark }) | null };

/** Makes the marks in some fields exactly those that are wanted. Writes nothing where they are. */
export function writeMarks(fields: Iterable<Field>, wanted: readonly Wanted[]): void {
  const texts = new Map<Y.XmlText, Map<string, Keyed>>();
  const entry = (text: Y.XmlText, key: string): Keyed => {
    const keys = texts.get(text) ?? new Map<string, Keyed>();
    texts.set(text, keys);
    const known = keys.get(key) ?? { has: [], wants: null };
    keys.set(key, known);
    return known;
  };
  for (const field of fields) for (const mark of field.marks) entry(mark.text, mark.key).has.push(mark);
  for (const { field, range, threadId } of wanted) {
    const mark = storedMark(threadId);
    for (const { text, offset, length } of piecesIn(field, range)) {
      const keyed = entry(text, mark.key);
      // What stands between two pieces of one text is no letter, and may be marked.
      keyed.wants = { mark, from: keyed.wants?.from ?? offset, to: offset + length };
    }
  }
  for (const [text, keys] of texts) write(text, keys);
}

/** More stretches of one mark than edits make of it. */
const FEW = 8;

/**
 * What nobody wants goes all at once: a hostile text holds thousands of names, and each `format` walks it from its
 * beginning, and one with many names at a time writes all of them again at each end of each.
 */
function write(text: Y.XmlText, keys: ReadonlyMap<string, Keyed>): void {
  const unwanted = new Set<string>();
  for (const [key, { has, wants }] of keys) {
    const isRight = has.every(({ value }) => wants !== null && isValue(value, wants.mark));
    if (!isRight || wants === null || joined(has).length > FEW) unwanted.add(key);
  }
  clearFormats(text, unwanted);
  for (const [key, { has, wants }] of keys) {
    if (wants === null) continue;
    const stands = unwanted.has(key) ? [] : joined(has);
    for (const { from, to } of without(stands, [wants])) text.format(from, to - from, { [key]: null });
    for (const { from, to } of without([wants], stands)) {
      text.format(from, to - from, { [key]: wants.mark.value });
    }
  }
}

function isValue(value: unknown, mark: StoredMark): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return 'thread' in value && value.thread === mark.value.thread && Object.keys(value).length === 1;
}

function joined(marks: readonly FoundMark[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { offset, length } of marks) {
    const last = stretches.at(-1);
    if (last?.to === offset) last.to += length;
    else stretches.push({ from: offset, to: offset + length });
  }
  return stretches;
}

/** What of some stretches is outside of others; both in order, and none overlapping its like. */
function without(stretches: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  return stretches.flatMap(({ from, to }) => {
    const left: Stretch[] = [];
    let at = from;
    for (const other of others) {
      if (other.to <= at || other.from >= to) continue;
      if (other.from > at) left.push({ from: at, to: other.from });
      at = other.to;
    }
    if (at < to) left.push({ from: at, to });
    return left;
  });
}
