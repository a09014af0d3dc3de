import type { Actor } from '@delaktig/domain';
import { sectionRights } from '@delaktig/domain';
import { SCHEMA_VERSION } from '@delaktig/editor/reading';
import { onTestFinished } from 'vitest';
import * as Y from 'yjs';
import type { RealSocket } from '../../app/collab/connection.ts';
import { Engine } from '../../app/collab/engine.ts';
import type { SectionSession } from '../../app/collab/section-session.ts';
import type { Sql } from '../../server/database/connect.ts';
import { sectionFacts } from '../../server/database/gate.ts';
import type { Person } from '../../server/rooms/member.ts';
import { UNHEARD } from '../../server/rooms/signals.ts';
import { testDatabase } from './database.ts';
import { EngineNode, type Right } from './engine-node.ts';
import { HeldWire } from './held-wire.ts';
import { buildHouse, letIn } from './house.ts';
import { MemoryBrowser } from './memory-store.ts';
import type { Random } from './prose-edits.ts';

/** Each section's provider listens for the end of the process until its page ends with the test. */
process.setMaxListeners(0);

/** Milliseconds that pass only when the test says so, for one page. */
class Clock {
  now = 1_000_000;
  #waiting: { at: number; act: () => void }[] = [];

  after(ms: number, act: () => void): () => void {
    const waiting = { at: this.now + ms, act };
    this.#waiting.push(waiting);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== waiting);
    };
  }

  advance(ms: number): void {
    this.now += ms;
    const due = this.#waiting.filter(({ at }) => at <= this.now).sort((a, b) => a.at - b.at);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.now);
    for (const { act } of due) act();
  }
}

/** The page's own engine at one end of a connection that the test holds, and the server's at the other. */
export class LockPage {
  readonly person: Person;
  readonly engine: Engine;
  readonly browser = new MemoryBrowser();
  /** What was typed, a character each. */
  readonly typed: string[] = [];
  session: SectionSession;
  isOnline = true;
  wire: HeldWire | null = null;
  readonly #clock = new Clock();
  readonly #world: LockWorld;
  readonly #actor: Actor;
  #mustRead = false;

  constructor(world: LockWorld, person: Person, actor: Actor, random: Random) {
    this.#world = world;
    this.person = person;
    this.#actor = actor;
    this.engine = new Engine({
      reportId: world.reportId,
      accountId: person.accountId,
      schema: SCHEMA_VERSION,
      places: { name: 'Rapporten', sections: new Map([[world.sectionId, PLACE]]) },
      openSocket: () => this.#connect(),
      openStore: (lost) => this.browser.open(person.accountId, lost),
      isOwnSession: () => true,
      timers: this.#clock,
      now: () => this.#clock.now,
      random: random.next,
      newId: () => crypto.randomUUID(),
      readAgain: () => {
        this.#mustRead = true;
      },
      readThreads() {},
      outdated() {},
      ended() {},
    });
    this.session = this.engine.enter(world.sectionId, true, 0);
  }

  /** As the editor does, while there is one: in a section that is whole and that one may write in. */
  type(character: string, random: Random): void {
    const { ready, writes, epoch } = this.session;
    // What is written in a text that came after is another matter.
    if (!ready || !writes || epoch > 0) return;
    const text = this.session.doc.getText('content');
    text.insert(random.below(text.length + 1), character);
    this.typed.push(character);
  }

