import { once } from 'node:events';
import type { Contestant, Place, Wanted } from './contestants/contestant.ts';
import type { Answer, JobName, Order, PlanOf, ResultOf } from './load/jobs/all.ts';
import type { Target } from './load/target.ts';
import type { BenchCluster } from './system/database.ts';
import { askDatabase, temporaryFolder } from './system/database.ts';
import type { RunningProcess } from './system/processes.ts';
import { outputOf, startNode } from './system/processes.ts';

/** What the servers are given beside their own, to look into them. */
export type Extra = { env: Record<string, string>; nodeOptions: string[] };

const PATIENCE_MS = 300_000;

/** One contestant in one scenario: a server with an empty database, and a process that loads it. */
export class Stage {
  readonly contestant: Contestant;
  readonly #cluster: BenchCluster | null;
  readonly #place: Place;
  readonly #extra: Extra;
  readonly #removeFolder: () => void;
  #server: RunningProcess | null = null;
  #load: RunningProcess | null = null;
  #target: Target | null = null;

  static async open(
    contestant: Contestant,
    cluster: BenchCluster | null,
    wanted: Wanted,
    extra: Extra,
  ): Promise<Stage> {
    const databaseUrl = (await cluster?.createDatabase()) ?? null;
    const { folder, remove } = temporaryFolder(contestant.name);
    const stage = new Stage(contestant, cluster, { databaseUrl, folder }, extra, remove);
    try {
      await stage.#startServer(() => contestant.furnish({ databaseUrl, folder }, wanted));
      stage.#load = startNode({ args: ['tests/bench/load/main.ts'], ipc: true });
      return stage;
    } catch (error) {
      await stage.close();
      throw error;
    }
  }

  private constructor(
    contestant: Contestant,
    cluster: BenchCluster | null,
    place: Place,
    extra: Extra,
    removeFolder: () => void,
  ) {
    this.#removeFolder = removeFolder;
    this.contestant = contestant;
    this.#cluster = cluster;
    this.#place = place;
    this.#extra = extra;
  }

  get target(): Target {
    if (!this.#target) throw new Error(`${this.contestant.name} does not run`);
    return this.#target;
  }

  /** Has the load process do something; throws what it throws. */
  async ask<N extends JobName>(job: N, plan: PlanOf<N>): Promise<ResultOf<N>> {
    const load = this.#load;
    if (!load) throw new Error('The load process does not run');
    const order: Order = { job, target: this.target, plan };
    load.child.send(order);
    const answer = await this.#answer(load);
    if (!answer.ok) throw new Error(`${answer.message}\n--- ${this.contestant.name}:\n${this.#lastWords()}`);
    return answer.result as ResultOf<N>;
  }

  async #answer(load: RunningProcess): Promise<Answer> {
    const heard = new AbortController();
    const patience = setTimeout(() => heard.abort(), PATIENCE_MS);
    try {
      return await Promise.race([
        once(load.child, 'message', { signal: heard.signal }).then(([answer]) => answer as Answer),
        once(load.child, 'exit', { signal: heard.signal }).then(
          (): Answer => ({ ok: false, message: `The load process ended:\n${load.output()}` }),
        ),
      ]);
    } finally {
      clearTimeout(patience);
      heard.abort();
    }
  }

  /** Ends the server in order and starts it again on the same database. */
  async restart(): Promise<void> {
    const { rooms, cookies } = this.target;
    await this.#server?.end();
    await this.#startServer(async () => ({ rooms, cookies }));
  }

  /** Of one room's document as it is stored; null for those who store nothing. */
  async storedBytes(room: number): Promise<number | null> {
    const { storedBytes } = this.contestant;
    const name = this.target.rooms[room];
    const { databaseUrl } = this.#place;
    if (!storedBytes || !databaseUrl || name === undefined) return null;
    return askDatabase(databaseUrl, (sql) => storedBytes(sql, name));
  }

  async close(): Promise<void> {
    await this.#load?.end();
    await this.#server?.end();
    if (this.#place.databaseUrl) await this.#cluster?.dropDatabase(this.#place.databaseUrl);
    this.#removeFolder();
  }

  async #startServer(furnish: () => Promise<{ rooms: string[]; cookies: string[] }>): Promise<void> {
    const { args, env } = this.contestant.command(this.#place);
    const { nodeOptions, env: extra } = this.#extra;
    this.#server = startNode({ args: [...nodeOptions, ...args], env: { ...env, ...extra } });
    const port = await outputOf(this.#server, this.contestant.listening);
    this.#target = {
      url: `ws://127.0.0.1:${port}${this.contestant.path}`,
      dialect: this.contestant.dialect,
      serverPid: this.#server.pid,
      databasePid: this.#cluster?.pid ?? null,
      ...(await furnish()),
    };
  }

  #lastWords(): string {
    return this.#server?.output().slice(-2000) ?? '';
  }
}
