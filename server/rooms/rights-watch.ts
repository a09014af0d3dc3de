import { dayInStockholm } from '@delaktig/domain';
import type { Logger } from 'pino';
import { listenToChanges, type ToldChange } from '../database/told-changes.ts';
import { Affected, type Concern } from './affected.ts';
import type { Healer } from './healer.ts';
import { Hearing } from './hearing.ts';
import { type RedecideNeeds, redecide } from './redecide.ts';

/** Changes that come in a burst are decided together; each waits so long at most. */
const GATHER_MS = 25;

/** How soon after a failure it is tried again. */
const RETRY_MS = 250;

/** How often everything is looked at while nothing is heard, at most: it is done by the beat. */
const LOOK_MS = 1_000;

export type RightsWatchNeeds = RedecideNeeds & { log: Logger; healer: Pick<Healer, 'told'> };

/**
 * Hears what the database tells of rights that have changed, and has decided anew whom it concerns. Guarantee: a
 * right that is gone lives on for well under a second while the database answers, whoever took it away; while the
 * database is away nobody is told that they have no right, and when it is back everything is decided anew.
 */
export class RightsWatch {
  readonly #needs: RightsWatchNeeds;
  readonly #hearing: Hearing;
  #stopListening = () => {};
  #affected = new Affected();
  #changes = 0;
  #timer: NodeJS.Timeout | null = null;
  #isRunning = false;
  #isClosed = false;
  #hasFailed = false;
  #day: string;
  #lookedAt = 0;

  constructor(needs: RightsWatchNeeds) {
    this.#needs = needs;
    this.#hearing = new Hearing(needs.sql, needs.log);
    this.#day = dayInStockholm(needs.now());
  }

  /**
   * Grows with each change that is heard. Whoever reads what decides, acts on it later and finds that it has grown
   * meanwhile, may have acted on what no longer holds: that is to be decided `again`.
   */
  get changes(): number {
    return this.#changes;
  }

  listen(): void {
    this.#stopListening = listenToChanges(this.#needs.sql, {
      changed: (change) => this.#heard(change),
      echoed: (words) => this.#hearing.echoed(words),
      listening: () => {
        this.#hearing.listening();
        // Whatever was told while nobody listened is lost.
        this.#heard({ of: 'everything' });
        for (const { reportId } of this.#needs.watchers.reports())
          this.#needs.watchers.threadsChanged(reportId);
      },
    });
  }

  again(concern: Concern): void {
    this.#affected.add(concern);
    this.#schedule(GATHER_MS);
  }

  /** What changes without anybody changing it: the day, on which stand-ins come and go. */
  beat(): void {
    const day = dayInStockholm(this.#needs.now());
    if (day !== this.#day) this.#heard({ of: 'everything' });
    this.#day = day;
    const now = performance.now();
    this.#hearing.beat(now);
    if (!this.#hearing.isDeaf || now - this.#lookedAt < LOOK_MS) return;
    this.#lookedAt = now;
    this.#heard({ of: 'everything' });
  }

  close(): void {
    this.#isClosed = true;
    this.#stopListening();
    if (this.#timer) clearTimeout(this.#timer);
  }

  #heard(change: ToldChange): void {
    this.#needs.healer.told(change);
    if (change.of === 'threads') return this.#needs.watchers.threadsChanged(change.id);
    if (change.of === 'places') return;
    this.#changes += 1;
    this.again(change);
  }

  #schedule(ms: number): void {
    if (this.#timer || this.#isRunning || this.#isClosed) return;
    this.#timer = setTimeout(() => void this.#run(), ms);
  }

  async #run(): Promise<void> {
    this.#timer = null;
    this.#isRunning = true;
    const affected = this.#affected;
    this.#affected = new Affected();
    const done = await this.#decide(affected);
    if (!done) this.#affected.addAll(affected);
    this.#isRunning = false;
    if (!this.#affected.isEmpty) this.#schedule(done ? GATHER_MS : RETRY_MS);
  }

  async #decide(affected: Affected): Promise<boolean> {
    try {
      await redecide(this.#needs, affected);
      this.#hasFailed = false;
      return true;
    } catch (cause) {
      if (!this.#hasFailed && !this.#isClosed)
        this.#needs.log.error({ cause }, 'changed rights could not be looked up; tried until they can');
      this.#hasFailed = true;
      return false;
    }
  }
}
