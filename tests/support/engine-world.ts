import { onTestFinished } from 'vitest';
import { connect, type Sql, withDatabase } from '../../server/database/connect.ts';
import type { Person } from '../../server/rooms/member.ts';
import type { LongestTails } from '../../server/rooms/registry.ts';
import { UNHEARD } from '../../server/rooms/signals.ts';
import { testDatabase } from './database.ts';
import { EngineLedger } from './engine-ledger.ts';
import { EngineNode, type Right } from './engine-node.ts';
import { type HeldClient, HeldPage, HeldStock } from './held-clients.ts';
import { HeldSection } from './held-section.ts';
import type { HeldWire } from './held-wire.ts';
import { buildHouse, letIn } from './house.ts';
import type { Random } from './prose-edits.ts';

type Kind = 'stock' | 'page';

/** Somebody at a client; whoever may write at first is a writer. */
export type Somebody = { person: Person; kind: Kind; client: HeldClient; isReader: boolean };

type Trouble = { kind: 'locked'; end(): Promise<void> } | { kind: 'away'; end(): Promise<void> };

const ROSTER: readonly { name: string; kind: Kind; isReader: boolean }[] = [
  { name: 'Ali', kind: 'page', isReader: false },
  { name: 'Berit', kind: 'stock', isReader: false },
  { name: 'Cilla', kind: 'page', isReader: false },
  { name: 'Dag', kind: 'stock', isReader: false },
  { name: 'Läsaren', kind: 'page', isReader: true },
  { name: 'Andra läsaren', kind: 'stock', isReader: true },
];

/** One server, its database and some people on connections that the test holds; and whatever may happen to them. */
export class EngineWorld {
  readonly sql: Sql;
  readonly sectionIds: readonly string[];
  readonly people: Somebody[] = [];
  readonly ledger = new EngineLedger();
  readonly rights = new Map<string, Right>();
  /** The Yjs clients of those who never may write. */
  readonly readersClients = new Set<number>();
  node: EngineNode;
  trouble: Trouble | null = null;
  /** What happened in the engine. */
  readonly counts = { commits: 0, failures: 0, compactions: 0, written: 0 };
  readonly #databaseUrl: string;
  readonly #admin: Sql;
  readonly #random: Random;
  readonly #longestTails: LongestTails;
  /** What the server itself is writing. */
  readonly #composing = new Set<Promise<unknown>>();
  /** Connections whose client is gone and whose server has not noticed. */
  #halfOpen: HeldWire[] = [];

