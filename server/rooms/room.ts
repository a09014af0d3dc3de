import {
  CLOSE,
  decodeAwareness,
  decodeMessage,
  type Footprint,
  footprintOf,
  type RoomId,
  roomIdOf,
} from '@delaktig/sync';
import type { RoomRow } from '../database/rooms.ts';
import { Answers } from './answers.ts';
import type { HeldRoom, Looked } from './compose.ts';
import type { News } from './fan-out.ts';
import type { LoggedRoom } from './log-writer.ts';
import type { Member } from './member.ts';
import type { Owners } from './owners.ts';
import { type Numbered, Pending } from './pending.ts';
import { Presence } from './presence.ts';
import { sharesOf, soleAuthor, type Words, weightOf } from './room-batch.ts';
import { type Outgoing, presenceMessage, questionMessage, tellAll, wordsMessage } from './room-messages.ts';
import type { RoomEvents, RoomNeeds } from './room-needs.ts';
import { LARGE_BYTES, type RoomState } from './room-state.ts';
import { Standing } from './standing.ts';
import { soundFootprint } from './update-parts.ts';

/** A document above this is no section of a report. */
const MAX_DOCUMENT_BYTES = 8 * 1024 * 1024;

/** So many bytes wait for the database in all rooms together: then words stay with those who write them. */
const MOST_WAITING_BYTES = 64 * 1024 * 1024;

type Phase = 'open' | 'closed' | 'ended';

/**
 * One section's prose while anybody has it open. Guarantee: nobody but its author receives an update, and nobody
 * is told "saved", before the update is committed; members receive updates in the order of their sequence. Who comes
 * back is answered when the fate of what they said before is known: what the answer lacks is not stored, and never is.
 */
export class Room implements LoggedRoom {
  readonly id: RoomId;
  readonly state: RoomState;
  readonly #topic: string;
  readonly #needs: RoomNeeds;
  readonly #events: RoomEvents;
  readonly #owners: Owners;
  readonly #members = new Map<Member, Standing>();
  readonly #presence: Presence;
  readonly #unsubscribe: () => void;
  readonly #pending = new Pending();
  readonly #answers: Answers;
  #keepers = 0;
  #phase: Phase = 'open';
  #writers = '[]';
  /** The Yjs client under which the server writes, once it has. */
  #client: number | null = null;

