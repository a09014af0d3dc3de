import {
  type AwarenessEntry,
  encodeAwareness,
  encodeAwarenessEntries,
  encodeSyncStep1,
  encodeSyncStep2,
  encodeUpdate,
} from '@delaktig/sync';
import type { Member } from './member.ts';
import type { Missing } from './room-state.ts';
import { Message } from './wire.ts';

/** What is told to all, except to the one who said it. */
export type Outgoing = { message: Message; but: Member | null };

export const questionMessage = (stateVector: Uint8Array): Message =>
  new Message(encodeSyncStep1(stateVector));

export const wordsMessage = (update: Uint8Array): Message => new Message(encodeUpdate(update));

export const presenceMessage = (entries: readonly AwarenessEntry[]): Message =>
  new Message(encodeAwareness(encodeAwarenessEntries(entries)));

/** What a member lacks, in one write. */
export function answerAll(member: Member, { answer, after }: Missing): void {
  member.together(() => {
    member.answer(new Message(encodeSyncStep2(answer)));
    for (const update of after) member.answer(wordsMessage(update));
  });
}

/** Each gets all of it in one write. This is where a full room spends its time. */
export function tellAll(members: Iterable<Member>, messages: readonly Outgoing[]): void {
  const [first, ...rest] = messages;
  if (!first) return;
  for (const member of members) {
    if (rest.length > 0) member.together(() => deliverAll(member, messages));
    else if (member !== first.but) member.deliver(first.message);
  }
}

function deliverAll(member: Member, messages: readonly Outgoing[]): void {
  for (const { message, but } of messages) if (member !== but) member.deliver(message);
}
