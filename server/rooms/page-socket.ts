import { CLOSE, decodeClientFrame, encodeFrame, type ReportEvent, type ServerFrame } from '@delaktig/sync';
import type { Logger } from 'pino';
import type { Entrance, Refusal } from './gate.ts';
import type { Member, OpenSection, Person } from './member.ts';
import { Outbox } from './outbox.ts';
import type { RoomRegistry } from './registry.ts';
import type { Room } from './room.ts';
import { closeName, type Signals } from './signals.ts';
import { Message, type Wire } from './wire.ts';

/** More sections than any report has. */
const MOST_CHANNELS = 256;

/** Every section at once, and again before the first are answered. */
const MOST_LOOK_UPS = 2 * MOST_CHANNELS;

/** A channel is asked for, or in a room. */
type Channel = { state: 'opening' } | { state: 'open'; room: Room; member: ChannelMember };

export type PageSocketNeeds = {
  person: Person;
  rooms: RoomRegistry;
  log: Logger;
  signals: Signals;
  gate(room: string): Promise<{ ok: true; entrance: Entrance } | Refusal>;
  /** A section is open: whether it still may be is decided anew if something changed meanwhile. */
  admitted(open: OpenSection): void;
  /** Answers whether the person may be told; the watcher gets the report's events from then on. */
  watch(reportId: string, socket: PageSocket): Promise<boolean>;
};

/** A page's one socket: many sections, and the events of the report it shows. */
export class PageSocket {
  readonly #needs: PageSocketNeeds;
  readonly #wire: Wire;
  readonly #outbox: Outbox;
  readonly #channels = new Map<number, Channel>();
  #lookUps = 0;

