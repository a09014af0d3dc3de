import { CLOSE, parseRoomId } from '@delaktig/sync';
import { connect, type Sql } from '../../server/database/connect.ts';
import { createLog } from '../../server/log.ts';
import { type Entrance, NO_RIGHT, REPLACED, type Refusal } from '../../server/rooms/gate.ts';
import type { Person } from '../../server/rooms/member.ts';
import { PageSocket } from '../../server/rooms/page-socket.ts';
import { type LongestTails, RoomRegistry } from '../../server/rooms/registry.ts';
import { type Signals, UNHEARD } from '../../server/rooms/signals.ts';
import { StockSocket } from '../../server/rooms/stock-socket.ts';
import { saying } from './composing.ts';
import type { Doors } from './held-clients.ts';
import type { HeldWire } from './held-wire.ts';

export type Right = 'write' | 'read' | 'none';

export type EngineNodeNeeds = {
  databaseUrl: string;
  longestTails: LongestTails;
  signals: Signals;
  /** What a person may now. */
  rightOf(accountId: string): Right;
};

type Guest = { person: Person; socket: StockSocket | PageSocket };

/** The engine of one server with connections of its own to the database, for clients on held wires. */
export class EngineNode implements Doors {
  readonly registry: RoomRegistry;
  readonly #needs: EngineNodeNeeds;
  readonly #sql: Sql;
  readonly #wires = new Set<HeldWire>();
  readonly #guests: Guest[] = [];

  constructor(needs: EngineNodeNeeds) {
    this.#needs = needs;
    this.#sql = connect(needs.databaseUrl, { max: 4 });
    this.registry = new RoomRegistry({
      sql: this.#sql,
      log: createLog('silent'),
      signals: needs.signals,
      longestTails: needs.longestTails,
      writersChanged() {},
    });
  }

  /** As the product does: what the client says waits in the network until somebody listens. */
  admitStock(wire: HeldWire, person: Person, room: string): void {
    this.#wires.add(wire);
    const { server } = wire;
    const enter = async () => {
      const decision = await this.#gate(person, room);
      if (!decision.ok) return server.close(decision.code, decision.reason);
      if (!server.isOpen) return;
      const admitted = () => this.#lookAgain(person);
      const { entrance } = decision;
      const socket = await StockSocket.open(server, entrance, {
        person,
        rooms: this.registry,
        signals: UNHEARD,
        admitted,
      });
      this.#guests.push({ person, socket });
    };
    server.pause();
    enter()
      .catch(() => server.close(CLOSE.unavailable, 'try again later'))
      .finally(() => server.resume());
  }

  admitPage(wire: HeldWire, person: Person): void {
    this.#wires.add(wire);
    const socket = new PageSocket(wire.server, {
      person,
      rooms: this.registry,
      log: createLog('silent'),
      signals: UNHEARD,
      gate: (room) => this.#gate(person, room),
      admitted: () => this.#lookAgain(person),
      watch: async () => true,
    });
    this.#guests.push({ person, socket });
  }

  /** Closes what the person has open with another right than they have now. */
  decideAnew(person: Person): void {
    const right = this.#needs.rightOf(person.accountId);
    const open = this.#guests.filter((guest) => guest.person === person).map(({ socket }) => socket);
    for (const section of open.flatMap((socket) => [...socket.openSections()])) {
      if (right === 'none') section.close(NO_RIGHT.code, NO_RIGHT.reason);
      else if (section.mayWrite !== (right === 'write')) section.close(CLOSE.rightsChanged, 'changed');
    }
  }

  /** Closes what is open of a section that is another by now, as when the database has told of it. */
  async decideSection(sectionId: string): Promise<void> {
    const [section] = await this.#sql`
      select epoch, state in ('draft', 'reopened') as open from sections where id = ${sectionId}`;
    for (const { person, socket } of this.#guests) {
      const mayWrite = this.#needs.rightOf(person.accountId) === 'write' && section?.open === true;
      for (const open of [...socket.openSections()]) {
        if (open.sectionId !== sectionId) continue;
        if (open.epoch !== section?.epoch) open.close(REPLACED.code, REPLACED.reason);
        else if (open.mayWrite !== mayWrite) open.close(CLOSE.rightsChanged, 'changed');
      }
    }
  }

  /** As an act of the server does. Rejects when it is not stored, or nobody knows. */
  write(sectionId: string): Promise<unknown> {
    return this.registry.compose(sectionId, saying(this.#sql, '§'));
  }

  /** Says to everybody that it lives. */
  beat(): void {
    for (const { socket } of this.#guests) socket.heartbeat();
  }

  /** As SIGTERM does. */
  async close(): Promise<void> {
    await this.registry.close();
    for (const { server } of this.#wires) server.close(CLOSE.restart, 'the server restarts');
    await this.#sql.end({ timeout: 5 });
  }

  /** As `kill -9` does, as far as anybody outside can tell: every connection breaks off, whatever is under way. */
  async kill(): Promise<void> {
    for (const wire of this.#wires) {
      wire.breakOff();
      wire.notice();
    }
    await this.#sql.end({ timeout: 0 });
    await this.registry.close();
  }

  /** Nothing that was said waits for the database, and nobody waits to be let in. */
  get isAtRest(): boolean {
    return this.registry.waitingBytes === 0 && [...this.#wires].every(({ isPaused }) => !isPaused);
  }

  async #gate(person: Person, name: string): Promise<{ ok: true; entrance: Entrance } | Refusal> {
    const right = this.#needs.rightOf(person.accountId);
    const room = parseRoomId(name);
    const [section] = await this.#sql`
      select epoch, state in ('draft', 'reopened') as open from sections where id = ${room?.sectionId ?? null}`;
    if (right === 'none' || !room || !section) return NO_RIGHT;
    if (section.epoch !== room.epoch) return REPLACED;
    const mayWrite = right === 'write' && section.open === true;
    return { ok: true, entrance: { ...room, reportId: 'rapport', mayWrite } };
  }

  #lookAgain(person: Person): void {
    setImmediate(() => this.decideAnew(person));
  }
}
