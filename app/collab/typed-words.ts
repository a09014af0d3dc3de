import { leftOut, wordsOf } from './left-out.ts';

/** The words that an update brings, in the order in which they were typed, one line a paragraph. */
export function typedWords(update: Uint8Array): string {
  return wordsOf(leftOut([{ update, removed: [] }], null)?.passages ?? []).trim();
}
