import { CLOSE } from '@delaktig/sync';
import { type Asker, Askers } from './askers.ts';
import type { DocumentThread } from './document-thread.ts';
import type { Member } from './member.ts';
import type { Pending } from './pending.ts';
import { answerAll } from './room-messages.ts';
import { knowsNothing, LARGE_BYTES, type RoomState } from './room-state.ts';

/** What answering asks of its room. */
export type AnsweringRoom = {
  readonly state: RoomState;
  readonly pending: Pending;
  readonly thread: DocumentThread;
  /** They have not left meanwhile. */
  isHere(asker: Asker): boolean;
  /** Undefined when the work failed, which the member is told. */
  aside<T>(member: Member, work: () => Promise<T>): Promise<T | undefined>;
};

/** Answers those who ask what they lack: when the fate of what they said before is known. */
export class Answers {
  readonly #room: AnsweringRoom;
  readonly #askers = new Askers();

  constructor(room: AnsweringRoom) {
    this.#room = room;
  }

  ask(asker: Asker): void {
    const { member, standing, stateVector } = asker;
    if (stateVector.byteLength > LARGE_BYTES) return member.close(CLOSE.malformed, 'no such state vector');
    if (!standing.mayAsk()) return member.close(CLOSE.tooSlow, 'asked for the whole too often');
    if (!this.#askers.waits(asker, this.#room.pending.words())) this.#answer(asker);
  }

  /** Some words have come into the room's state. */
  wordsCame(): void {
    for (const asker of this.#askers.takeDone(() => this.#room.pending.words())) this.#answer(asker);
  }

  #answer(asker: Asker): void {
    const { member, stateVector } = asker;
    const { state } = this.#room;
    if (!this.#room.isHere(asker)) return;
    if (state.isLarge) return void this.#answerAside(asker);
    try {
      answerAll(member, state.missing(stateVector));
    } catch {
      member.close(CLOSE.malformed, 'malformed state vector');
    }
  }

  /** A large document is compared on the thread; what came after the snapshot goes along as it is. */
  async #answerAside(asker: Asker): Promise<void> {
    const { member, standing, stateVector } = asker;
    const { answer, after } = this.#room.state.parts();
    if (knowsNothing(stateVector)) return answerAll(member, { answer, after });
    if (standing.isAsking) return member.close(CLOSE.tooSlow, 'asked again before the answer');
    standing.isAsking = true;
    const lacking = await this.#room.aside(member, () => this.#room.thread.missing(answer, stateVector));
    standing.isAsking = false;
    if (lacking === undefined || !this.#room.isHere(asker)) return;
    if (lacking === null) return member.close(CLOSE.malformed, 'malformed state vector');
    answerAll(member, { answer: lacking, after });
  }
}
