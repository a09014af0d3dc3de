import type { SuggestionView, ThreadAnchor, ThreadView } from '@delaktig/domain';
import { isShown } from '../suggestion-shown.ts';

/** Stands after the last marked words of a thread in what is drawn, and nowhere else: the way to its card. */
export const END = 'threadEnd';

/** A thread on words of one field: the words by which they are found, and whether they are gone. */
export type WordsOf = {
  id: string;
  quote: string;
  prefix: string;
  suffix: string;
  lost: boolean;
  /** Of an open suggestion. */
  suggestion: Pick<SuggestionView, 'original' | 'proposed'> | null;
};

type WordsAnchor = Extract<ThreadAnchor, { of: 'words' | 'inherited' }>;

/** A field of a page's prose or inherited text, among all of its sections. */
export function fieldKey(sectionId: string, of: WordsAnchor['of'], field: string): string {
  return `${sectionId} ${of} ${field}`;
}

export function isOnWords(anchor: ThreadAnchor): anchor is WordsAnchor {
  return anchor.of === 'words' || anchor.of === 'inherited';
}

/** The words that a thread is about, as they stand now where that is known; null of what is not about words. */
export function wordsOf({ anchor, place }: Pick<ThreadView, 'anchor' | 'place'>): {
  field: string;
  quote: string;
  prefix: string;
  suffix: string;
  lost: boolean;
} | null {
  if (!isOnWords(anchor)) return null;
  return place ?? { ...anchor, lost: false };
}

/** Threads by the field that their words stand in. What is as it was `before` is the same array. */
export function placesIn(
  threads: readonly ThreadView[],
  before: ReadonlyMap<string, readonly WordsOf[]>,
): ReadonlyMap<string, readonly WordsOf[]> {
  const places = new Map<string, WordsOf[]>();
  for (const thread of threads) {
    const words = wordsOf(thread);
    if (words === null || !isOnWords(thread.anchor)) continue;
    const { quote, prefix, suffix, lost } = words;
    const key = fieldKey(thread.sectionId, thread.anchor.of, words.field);
    const one = { id: thread.id, quote, prefix, suffix, lost, suggestion: openSuggestion(thread) };
    const there = places.get(key);
    if (there === undefined) places.set(key, [one]);
    else there.push(one);
  }
  return new Map([...places].map(([key, now]) => [key, sameAs(before.get(key), now)]));
}

function openSuggestion(thread: ThreadView): WordsOf['suggestion'] {
  const { suggestion } = thread;
  if (suggestion === null || !isSuggested(thread)) return null;
  return { original: suggestion.original, proposed: suggestion.proposed };
}

/** Whether the words that it suggests may be drawn where they would stand: not in a text that is another by now. */
export function isSuggested(thread: ThreadView): boolean {
  const { state, suggestion } = thread;
  if (state !== 'open' || suggestion === null || suggestion.taken !== null) return false;
  return !suggestion.changed && isShown(thread);
}

function sameAs(before: readonly WordsOf[] | undefined, now: readonly WordsOf[]): readonly WordsOf[] {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(now) ? before : now;
}
