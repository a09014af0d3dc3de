import {
  type AwarenessEntry,
  CLOSE,
  decodeAwareness,
  decodeMessage,
  encodeAwareness,
  encodeAwarenessEntries,
  encodeSyncStep1,
  encodeSyncStep2,
  encodeUpdate,
  type Writer,
} from '@delaktig/sync';
import type { LogWriter } from './log-writer.ts';
import type { Member } from './member.ts';
import { Presence } from './presence.ts';
import type { RoomState } from './room-state.ts';
import { isSoundUpdate } from './sound-update.ts';

/** A document above this is no section of a report. */
export const MAX_DOCUMENT_BYTES = 8 * 1024 * 1024;

type Standing = { received: number; uncommitted: number };

export type RoomEvents = {
  /** The caret of somebody came, moved to another field of view, or went. */
  writersChanged(writers: Writer[]): void;
  /** The tail has grown; the registry compacts when it is long. */
  committed(): void;
  /** The room takes no more and has nothing under way: it may be let go, and read anew by whoever comes. */
  ended(): void;
  /** A commit failed, and the room closes; comes once for each that was under way. */
  failed(cause: unknown): void;
};

/**
 * One section's prose while anybody has it open. Guarantee: nobody but its author receives an update, and nobody
 * is told "saved", before the update is committed; members receive updates in the order of their sequence.
 */
export class Room {
  readonly sectionId: string;
  readonly state: RoomState;
  readonly #log: LogWriter;
  readonly #events: RoomEvents;
  readonly #members = new Map<Member, Standing>();
  readonly #presence = new Presence();
  #nextSeq: number;
  #underWay = 0;
  #closed = false;
  #ended = false;
  #writers = '';

  constructor(sectionId: string, state: RoomState, log: LogWriter, events: RoomEvents) {
    this.sectionId = sectionId;
    this.state = state;
    this.#log = log;
    this.#events = events;
    this.#nextSeq = state.seq + 1;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Asks the member what they have, and tells them who writes. */
  join(member: Member): void {
    this.#members.set(member, { received: 0, uncommitted: 0 });
    member.opened();
    member.deliver(encodeSyncStep1(this.state.stateVector()));
    const present = this.#presence.all();
    if (present.length > 0) member.deliver(encodeAwareness(encodeAwarenessEntries(present)));
  }

  leave(member: Member): void {
    if (!this.#members.delete(member)) return;
    this.#tell(this.#presence.leave(member), null);
    this.#endWhenDone();
  }

  receive(member: Member, bytes: Uint8Array): void {
    if (this.#closed || !this.#members.has(member)) return;
    const message = decodeMessage(bytes);
    switch (message?.kind) {
      case undefined:
        return member.close(CLOSE.malformed, 'malformed message');
      case 'sync-step-1':
        return this.#answer(member, message.stateVector);
      case 'sync-step-2':
      case 'update':
        return this.#take(member, message.update, message.kind === 'sync-step-2');
      case 'awareness':
        return this.#hear(member, message.update);
      case 'query-awareness':
        return member.deliver(encodeAwareness(encodeAwarenessEntries(this.#presence.all())));
    }
  }

  /** Ends every channel; what is under way is still committed, but told to nobody. */
  close(code: number, reason: string): void {
    this.#closed = true;
    const members = [...this.#members.keys()];
    this.#members.clear();
    for (const member of members) member.close(code, reason);
    this.#endWhenDone();
  }

  #answer(member: Member, stateVector: Uint8Array): void {
    try {
      member.deliver(encodeSyncStep2(this.state.missing(stateVector)));
    } catch {
      member.close(CLOSE.malformed, 'malformed state vector');
    }
  }

  #take(member: Member, update: Uint8Array, mayBeKnown: boolean): void {
    // A reader's client answers sync step 1 as well: dropped, since the right to write is the right to the room.
    if (!member.mayWrite) return;
    const standing = this.#members.get(member);
    if (!standing) return;
    const size = this.state.size + update.byteLength;
    if (size > MAX_DOCUMENT_BYTES) return member.close(CLOSE.tooLarge, 'the section is full');
    let known = false;
    try {
      if (!isSoundUpdate(update)) return member.close(CLOSE.malformed, 'malformed update');
      // Counted in order: one that is known already must not be told as saved before those that it came after.
      known = mayBeKnown && standing.uncommitted === 0 && !this.state.lacks(update);
    } catch {
      return member.close(CLOSE.malformed, 'malformed update');
    }
    standing.received += 1;
    if (known) return member.saved(standing.received);
    standing.uncommitted += 1;
    void this.#commit(member, standing, update);
  }

  async #commit(member: Member, standing: Standing, update: Uint8Array): Promise<void> {
    const seq = this.#nextSeq++;
    this.#underWay += 1;
    try {
      await this.#log.append({ sectionId: this.sectionId, seq, update, accountId: member.person.accountId });
      this.state.append(update, seq);
      standing.uncommitted -= 1;
      const message = encodeUpdate(update);
      for (const other of this.#members.keys()) if (other !== member) other.deliver(message);
      if (this.#members.has(member)) member.saved(standing.received - standing.uncommitted);
      this.#events.committed();
    } catch (cause) {
      this.#events.failed(cause);
      this.#closed = true;
      this.close(CLOSE.unavailable, 'the words could not be stored');
    } finally {
      this.#underWay -= 1;
      this.#endWhenDone();
    }
  }

  #hear(member: Member, update: Uint8Array): void {
    const entries = decodeAwareness(update);
    if (!entries) return member.close(CLOSE.malformed, 'malformed awareness');
    this.#tell(this.#presence.accept(member, entries), member);
  }

  #tell(entries: AwarenessEntry[], author: Member | null): void {
    if (entries.length === 0) return;
    const message = encodeAwareness(encodeAwarenessEntries(entries));
    for (const other of this.#members.keys()) if (other !== author) other.deliver(message);
    const writers = this.#presence.writers();
    const fingerprint = JSON.stringify(writers);
    if (fingerprint === this.#writers) return;
    this.#writers = fingerprint;
    this.#events.writersChanged(writers);
  }

  #endWhenDone(): void {
    if (this.#ended || this.#members.size > 0 || this.#underWay > 0) return;
    this.#closed = true;
    this.#ended = true;
    this.#events.ended();
  }
}