  constructor(id: RoomId, state: RoomState, owners: Owners, needs: RoomNeeds, events: RoomEvents) {
    this.id = id;
    this.#topic = roomIdOf(id);
    this.state = state;
    this.#needs = needs;
    this.#events = events;
    this.#owners = owners;
    this.#presence = new Presence(owners, needs.signals);
    this.#answers = new Answers({
      state,
      pending: this.#pending,
      thread: needs.thread,
      isHere: ({ member, standing }) => this.#members.get(member) === standing,
      aside: (member, work) => this.#aside(member, work),
    });
    this.#unsubscribe = needs.fanOut.subscribe(this.#topic, (news) => this.#hearAll(news));
  }

  get closed(): boolean {
    return this.#phase !== 'open';
  }

  get audience(): number {
    return this.#members.size;
  }

  get hasWords(): boolean {
    return this.#pending.hasWords;
  }

  /** Bytes of words that no commit holds yet. */
  get waitingBytes(): number {
    return this.#pending.bytes;
  }

  /** Asks the member what they have, and tells them who writes. */
  join(member: Member): void {
    this.#members.set(member, new Standing(member));
    member.together(() => {
      member.opened();
      member.deliver(questionMessage(this.state.stateVector()));
      const present = this.#presence.all();
      if (present.length > 0) member.deliver(presenceMessage(present));
    });
  }

  leave(member: Member): void {
    const standing = this.#members.get(member);
    if (!standing) return;
    this.#members.delete(member);
    standing.letGo();
    this.#presence.leave(member);
    this.#presenceChanged();
    this.#endWhenDone();
  }

  receive(member: Member, bytes: Uint8Array): void {
    const standing = this.#members.get(member);
    if (this.closed || !standing) return;
    if (standing.behind) return void standing.behind.push(bytes);
    const message = decodeMessage(bytes);
    switch (message?.kind) {
      case undefined:
        return member.close(CLOSE.malformed, 'malformed message');
      case 'sync-step-1':
        return this.#answers.ask({ member, standing, stateVector: message.stateVector });
      case 'sync-step-2':
      case 'update':
        return this.#take(member, standing, message.update);
      case 'awareness':
        return this.#hear(member, standing, message.update);
      case 'query-awareness':
        if (!standing.mayAsk()) return member.close(CLOSE.tooSlow, 'asked too often');
        return member.answer(presenceMessage(this.#presence.all()));
    }
  }

  /** Ends every channel; what is under way is still committed, but told to nobody. */
  close(code: number, reason: string): void {
    if (this.#phase === 'open') this.#phase = 'closed';
    const members = [...this.#members];
    this.#members.clear();
    for (const [member, standing] of members) {
      standing.letGo();
      this.#presence.leave(member);
      member.close(code, reason);
    }
    this.#writersChanged();
    this.#endWhenDone();
  }

  // What the log asks of a room.

  take(): RoomRow | null {
    const taken = this.#pending.take(this.state.seq);
    if (!taken) return null;
    const { seq, batch } = taken;
    return {
      ...this.id,
      seq,
      update: batch.update,
      shares: sharesOf(batch),
      newClients: this.#owners.takeFresh(),
    };
  }

  committed(): void {
    const committed = this.#pending.committed();
    if (!committed) return;
    const { words } = committed.batch;
    this.#forget(words);
    this.#publish(committed);
    for (const member of new Set(words.map((each) => each.member))) {
      const standing = this.#members.get(member);
      if (standing) member.saved(standing.done);
    }
    if (this.#pending.hasForLog) this.#needs.log.enlist(this);
    this.#events.committed(committed.batch.update);
    this.#endWhenDone();
  }

  /** Whoever comes back is told by the gate what holds now, and still has what they said. */
  refused(): void {
    this.#forgetAll();
    this.close(CLOSE.rightsChanged, 'the section does not take these words');
  }

  failed(cause: unknown): void {
    this.#forgetAll();
    this.#events.failed(cause);
    this.close(CLOSE.unavailable, 'the words could not be stored');
  }

  // What an act of the server asks of a room, in this order.

  /** Everything committed, as it stays until `letGo`; null when the room has come to its end. */
  async hold(): Promise<HeldRoom | null> {
    if (this.closed || !(await this.#pending.hold())) return null;
    return { ...this.look(), newClient: () => this.#newClient() };
  }

  /** The row under the number of `hold` is stored. */
  composed(update: Uint8Array, newClients: RoomRow['newClients']): void {
    try {
      const footprint = footprintOf(update);
      if (!footprint) throw new Error('What the server wrote is no update');
      for (const { client, accountId } of newClients) this.#owners.give(client, accountId);
      const row = {
        seq: this.#pending.next(this.state.seq),
        batch: { words: [], update, footprints: [footprint] },
      };
      this.#pending.composed(row);
      this.#publish(row);
      this.#events.composed();
    } catch (cause) {
      this.failed(cause);
    }
  }

  letGo(): void {
    this.#pending.letGo();
    if (this.#pending.hasForLog) this.#needs.log.enlist(this);
    this.#endWhenDone();
  }

  /** The same of now, for whoever only looks. */
  look(): Looked {
    const { answer, after } = this.state.parts();
    this.#client ??= this.#newClient();
    const parts = [answer, ...after, ...this.#pending.stored()];
    return { ...this.id, seq: this.#pending.next(this.state.seq), parts, client: this.#client };
  }

  /** Keeps the room while somebody looks at it, though nobody has it open; not when it is closed. Answers what lets it go. */
  keep(): () => void {
    this.#keepers += 1;
    return () => {
      this.#keepers -= 1;
      this.#endWhenDone();
    };
  }

  /** Tells who writes where, when the pace says that it is time. */
  tellPresence(): void {
    try {
      const presence = this.#takePresence();
      if (presence) this.#needs.fanOut.publish(this.#topic, [presence]);
    } catch (cause) {
      this.failed(cause);
    }
  }

  #take(member: Member, standing: Standing, update: Uint8Array): void {
    if (!member.mayWrite) {
      // A reader's client answers sync step 1 as well: dropped, since the right to write is the right to the room.
      this.#needs.signals.dropped('no-right-to-write');
    } else if (update.byteLength > LARGE_BYTES) void this.#takeAside(member, standing, update);
    else this.#consider(member, standing, update, soundFootprint(update));
  }

  /** Looked at on the thread; whatever the member says meanwhile waits for its turn. */
  async #takeAside(member: Member, standing: Standing, update: Uint8Array): Promise<void> {
    standing.behind = [];
    member.holdBack();
    const footprint = await this.#aside(member, () => this.#needs.thread.footprint(update));
    const { behind } = standing;
    standing.behind = null;
    member.goOn();
    if (footprint === undefined || this.#members.get(member) !== standing) return;
    this.#consider(member, standing, update, footprint);
    for (const bytes of behind ?? []) this.receive(member, bytes);
  }

  #consider(member: Member, standing: Standing, said: Uint8Array, meant: Footprint | null): void {
    if (this.closed) return;
    if (!meant) return member.close(CLOSE.malformed, 'malformed update');
    // Told in order: what is known already must not be told as saved before what it came after.
    if (!standing.hasWaiting && !this.state.lacks(meant)) {
      this.#needs.signals.dropped('known-words');
      standing.receivedKnown();
      return member.saved(standing.done);
    }
    const { update, footprint } = this.state.newIn(said, meant);
    const claimed = [...footprint.inserted, ...this.state.deletedUnseen(footprint)];
    if (!this.#owners.claim(claimed, member.person.accountId)) {
      return member.close(CLOSE.malformed, "words under another's id");
    }
    // What only deletes makes room in the end.
    const most = footprint.inserted.length > 0 ? MAX_DOCUMENT_BYTES : 2 * MAX_DOCUMENT_BYTES;
    if (this.state.size + this.#pending.bytes + update.byteLength > most) {
      return member.close(CLOSE.tooLarge, 'the section is full');
    }
    if (this.#needs.log.waitingBytes > MOST_WAITING_BYTES) {
      return member.close(CLOSE.unavailable, 'too much waits to be stored');
    }
    this.state.announce(footprint);
    const weight = weightOf(update, footprint);
    this.#pending.push({ member, update, footprint, weight });
    standing.received(weight);
    this.#needs.log.waitingBytes += weight;
    this.#needs.log.enlist(this);
  }

  #hear(member: Member, standing: Standing, update: Uint8Array): void {
    if (!standing.mayMove()) return this.#needs.signals.dropped('presence-too-often');
    if (update.byteLength > LARGE_BYTES) return this.#needs.signals.dropped('presence-too-large');
    const entries = decodeAwareness(update);
    if (!entries) return member.close(CLOSE.malformed, 'malformed awareness');
    this.#presence.accept(member, entries);
    this.#presenceChanged();
  }

  #presenceChanged(): void {
    if (this.#presence.hasNews && this.#phase === 'open') this.#needs.pace.soon(this);
  }

  #takePresence(): News | null {
    this.#needs.pace.told(this);
    if (!this.#presence.hasNews) return null;
    this.#writersChanged();
    return { kind: 'presence', entries: this.#presence.takeNews() };
  }

  #writersChanged(): void {
    const writers = this.#presence.writers();
    const fingerprint = JSON.stringify(writers);
    if (fingerprint === this.#writers) return;
    this.#writers = fingerprint;
    this.#events.writersChanged(writers);
  }

  /** A row is stored: everybody who has the room open is told. */
  #publish({ seq, batch }: Numbered): void {
    const presence = this.#needs.pace.isDue(this) ? this.#takePresence() : null;
    const words: News = { kind: 'words', seq, update: batch.update };
    this.#needs.fanOut.publish(this.#topic, presence ? [words, presence] : [words]);
  }

  #newClient(): number {
    return this.#owners.reserve((client) => this.state.knows(client));
  }

  /** What the fan-out brings: the room's own news, and with several nodes those of the others. */
  #hearAll(news: readonly News[]): void {
    const messages: Outgoing[] = [];
    for (const each of news) {
      if (each.kind === 'presence') {
        messages.push({
          message: presenceMessage(each.entries),
          but: this.#presence.soleOwner(each.entries),
        });
        continue;
      }
      if (each.seq <= this.state.seq) continue;
      if (each.seq > this.state.seq + 1) return this.#missed(each.seq);
      const own = this.#pending.came(each.seq);
      const footprints = own?.footprints ?? [footprintOf(each.update) ?? { inserted: [], deleted: [] }];
      this.state.append(each.update, each.seq, footprints);
      messages.push({ message: wordsMessage(each.update), but: own ? soleAuthor(own) : null });
    }
    tellAll(this.#members.keys(), messages);
    this.#answers.wordsCame();
  }

  /** News were lost on the way: everybody comes back, and the room is read anew. */
  #missed(seq: number): void {
    this.#events.failed(new Error(`Heard of row ${seq} after row ${this.state.seq}`));
    this.close(CLOSE.unavailable, 'the section must be read anew');
  }

  #forgetAll(): void {
    this.#forget(this.#pending.forgetAll());
  }

  #forget(words: readonly Words[]): void {
    for (const { member, weight } of words) {
      this.#needs.log.waitingBytes -= weight;
      this.#members.get(member)?.committed(1, weight);
    }
  }

  /** Undefined when the thread failed, which the member is told. The room stays meanwhile. */
  async #aside<T>(member: Member, work: () => Promise<T>): Promise<T | undefined> {
    const letGo = this.keep();
    try {
      return await work();
    } catch {
      if (this.#members.has(member)) member.close(CLOSE.unavailable, 'the section could not be worked with');
      return undefined;
    } finally {
      letGo();
    }
  }

  #endWhenDone(): void {
    const isKept = this.#keepers > 0 && this.#phase === 'open';
    if (this.#phase === 'ended' || isKept || this.#members.size > 0 || this.#pending.isWanted) return;
    this.#phase = 'ended';
    this.#needs.pace.told(this);
    this.#writersChanged();
    this.#unsubscribe();
    this.#events.ended();
  }
}
