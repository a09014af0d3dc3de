import type { Actor } from '@delaktig/domain';
import { CLOSE, decodeClientFrame, encodeFrame, type ReportEvent, type ServerFrame } from '@delaktig/sync';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import type { Entrance, Refusal } from './gate.ts';
import type { Member, Person } from './member.ts';
import { Outbox } from './outbox.ts';
import type { RoomRegistry } from './registry.ts';
import type { Room } from './room.ts';
import { toBytes } from './to-bytes.ts';

/** More sections than any report has. */
const MOST_CHANNELS = 256;

/** Every section at once, and again before the first are answered. */
const MOST_LOOK_UPS = 2 * MOST_CHANNELS;

/** A channel is asked for, in a room, or left while it was being opened. */
type Channel = { state: 'opening' } | { state: 'open'; room: Room; member: Member };

export type PageSocketNeeds = {
  person: Person;
  actor: Actor;
  rooms: RoomRegistry;
  log: Logger;
  gate(sectionId: string): Promise<{ ok: true; entrance: Entrance } | Refusal>;
  /** Answers whether the person may be told; the watcher gets the report's events from then on. */
  watch(reportId: string, socket: PageSocket): Promise<boolean>;
};

/** A page's one socket: many sections, and the events of the report it shows. */
export class PageSocket {
  readonly actor: Actor;
  readonly #needs: PageSocketNeeds;
  readonly #outbox: Outbox;
  readonly #channels = new Map<number, Channel>();
  #lookUps = 0;

  constructor(socket: WebSocket, needs: PageSocketNeeds) {
    this.actor = needs.actor;
    this.#needs = needs;
    this.#outbox = new Outbox(socket);
    socket.on('message', (data) => {
      // One that is being shown out may still speak, and for half a minute if it does not answer.
      if (socket.readyState === socket.OPEN) this.#receive(toBytes(data));
    });
    socket.on('close', () => this.#leaveAll());
  }

  tell(event: ReportEvent): void {
    this.#send({ kind: 'event', channel: 0, event });
  }

  #receive(bytes: Uint8Array): void {
    const frame = decodeClientFrame(bytes);
    switch (frame?.kind) {
      case undefined:
        return this.#outbox.close(CLOSE.malformed, 'malformed frame');
      case 'open':
        return this.#lookUp(() => this.#open(frame.channel, frame.sectionId));
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

  async #open(number: number, sectionId: string): Promise<void> {
    if (this.#channels.has(number)) return this.#outbox.close(CLOSE.malformed, 'channel in use');
    if (this.#channels.size >= MOST_CHANNELS) return this.#shut(number, CLOSE.tooMany, 'too many sections');
    const opening: Channel = { state: 'opening' };
    this.#channels.set(number, opening);
    try {
      const decision = await this.#needs.gate(sectionId);
      if (this.#channels.get(number) !== opening) return;
      if (!decision.ok) return this.#shut(number, decision.code, decision.reason);
      const member = this.#member(number, decision.entrance);
      const room = await this.#needs.rooms.enter(decision.entrance, member);
      // The page may have closed the channel, or itself, meanwhile.
      if (this.#channels.get(number) !== opening) return room.leave(member);
      this.#channels.set(number, { state: 'open', room, member });
    } catch (cause) {
      this.#needs.log.error({ cause, sectionId }, 'a section could not be opened');
      if (this.#channels.get(number) === opening)
        this.#shut(number, CLOSE.unavailable, 'the section could not be read');
    }
  }

  #member(number: number, entrance: Entrance): Member {
    return {
      person: this.#needs.person,
      mayWrite: entrance.mayWrite,
      opened: () => this.#send({ kind: 'opened', channel: number }),
      deliver: (data) => this.#send({ kind: 'data', channel: number, data }),
      saved: (count) => this.#send({ kind: 'saved', channel: number, count }),
      close: (code, reason) => {
        this.#leave(number);
        this.#shut(number, code, reason);
      },
    };
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
    this.#outbox.send(encodeFrame(frame));
  }
}