  static async build(random: Random, longestTails: LongestTails): Promise<EngineWorld> {
    const database = await testDatabase();
    const house = await buildHouse(database.sql, { sections: 2 });
    const world = new EngineWorld(database, house.sectionIds, random, longestTails);
    for (const { name, kind, isReader } of ROSTER) {
      const { accountId, sessionId } = await letIn(database.sql, house, name, 'staff');
      const person = { accountId, sessionId, name, initials: name.slice(0, 1) };
      if (isReader) world.ledger.reader(person);
      world.rights.set(accountId, isReader ? 'read' : 'write');
      world.people.push({ person, kind, isReader, client: world.newClient(person, kind) });
    }
    onTestFinished(() => world.#end());
    return world;
  }

  private constructor(
    database: { sql: Sql; url: string },
    sectionIds: readonly string[],
    random: Random,
    longestTails: LongestTails,
  ) {
    this.sql = database.sql;
    this.#databaseUrl = database.url;
    this.#admin = connect(withDatabase(database.url, 'postgres'), { max: 1 });
    this.sectionIds = sectionIds;
    this.#random = random;
    this.#longestTails = longestTails;
    this.node = this.#start();
  }

  rightOf({ accountId }: Person): Right {
    return this.rights.get(accountId) ?? 'none';
  }

  newClient(person: Person, kind: Kind): HeldClient {
    const told = this.ledger.note.bind(this.ledger, person);
    const sections = this.sectionIds.map((id) => new HeldSection(id, 1 + this.#random.below(2 ** 31)));
    if (this.ledger.isReader(person)) for (const { doc } of sections) this.readersClients.add(doc.clientID);
    const [first, ...others] = sections;
    if (!first) throw new Error('There are sections');
    if (kind === 'page') return new HeldPage(sections, { person, told });
    for (const section of others) section.destroy();
    return new HeldStock(first, { person, told });
  }

  /** The network of a client breaks; the server may notice later. */
  breakOff({ client }: Somebody, stillArrives: number, noticed: boolean): void {
    const { wire } = client;
    if (!wire) return;
    wire.breakOff(stillArrives);
    if (noticed) wire.notice();
    else this.#halfOpen.push(wire);
  }

  leave({ client }: Somebody): void {
    if (client.wire) this.#halfOpen.push(client.wire);
    client.leave();
  }

  /** What is still on its way from those who are gone arrives, and the server notices one of them. */
  notice(): void {
    const wire = this.#halfOpen.shift();
    while (wire?.letGo('server'));
    wire?.notice();
  }

  /** A database that takes no words: each commit waits until this ends. */
  async lock(): Promise<void> {
    const holder = connect(this.#databaseUrl, { max: 1, name: this.#databaseName });
    const reserved = await holder.reserve();
    await reserved`begin`;
    await reserved`lock table room_updates in exclusive mode`;
    const end = async () => {
      await reserved`rollback`;
      reserved.release();
      await holder.end();
    };
    this.trouble = { kind: 'locked', end };
  }

  /** A database that nobody reaches. */
  async goAway(): Promise<void> {
    await this.#allowConnections(false);
    await this.breakConnections();
    this.trouble = { kind: 'away', end: () => this.#allowConnections(true) };
  }

  async endTrouble(): Promise<void> {
    const { trouble } = this;
    this.trouble = null;
    await trouble?.end();
  }

  /** As a restart of the database does to the server; the test's own connections stay. */
  async breakConnections(): Promise<void> {
    await this.#admin`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = ${this.#databaseName} and application_name <> ${this.#databaseName}`;
  }

  async restart(how: 'close' | 'kill'): Promise<void> {
    await this.endTrouble();
    await this.node[how]();
    this.node = this.#start();
  }

  /** As long as the database takes for an answer: commits that are under way may come through meanwhile. */
  async breathe(): Promise<void> {
    for (let times = 0; times < 3; times++) await this.#admin`select 1`;
  }

  /** The server itself writes, and is not waited for: the database may be away. */
  write(sectionId: string): void {
    const written = () => {
      this.counts.written += 1;
    };
    const done = this.node
      .write(sectionId)
      .then(written, () => {})
      .finally(() => this.#composing.delete(done));
    this.#composing.add(done);
  }

  /** Everybody who may comes back, everything on its way arrives, and everything said is stored. */
  async settle(): Promise<void> {
    await this.endTrouble();
    await Promise.all(this.#composing);
    for (const { person } of this.people) this.node.decideAnew(person);
    await this.until(
      () => this.#unrest() === '' && this.node.isAtRest,
      () => this.#unrest(),
      () => {
        for (const { person, client } of this.people)
          if (this.rightOf(person) !== 'none') client.connect(this.node);
      },
    );
  }

  /** Lets everything go until something is so. */
  async until(isSo: () => boolean, whatLacks: () => string, meanwhile = () => {}): Promise<void> {
    const end = performance.now() + 15_000;
    while (!isSo()) {
      if (performance.now() > end) throw new Error(`Not in time: ${whatLacks()}`);
      while (this.#halfOpen.length > 0) this.notice();
      meanwhile();
      for (const { client } of this.people) client.wire?.letAllGo();
      await this.breathe();
    }
  }

  #unrest(): string {
    return this.people
      .flatMap(({ person, client }) => {
        const right = this.rightOf(person);
        if (right === 'none') return [];
        const lacking = client.sections.filter(
          (section) =>
            !section.isInStep || (client instanceof HeldPage && right === 'write' && !section.isSaved),
        );
        const held = (client.wire?.waiting('client') ?? 0) + (client.wire?.waiting('server') ?? 0);
        return lacking.length + held > 0
          ? [`${person.name}: ${lacking.length} sections, ${held} messages`]
          : [];
      })
      .join('; ');
  }

  #start(): EngineNode {
    return new EngineNode({
      databaseUrl: this.#databaseUrl,
      longestTails: this.#longestTails,
      signals: {
        ...UNHEARD,
        committed: () => {
          this.counts.commits += 1;
        },
        commitFailed: () => {
          this.counts.failures += 1;
        },
        compacted: () => {
          this.counts.compactions += 1;
        },
      },
      rightOf: (accountId) => this.rights.get(accountId) ?? 'none',
    });
  }

  get #databaseName(): string {
    return new URL(this.#databaseUrl).pathname.slice(1);
  }

  async #allowConnections(allowed: boolean): Promise<void> {
    await this.#admin.unsafe(`alter database ${this.#databaseName} allow_connections ${allowed}`);
  }

  async #end(): Promise<void> {
    await this.endTrouble();
    for (const { client } of this.people) client.destroy();
    await this.node.kill();
    await this.#admin.end({ timeout: 1 });
  }
}
