import { encodeAny, toBase64 } from 'lib0/buffer';
import { digest } from 'lib0/hash/sha256';
import { COMMENT } from '../thread-id.ts';

/** How a comment mark stands in the attributes of a Yjs text, to the letter as y-tiptap writes and expects it. */
export type StoredMark = { key: string; value: { thread: string } };

/**
 * y-tiptap stores a mark that may overlap itself under its name and six bytes of a hash of its JSON: SHA-256 folded
 * by exclusive or. It does not export the function.
 */
export function storedMark(thread: string): StoredMark {
  const hash = digest(encodeAny({ type: COMMENT, attrs: { thread } }));
  for (let at = FOLDED; at < hash.length; at++) {
    hash[at % FOLDED] = (hash[at % FOLDED] ?? 0) ^ (hash[at] ?? 0);
  }
  return { key: `${COMMENT}--${toBase64(hash.slice(0, FOLDED))}`, value: { thread } };
}

const FOLDED = 6;
