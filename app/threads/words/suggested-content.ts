import type { Content } from '@delaktig/domain';
import { plainText } from '@delaktig/domain';
import type { LineRange, WordPart } from '@delaktig/editor/anchors';
import { markedRanges, withDifference } from '@delaktig/editor/anchors';
import { partsOf } from './parts-of.ts';
import type { WordsOf } from './places.ts';

/** Words and what is suggested for them. */
type Difference = { range: LineRange; parts: WordPart[] };

/**
 * A content whose marks are in place, with open suggestions drawn where they would stand: only where the very words
 * that they were made for stand now, and only the oldest of those for the same words.
 */
export function withSuggestions(content: Content, threads: readonly WordsOf[]): Content {
  if (threads.every(({ suggestion }) => suggestion === null)) return content;
  const line = plainText(content);
  const marked = markedRanges(content);
  const drawn: Difference[] = [];
  for (const { id, suggestion } of threads) {
    const [range, ...more] = marked.get(id) ?? [];
    if (suggestion === null || range === undefined || more.length > 0) continue;
    if (line.slice(range.from, range.to) !== suggestion.original) continue;
    if (drawn.some(({ range: other }) => range.from < other.to && other.from < range.to)) continue;
    drawn.push({ range, parts: partsOf(suggestion) });
  }
  // From the end, that what is drawn moves nothing that is still to be drawn.
  return drawn
    .sort((a, b) => b.range.from - a.range.from)
    .reduce((sofar, { range, parts }) => withDifference(sofar, range, parts), content);
}
