import { type Content, plainText } from '@delaktig/domain/content';
import { COMMENT, isThreadId } from '../thread-id.ts';
import { eachText, type LineRange, remark } from './line.ts';

/** Where each thread's marks stand in a content. Marks with nothing but the end of a block between them are one. */
export function markedRanges(content: Content): Map<string, LineRange[]> {
  const ranges = new Map<string, LineRange[]>();
  eachText(content, (node, at) => {
    for (const { type, attrs } of node.marks ?? []) {
      if (type !== COMMENT || !isThreadId(attrs?.thread)) continue;
      const known = ranges.get(attrs.thread);
      const range = { from: at, to: at + (node.text ?? '').length };
      if (known) known.push(range);
      else ranges.set(attrs.thread, [range]);
    }
  });
  const line = ranges.size > 0 ? plainText(content) : '';
  return new Map([...ranges].map(([thread, each]) => [thread, joinedRanges(line, each)]));
}

/** Ranges in order, those that only ends of blocks and hard breaks hold apart joined. */
export function joinedRanges(line: string, ranges: readonly LineRange[]): LineRange[] {
  const joined: LineRange[] = [];
  for (const { from, to } of ranges) {
    const last = joined.at(-1);
    if (last && (from <= last.to || /^\n*$/.test(line.slice(last.to, from)))) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

/** A content with marks of threads on words that have none, for texts that the healer does not write in. */
export function withMarks(content: Content, marks: readonly { thread: string; range: LineRange }[]): Content {
  if (marks.length === 0) return content;
  const line = plainText(content);
  const whole = marks.map(({ thread, range }) => ({ thread, ...wholeLetters(line, range) }));
  const cuts = whole.flatMap(({ from, to }) => [from, to]);
  return remark(content, cuts, (at, old) => {
    const threads = new Set(
      whole.filter(({ from, to }) => from <= at && at < to).map(({ thread }) => thread),
    );
    for (const { type, attrs } of old)
      if (type === COMMENT && isThreadId(attrs?.thread)) threads.add(attrs.thread);
    const others = old.filter(({ type }) => type !== COMMENT);
    return [...others, ...[...threads].sort().map((thread) => ({ type: COMMENT, attrs: { thread } }))];
  });
}

/** The range, widened where it would cut a surrogate pair: half a letter cannot be stored. */
export function wholeLetters(line: string, { from, to }: LineRange): LineRange {
  return { from: cutsPair(line, from) ? from - 1 : from, to: cutsPair(line, to) ? to + 1 : to };
}

/** Whether there is a surrogate pair of which half stands before `at` and half after it. */
export function cutsPair(line: string, at: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(line.slice(Math.max(0, at - 1), at + 1));
}
