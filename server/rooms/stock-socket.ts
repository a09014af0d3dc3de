import { encodeAwareness, encodeAwarenessEntries } from '@delaktig/sync';
import type { Entrance } from './gate.ts';
import type { Member, OpenSection, Person } from './member.ts';
import { Outbox } from './outbox.ts';
import type { RoomRegistry } from './registry.ts';
import type { Room } from './room.ts';
import type { Signals } from './signals.ts';
import { Message, type Wire } from './wire.ts';

/** Says nothing, and is something said: y-websocket leaves a connection that has been silent for 30 seconds. */
const HEARTBEAT = new Message(encodeAwareness(encodeAwarenessEntries([])));

export type StockSocketNeeds = {
  person: Person;
  rooms: RoomRegistry;
  signals: Signals;
  /** The client is in the room: whether it still may be is decided anew if something changed meanwhile. */
  admitted(open: OpenSection): void;
};

/** One section for any stock y-websocket client: sync and awareness, nothing else. */
export class StockSocket implements Member, OpenSection {
  readonly person: Person;
  readonly mayWrite: boolean;
  readonly sectionId: string;
  readonly epoch: number;
  readonly #wire: Wire;
  readonly #outbox: Outbox;
  #room: Room | null = null;

  /**
   * Resolves when the client is in the room; throws when the room could not be read. The wire is paused meanwhile:
   * a stock client speaks first.
   */
  static async open(wire: Wire, entrance: Entrance, needs: StockSocketNeeds): Promise<StockSocket> {
    const socket = new StockSocket(wire, entrance, needs);
    const room = await needs.rooms.enter(entrance, socket);
    socket.#room = room;
    wire.onMessage((bytes) => room.receive(socket, bytes));
    wire.onClose(() => room.leave(socket));
    if (wire.isOpen) needs.admitted(socket);
    else room.leave(socket);
    return socket;
  }

  private constructor(wire: Wire, entrance: Entrance, { person, signals }: StockSocketNeeds) {
    this.person = person;
    this.mayWrite = entrance.mayWrite;
    this.sectionId = entrance.sectionId;
    this.epoch = entrance.epoch;
    this.#wire = wire;
    this.#outbox = new Outbox(wire, signals);
  }

  *openSections(): Generator<OpenSection> {
    if (this.#room && this.#wire.isOpen) yield this;
  }

  /** Sends something, if nothing else has been sent since the last time. */
  heartbeat(): void {
    if (this.#outbox.wasQuiet()) this.#outbox.send(HEARTBEAT);
  }

  opened(): void {}

  deliver(message: Message): void {
    this.#outbox.send(message);
  }

  answer(message: Message): void {
    this.#outbox.answer(message);
  }

  together(work: () => void): void {
    this.#wire.together(work);
  }

  /** A stock client knows no such message. */
  saved(): void {}

  holdBack(): void {
    this.#wire.pause();
  }

  goOn(): void {
    this.#wire.resume();
  }

  close(code: number, reason: string): void {
    this.#outbox.close(code, reason);
    // A goodbye that is not answered would keep the place for some seconds.
    this.#room?.leave(this);
  }
}