  /** For whoever waits in vain. */
  get state(): string {
    const { ready, writes, epoch } = this.session;
    const { line } = this.engine.saveState();
    return JSON.stringify({ name: this.person.name, ready, writes, epoch, line, mustRead: this.#mustRead });
  }

  get text(): string {
    return this.session.doc.getText('content').toString();
  }

  get aside(): string {
    return this.engine
      .aside()
      .flatMap(({ passages }) => passages.map(({ typed }) => typed))
      .join('');
  }

  goOffline(stillArrives: number): void {
    this.isOnline = false;
    this.wire?.breakOff(stillArrives);
    while (this.wire?.letGo('server'));
    this.wire?.notice();
    this.engine.networkLost();
  }

  comeBack(): void {
    this.isOnline = true;
    this.engine.networkBack();
  }

  /** Time passes, and the report is read again if something asked for it. */
  async pass(ms: number): Promise<void> {
    this.#clock.advance(ms);
    if (!this.#mustRead || !this.isOnline) return;
    this.#mustRead = false;
    const { sectionId, sql } = this.#world;
    const facts = await sectionFacts(sql, sectionId);
    if (!facts) throw new Error('There is a section');
    const { write: writes } = sectionRights(this.#actor, facts.report, facts.section);
    const { epoch } = facts;
    if (writes !== this.session.writes || epoch !== this.session.epoch) {
      this.engine.leave(this.session);
      this.session = this.engine.enter(sectionId, writes, epoch);
    }
    this.engine.setPlaces({
      name: 'Rapporten',
      sections: new Map([[sectionId, { ...PLACE, writes, epoch }]]),
    });
  }

  #connect(): RealSocket {
    const socket: RealSocket = {
      binaryType: '',
      onopen: null,
      onmessage: null,
      onclose: null,
      onerror: null,
      send: (data) => this.wire?.say(data),
      close: () => wire.leave(),
    };
    const wire = new HeldWire({
      message: (bytes) => socket.onmessage?.({ data: bytes.slice().buffer }),
      closed: (code) => socket.onclose?.({ code }),
    });
    this.wire = wire;
    queueMicrotask(() => {
      if (!this.isOnline) return socket.onclose?.({ code: 1006 });
      this.#world.node.admitPage(wire, this.person);
      socket.onopen?.();
    });
    return socket;
  }
}

const PLACE = { name: 'Avsnittet', epoch: 0, writes: true };

/** One section, two who write in it by the product's own pages, the engine of a server, and a database. */
export class LockWorld {
  readonly sql: Sql;
  readonly reportId: string;
  readonly sectionId: string;
  readonly node: EngineNode;
  /** What both may. */
  readonly right: { now: Right };
  readonly pages: LockPage[] = [];

  static async build(random: Random): Promise<LockWorld> {
    const { sql, url } = await testDatabase();
    const house = await buildHouse(sql);
    const [sectionId = ''] = house.sectionIds;
    const right: { now: Right } = { now: 'write' };
    const node = new EngineNode({
      databaseUrl: url,
      longestTails: { open: { rows: 5, bytes: 10_000 }, resting: { rows: 2, bytes: 1_000 } },
      signals: UNHEARD,
      rightOf: () => right.now,
    });
    const world: LockWorld = new LockWorld(sql, house.reportId, sectionId, node, right);
    for (const name of ['Moa', 'Ali']) {
      const { accountId, sessionId } = await letIn(sql, house, name, 'manager');
      const actor: Actor = { accountId, assignments: [{ role: 'manager', workGroupIds: [], ...house }] };
      world.pages.push(new LockPage(world, { accountId, sessionId, name, initials: name }, actor, random));
    }
    onTestFinished(async () => {
      for (const { engine } of world.pages) engine.abandon();
      await node.kill();
    });
    await world.until(
      () => world.pages.every(({ session }) => session.ready),
      () => 'both pages are whole',
    );
    return world;
  }

  private constructor(
    sql: Sql,
    reportId: string,
    sectionId: string,
    node: EngineNode,
    right: { now: Right },
  ) {
    this.right = right;
    this.sql = sql;
    this.reportId = reportId;
    this.sectionId = sectionId;
    this.node = node;
  }

  /** Time passes and everything is let go until something is so. */
  async until(isSo: () => boolean, whatLacks: () => string): Promise<void> {
    const end = performance.now() + 20_000;
    while (!isSo()) {
      if (performance.now() > end) throw new Error(`Not in time: ${whatLacks()}`);
      for (const page of this.pages) {
        page.wire?.letAllGo();
        await page.pass(150);
      }
      // The provider of y-websocket comes back after a time of its own.
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** A minute without news: the server says that it lives. */
  async minute(): Promise<void> {
    for (let tens = 0; tens < 6; tens++) {
      this.node.beat();
      for (const page of this.pages) {
        page.wire?.letAllGo();
        await page.pass(10_000);
      }
    }
  }
}

/** The text that stands in some rows of a room. */
export function textOf(parts: readonly Uint8Array[]): string {
  const doc = new Y.Doc();
  for (const part of parts) Y.applyUpdate(doc, part);
  return doc.getText('content').toString();
}
