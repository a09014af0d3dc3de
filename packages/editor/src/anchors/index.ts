/**
 * Where comments stand in a text, without the editor: `@delaktig/editor/anchors` pulls in neither Tiptap nor Yjs, so
 * that a page that only reads stays light.
 */
export { type WordPart, withDifference, wordParts } from './difference.ts';
export type { LineRange } from './line.ts';
export { markedRanges, withMarks } from './marks.ts';
export { findQuote, type Quoted, quoteAt } from './quote.ts';
