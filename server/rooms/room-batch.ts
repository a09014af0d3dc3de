import { addToShare, encodeShare, type Footprint, newShare, type Share } from '@delaktig/sync';
import type { RoomRow } from '../database/rooms.ts';
import type { Member } from './member.ts';
import { mergeUpdates } from './room-state.ts';

/** One message with words, checked and numbered by its author's channel, that no commit holds yet. */
export type Words = { member: Member; update: Uint8Array; footprint: Footprint; weight: number };

/** About what a message occupies while it waits, in bytes: many small ones weigh more than they hold. */
export const weightOf = (update: Uint8Array, { inserted, deleted }: Footprint): number =>
  update.byteLength + 500 + 64 * (inserted.length + deleted.length);

/** What goes into one row of the log: some words in the order in which they came, as one update. */
export type Batch = { words: Words[]; update: Uint8Array; footprints: Footprint[] };

const MOST_WORDS = 500;
/** Large words go alone: merging them would take the loop from everybody. */
const MOST_BYTES = 64 * 1024;

/** The first of what waits that one row can hold; at least one. Yjs may refuse to merge what it takes one by one. */
export function batchOf(waiting: readonly Words[]): Batch {
  let bytes = 0;
  let count = 0;
  for (const { update } of waiting) {
    bytes += update.byteLength;
    if (count > 0 && (count === MOST_WORDS || bytes > MOST_BYTES)) break;
    count += 1;
  }
  const words = waiting.slice(0, count);
  try {
    return batch(words, merged(words));
  } catch {
    const alone = waiting.slice(0, 1);
    return batch(alone, merged(alone));
  }
}

/** One update alone is a piece of a larger message, all of which it would keep alive. */
function merged(words: readonly Words[]): Uint8Array {
  const [first, ...rest] = words;
  return first && rest.length === 0 ? first.update.slice() : mergeUpdates(words.map(({ update }) => update));
}

const batch = (words: Words[], update: Uint8Array): Batch => ({
  words,
  update,
  footprints: words.map(({ footprint }) => footprint),
});

/** The only one whose words are in it: they have them already. */
export function soleAuthor({ words }: Batch): Member | null {
  const [first] = words;
  return first && words.every(({ member }) => member === first.member) ? first.member : null;
}

/** Who did what in the batch, one entry for each account. */
export function sharesOf({ words }: Batch): RoomRow['shares'] {
  const shares = new Map<string, Share>();
  for (const { member, footprint } of words) {
    const { accountId } = member.person;
    const share = shares.get(accountId) ?? newShare();
    addToShare(share, footprint);
    shares.set(accountId, share);
  }
  return [...shares].map(([accountId, share]) => ({ accountId, share: encodeShare(share) }));
}
