import type { SuggestionView } from '@delaktig/domain';
import type { WordPart } from '@delaktig/editor/anchors';
import { wordParts } from '@delaktig/editor/anchors';

type Words = Pick<SuggestionView, 'original' | 'proposed'>;

const KNOWN = new WeakMap<Words, WordPart[]>();

/**
 * The difference of a suggestion's words. Made once for each reading of the threads: it is drawn anew with every letter
 * that anybody types in the text around it, and unlike words take milliseconds to compare.
 */
export function partsOf(suggestion: Words): WordPart[] {
  const known = KNOWN.get(suggestion);
  if (known !== undefined) return known;
  const parts = wordParts(suggestion.original, suggestion.proposed);
  KNOWN.set(suggestion, parts);
  return parts;
}
