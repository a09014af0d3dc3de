/**
 * Comments' marks in a room, without the editor: `@delaktig/editor/healing` needs Yjs and not Tiptap, for the thread
 * that reads documents.
 */
export { healMarks } from './heal.ts';
export type { KnownPlace } from './known-place.ts';
export { replaceWords } from './replace-words.ts';
