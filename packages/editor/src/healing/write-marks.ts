import type * as Y from 'yjs';
import { type Field, type FoundMark, piecesIn, type Spot } from './field.ts';
import { type StoredMark, storedMark } from './mark-key.ts';

/** One thread's words, where they shall be marked. */
export type Wanted = Spot & { threadId: string };

type Stretch = { from: number; to: number };
type Change = Stretch & { key: string; value: StoredMark['value'] | null };

/** Makes the marks in some fields exactly those that are wanted. Writes nothing where they are. */
export function writeMarks(fields: Iterable<Field>, wanted: readonly Wanted[]): void {
  const changes = new Map<
    Y.XmlText,
    Map<string, { mark: StoredMark | null; has: FoundMark[]; wants: Stretch[] }>
  >();
  const entry = (text: Y.XmlText, key: string) => {
    const keys = changes.get(text) ?? new Map();
    changes.set(text, keys);
    const known = keys.get(key) ?? { mark: null, has: [], wants: [] };
    keys.set(key, known);
    return known;
  };
  for (const field of fields) for (const mark of field.marks) entry(mark.text, mark.key).has.push(mark);
  for (const { field, range, threadId } of wanted) {
    const mark = storedMark(threadId);
    for (const { text, offset, length } of piecesIn(field, range)) {
      const keyed = entry(text, mark.key);
      keyed.mark = mark;
      keyed.wants.push({ from: offset, to: offset + length });
    }
  }
  for (const [text, keys] of changes) {
    write(
      text,
      [...keys].flatMap(([key, { mark, has, wants }]) => changesOf(key, mark, has, wants)),
    );
  }
}

function changesOf(
  key: string,
  mark: StoredMark | null,
  has: readonly FoundMark[],
  wants: readonly Stretch[],
): Change[] {
  const right = has.filter(({ value }) => mark !== null && isValue(value, mark));
  const set = without(wants, joined(right)).map((stretch) => ({
    ...stretch,
    key,
    value: mark?.value ?? null,
  }));
  const clear = without(joined(has), wants).map((stretch) => ({ ...stretch, key, value: null }));
  return [...clear, ...set];
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
  const left: Stretch[] = [];
  let next = 0;
  for (const { from, to } of stretches) {
    let at = from;
    while (next < others.length && (others[next]?.to ?? 0) <= from) next++;
    for (let index = next; index < others.length && at < to; index++) {
      const other = others[index];
      if (other === undefined || other.from >= to) break;
      if (other.from > at) left.push({ from: at, to: other.from });
      at = Math.max(at, other.to);
    }
    if (at < to) left.push({ from: at, to });
  }
  return left;
}

/** More than anybody's comments in one paragraph ask for. */
const MANY = 500;

function write(text: Y.XmlText, changes: readonly Change[]): void {
  if (changes.length <= MANY) {
    for (const { from, to, key, value } of changes) text.format(from, to - from, { [key]: value });
    return;
  }
  // Each `format` walks the text from its beginning, which a hostile client could make the server do for hours.
  const cuts = [...new Set(changes.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const begins = Map.groupBy(changes, ({ from }) => from);
  const under = new Map<string, Change>();
  let done = 0;
  const delta: { retain: number; attributes?: Record<string, Change['value']> }[] = [];
  for (const cut of cuts) {
    if (cut > done) {
      const attributes = Object.fromEntries([...under].map(([key, { value }]) => [key, value]));
      delta.push({ retain: cut - done, attributes });
    }
    for (const [key, { to }] of under) if (to <= cut) under.delete(key);
    for (const change of begins.get(cut) ?? []) under.set(change.key, change);
    done = cut;
  }
  text.applyDelta(delta);
}
