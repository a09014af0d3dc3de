import type { Content, ContentNode } from '@delaktig/domain';
import { plainText } from '@delaktig/domain';
import type { LineRange } from '@delaktig/editor/anchors';
import { findQuote, markedRanges, withMarks } from '@delaktig/editor/anchors';
import { END, type WordsOf } from './places.ts';
import { withSuggestions } from './suggested-content.ts';

/**
 * A field's content as a page draws it: marks of the threads it knows and of no others. A thread without a mark in the
 * content (of inherited text, of a section that is closed to writing, or that has just begun) is placed by its quote.
 */
export function drawnContent(content: Content, threads: readonly WordsOf[]): Content {
  const marked = markedRanges(content);
  if (threads.length === 0) return marked.size === 0 ? content : known(content, new Set());
  const line = plainText(content);
  const missing = threads.flatMap((thread): { thread: string; range: LineRange }[] => {
    if (thread.lost || marked.has(thread.id)) return [];
    const range = findQuote(line, thread);
    return range === null ? [] : [{ thread: thread.id, range }];
  });
  const all = missing.length === 0 ? content : withMarks(content, missing);
  return withEnds(known(withSuggestions(all, threads), new Set(threads.map(({ id }) => id))));
}

function threadOf(mark: { type: string; attrs?: Record<string, unknown> }): string | null {
  return mark.type === 'comment' && typeof mark.attrs?.thread === 'string' ? mark.attrs.thread : null;
}

function known(nodes: readonly ContentNode[], threads: ReadonlySet<string>): ContentNode[] {
  return nodes.map((node) => {
    const marks = node.marks?.filter((mark) => mark.type !== 'comment' || threads.has(threadOf(mark) ?? ''));
    const content = node.content === undefined ? undefined : known(node.content, threads);
    return { ...node, ...(marks && { marks }), ...(content && { content }) };
  });
}

function withEnds(content: Content): Content {
  const last = new Map<string, ContentNode>();
  const look = (node: ContentNode): void => {
    for (const mark of node.marks ?? []) {
      const thread = threadOf(mark);
      if (thread !== null) last.set(thread, node);
    }
    node.content?.forEach(look);
  };
  content.forEach(look);
  const add = (node: ContentNode): ContentNode[] => {
    const own = node.content === undefined ? node : { ...node, content: node.content.flatMap(add) };
    const ends = (node.marks ?? []).flatMap((mark): ContentNode[] => {
      const thread = threadOf(mark);
      return thread !== null && last.get(thread) === node ? [{ type: END, attrs: { thread } }] : [];
    });
    return [own, ...ends];
  };
  return content.flatMap(add);
}
