import type { LineRange } from '../anchors/line.ts';
import { joinedRanges } from '../anchors/marks.ts';
import { COMMENT } from '../thread-id.ts';
import { type Field, lineRange, type Spot } from './field.ts';

/** By thread where marks of it stand. Only marks that are written rightly count. */
export function markedSpots(fields: readonly Field[]): Map<string, Spot[]> {
  const spots = new Map<string, Spot[]>();
  for (const field of fields) {
    for (const [thread, ranges] of rangesIn(field)) {
      const joined = joinedRanges(field.line, ranges).map((range) => ({ field, range }));
      spots.set(thread, [...(spots.get(thread) ?? []), ...joined]);
    }
  }
  return spots;
}

/** The same of one field, each stretch of letters by itself. */
function rangesIn(field: Field): Map<string, LineRange[]> {
  const ranges = new Map<string, LineRange[]>();
  for (const { text, key, value, offset, length } of field.marks) {
    const thread = threadOf(key, value);
    const range = thread === null ? null : lineRange(field, text, offset, length);
    if (thread === null || range === null) continue;
    const known = ranges.get(thread);
    if (known) known.push(range);
    else ranges.set(thread, [range]);
  }
  return ranges;
}

function threadOf(key: string, value: unknown): string | null {
  if (!key.startsWith(`${COMMENT}--`) || typeof value !== 'object' || value === null) return null;
  return 'thread' in value && typeof value.thread === 'string' ? value.thread : null;
}
