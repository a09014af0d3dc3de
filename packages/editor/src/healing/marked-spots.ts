import type { LineRange } from '../anchors/line.ts';
import { joinedRanges } from '../anchors/marks.ts';
import { type Field, type FoundMark, lineRange, type Spot } from './field.ts';
import { storedMark } from './mark-key.ts';

/** Where marks of some threads stand, by thread. Only marks that are written rightly count. */
export function markedSpots(fields: Iterable<Field>, threads: readonly string[]): Map<string, Spot[]> {
  const byKey = new Map(threads.map((thread) => [storedMark(thread).key, thread]));
  const spots = new Map(threads.map((thread): [string, Spot[]] => [thread, []]));
  for (const field of fields) {
    for (const [thread, ranges] of rangesIn(field, byKey)) {
      const known = spots.get(thread);
      for (const range of joinedRanges(field.line, ranges)) known?.push({ field, range });
    }
  }
  return spots;
}

/** The same of one field, each stretch of letters by itself, in order. */
function rangesIn(field: Field, byKey: ReadonlyMap<string, string>): Map<string, LineRange[]> {
  const ranges = new Map<string, LineRange[]>();
  for (const mark of field.marks) {
    const thread = byKey.get(mark.key);
    const range = thread !== undefined && isOf(thread, mark) ? lineRange(field, mark) : null;
    if (thread === undefined || range === null) continue;
    const known = ranges.get(thread);
    if (known) known.push(range);
    else ranges.set(thread, [range]);
  }
  for (const each of ranges.values()) each.sort((a, b) => a.from - b.from);
  return ranges;
}

const isOf = (thread: string, { value }: FoundMark): boolean =>
  typeof value === 'object' && value !== null && 'thread' in value && value.thread === thread;