  constructor(wire: Wire, needs: PageSocketNeeds) {
    this.#needs = needs;
    this.#wire = wire;
    this.#outbox = new Outbox(wire, needs.signals);
    wire.onMessage((bytes) => this.#receive(bytes));
    wire.onClose(() => this.#leaveAll());
  }

  *openSections(): Generator<OpenSection> {
    for (const channel of [...this.#channels.values()]) if (channel.state === 'open') yield channel.member;
  }

  tell(event: ReportEvent): void {
    this.#send({ kind: 'event', channel: 0, event });
  }

  /** Sends something, whatever else was sent: what one channel gets keeps none of the others alive. */
  heartbeat(): void {
    this.tell({ type: 'alive' });
  }

  #receive(bytes: Uint8Array): void {
    const frame = decodeClientFrame(bytes);
    switch (frame?.kind) {
      case undefined:
        return this.#outbox.close(CLOSE.malformed, 'malformed frame');
      case 'open':
        return this.#lookUp(() => this.#open(frame.channel, frame.room));
      case 'data': {
        const channel = this.#channels.get(frame.channel);
        // A channel that the server has just closed may still be spoken to; that is nobody's fault.
        if (channel?.state === 'open') channel.room.receive(channel.member, frame.data);
        return;
      }
      case 'close':
        return this.#leave(frame.channel);
      case 'watch':
        return this.#lookUp(() => this.#watch(frame.reportId));
    }
  }

  /** Opening and closing without end would fill the queue for the database, in which everybody waits. */
  #lookUp(work: () => Promise<void>): void {
    if (this.#lookUps >= MOST_LOOK_UPS) return this.#outbox.close(CLOSE.tooMany, 'too many at once');
    this.#lookUps += 1;
    void work().finally(() => {
      this.#lookUps -= 1;
    });
  }

  async #open(number: number, name: string): Promise<void> {
    if (this.#channels.has(number)) return this.#outbox.close(CLOSE.malformed, 'channel in use');
    if (this.#channels.size >= MOST_CHANNELS) return this.#shut(number, CLOSE.tooMany, 'too many sections');
    const opening: Channel = { state: 'opening' };
    this.#channels.set(number, opening);
    try {
      const decision = await this.#needs.gate(name);
      if (this.#channels.get(number) !== opening) return;
      if (!decision.ok) return this.#shut(number, decision.code, decision.reason);
      const member = this.#member(number, decision.entrance);
      const room = await this.#needs.rooms.enter(decision.entrance, member);
      // The page may have closed the channel, or itself, meanwhile.
      if (this.#channels.get(number) !== opening) return room.leave(member);
      this.#channels.set(number, { state: 'open', room, member });
      this.#needs.admitted(member);
    } catch (cause) {
      this.#needs.log.error({ cause, room: name }, 'a section could not be opened');
      if (this.#channels.get(number) === opening)
        this.#shut(number, CLOSE.unavailable, 'the section could not be read');
    }
  }

  #member(number: number, entrance: Entrance): ChannelMember {
    const member = new ChannelMember(number, entrance, this.#needs.person, this.#wire, {
      send: (frame) => this.#send(frame),
      answer: (frame) => this.#outbox.answer(new Message(encodeFrame(frame))),
      close: (code, reason) => {
        const channel = this.#channels.get(number);
        // Closed already, and the number may be another's by now.
        if (!channel || (channel.state === 'open' && channel.member !== member)) return;
        this.#leave(number);
        this.#shut(number, code, reason);
      },
    });
    return member;
  }

  async #watch(reportId: string): Promise<void> {
    try {
      if (!(await this.#needs.watch(reportId, this))) this.#shut(0, CLOSE.noRight, 'no right to this report');
    } catch (cause) {
      this.#needs.log.error({ cause, reportId }, 'a report could not be watched');
      this.#shut(0, CLOSE.unavailable, 'the report could not be read');
    }
  }

  #shut(number: number, code: number, reason: string): void {
    this.#channels.delete(number);
    const name = closeName(code);
    if (name) this.#needs.signals.closed(name);
    this.#send({ kind: 'closed', channel: number, code, reason });
  }

  #leave(number: number): void {
    const channel = this.#channels.get(number);
    this.#channels.delete(number);
    if (channel?.state === 'open') channel.room.leave(channel.member);
  }

  #leaveAll(): void {
    for (const number of [...this.#channels.keys()]) this.#leave(number);
  }

  #send(frame: ServerFrame): void {
    this.#outbox.send(new Message(encodeFrame(frame)));
  }
}

type Channels = {
  send(frame: ServerFrame): void;
  answer(frame: ServerFrame): void;
  close(code: number, reason: string): void;
};

/** One open channel of a page's socket. */
class ChannelMember implements Member, OpenSection {
  readonly sectionId: string;
  readonly epoch: number;
  readonly mayWrite: boolean;
  readonly person: Person;
  readonly #number: number;
  readonly #wire: Wire;
  readonly #channels: Channels;

  constructor(
    number: number,
    { sectionId, epoch, mayWrite }: Entrance,
    person: Person,
    wire: Wire,
    channels: Channels,
  ) {
    this.#number = number;
    this.sectionId = sectionId;
    this.epoch = epoch;
    this.mayWrite = mayWrite;
    this.person = person;
    this.#wire = wire;
    this.#channels = channels;
  }

  opened(): void {
    this.#channels.send({ kind: 'opened', channel: this.#number });
  }

  deliver(message: Message): void {
    this.#channels.send({ kind: 'data', channel: this.#number, data: message.bytes });
  }

  answer(message: Message): void {
    this.#channels.answer({ kind: 'data', channel: this.#number, data: message.bytes });
  }

  together(work: () => void): void {
    this.#wire.together(work);
  }

  saved(count: number): void {
    this.#channels.send({ kind: 'saved', channel: this.#number, count });
  }

  /** Holds the whole page back: a channel alone cannot wait in the network. */
  holdBack(): void {
    this.#wire.pause();
  }

  goOn(): void {
    this.#wire.resume();
  }

  close(code: number, reason: string): void {
    this.#channels.close(code, reason);
  }
}
