import * as Y from 'yjs';
import type { Timers } from './connection.ts';
import type { Note } from './keeping.ts';
import { meets, nextSteps } from './keeping.ts';
import type { Change } from './save-state.ts';
import type { KeptWords, SetAside, StoreLoss, UnsentStore } from './unsent-store.ts';
import { withSent } from './unsent-store.ts';

/** A browser that would not keep may do it later, when there is room again. */
const AGAIN_AFTER_MS = 10_000;

export type KeeperNeeds = {
  /** `lost`: the store takes nothing more. */
  openStore(lost: (why: StoreLoss) => void): Promise<UnsentStore>;
  timers: Timers;
  now(): number;
  newId(): string;
  /** What a record says beside the words. */
  labels(section: string): Labels;
  unsent(): ReadonlyMap<string, readonly Change[]>;
  /** Whether the browser keeps, or whether it keeps everything, may be different now. */
  told(): void;
};

export type Labels = Pick<KeptWords, 'reportId' | 'sectionId' | 'reportName' | 'sectionName' | 'schema'>;

/** `stored`: the browser has said that it holds the record. */
type OwnNote = Note & { stored: boolean };

type Shelf =
  | { kind: 'opening' }
  | { kind: 'open'; store: UnsentStore }
  | { kind: 'broken' }
  | { kind: 'gone' };

/**
 * Keeps the unsent words of one page in the browser. Guarantee: a record goes when the server has told all its
 * words as saved, when they were set aside, or with the account's sign-out, and never before. What was set aside goes
 * when its author has thrown it away.
 */
export class Keeper {
  #needs: KeeperNeeds;
  #shelf: Shelf = { kind: 'opening' };
  #notes = new Map<string, OwnNote>();
  #cancelTimer: (() => void) | null = null;
  #cancelRetry = () => {};
  #underWay = new Set<Promise<void>>();
  /** Changes that are on their way aside: a record of them that is made meanwhile would stay, and be set aside again. */
  #leaving = new Set<number>();
  #aside: readonly SetAside[] = [];
  /** Of those, what the browser does not hold, and the records in whose place it comes. */
  #asideInTab = new Map<string, readonly string[]>();
  #ended = false;

  constructor(needs: KeeperNeeds) {
    this.#needs = needs;
    void this.#open();
  }

  /** Whether the browser keeps what is unsent; false also before that is known. */
  get keeps(): boolean {
    return this.#shelf.kind === 'open';
  }

  /** The unsent changes that the browser does not hold, by section. */
  missing(): Map<string, Change[]> {
    const stored = [...this.#notes.values()].filter((note) => note.stored);
    const missing = [...this.#needs.unsent()].map(([section, changes]) => {
      const held = stored.filter((note) => note.section === section);
      return [section, changes.filter(({ id }) => !held.some((note) => note.changes.has(id)))] as const;
    });
    return new Map(missing.filter(([, changes]) => changes.length > 0));
  }

  /** A change was made. */
  changed(): void {
    if (this.#cancelTimer === null) this.#step(false);
  }

  /** Something was told as saved. */
  saved(): void {
    if (this.#notes.size > 0) this.#step(false);
  }

  /** These changes were set aside; what else their records held is kept anew. */
  wentAside(changes: ReadonlySet<number>): void {
    for (const id of changes) this.#leaving.delete(id);
    this.#step(false);
  }

  /** The page may go away at any moment: what is unsent is written at once. Resolves when the browser has answered. */
  async keepNow(): Promise<void> {
    this.#step(true);
    await Promise.all(this.#underWay);
  }

  /** What is kept for the account, and is not in this page's hands. */
  async found(): Promise<KeptWords[]> {
    if (this.#shelf.kind !== 'open') return [];
    try {
      const all = await this.#shelf.store.all();
      const leaving = new Set([...this.#asideInTab.values()].flat());
      return all.filter(({ id }) => !this.#notes.has(id) && !leaving.has(id));
    } catch {
      this.#broke();
      return [];
    }
  }

  /** The words of a record that was found are this change now. Answers false when it is in hand already. */
  takeUp(record: KeptWords, change: Change): boolean {
    const { id, sectionId: section } = record;
    if (this.#notes.has(id)) return false;
    const changes = new Set([change.id]);
    this.#notes.set(id, { id, section, changes, until: changes, stored: true });
    return true;
  }

  /**
   * What rested as `before` stands in the document now. What of it was new there is among what is `unsent`; what
   * was not is committed, or among that too. So its records stay as long as any of that is unsent.
   */
  broughtIn(section: string, before: readonly Change[], unsent: readonly Change[]): void {
    for (const note of this.#notes.values()) {
      if (note.section !== section || !before.some(({ id }) => note.until.has(id))) continue;
      this.#notes.set(note.id, { ...note, until: new Set([...note.until, ...unsent.map(({ id }) => id)]) });
    }
  }

  /** What was set aside of the account, as far as this page knows, oldest first. */
  get aside(): readonly SetAside[] {
    return this.#aside;
  }

  /** What of it exists in this tab alone. */
  get asideInTab(): SetAside[] {
    return this.#aside.filter(({ id }) => this.#asideInTab.has(id));
  }

  /** Other tabs may have set words aside, or thrown them away. */
  async lookAside(): Promise<void> {
    if (this.#shelf.kind !== 'open') return;
    try {
      const stored = await this.#shelf.store.allAside();
      this.#aside = [...stored, ...this.asideInTab];
      this.#needs.told();
    } catch {
      this.#broke();
    }
  }

  /**
   * These changes are not to be sent any more: words (null: nothing) take the place of the records that hold them. From
   * now on nothing else is written of them, until they are told as gone aside.
   */
  async setAside(section: string, changes: readonly Change[], words: SetAside | null): Promise<void> {
    await Promise.all(this.#underWay);
    const ids = new Set(changes.map(({ id }) => id));
    const rest = (this.#needs.unsent().get(section) ?? []).filter(({ id }) => !ids.has(id));
    const notes = [...this.#notes.values()].filter(
      (note) => note.section === section && goesWith(note, ids, rest),
    );
    for (const { id } of notes) this.#notes.delete(id);
    for (const id of ids) this.#leaving.add(id);
    const isWhole = changes.every(({ id }) => notes.some((note) => note.stored && note.changes.has(id)));
    if (words) await this.#putAside(words, isWhole ? notes.map(({ id }) => id) : []);
    await this.#change(
      [],
      notes.map(({ id }) => id),
    );
  }

  /** These of its words went another way. */
  async markSent(id: string, sent: readonly number[]): Promise<void> {
    this.#aside = this.#aside.map((words) => (words.id === id ? withSent(words, sent) : words));
    this.#needs.told();
    if (this.#shelf.kind === 'open') await this.#shelf.store.markSent(id, sent).catch(() => this.#broke());
  }

  async throwAway(id: string): Promise<void> {
    this.#asideInTab.delete(id);
    this.#aside = this.#aside.filter((words) => words.id !== id);
    this.#needs.told();
    if (this.#shelf.kind === 'open') await this.#shelf.store.throwAway(id).catch(() => this.#broke());
  }

  /** Keeps again, after what was kept was taken away. */
  reopen(): void {
    if (this.#shelf.kind !== 'gone') return;
    this.#shelf = { kind: 'opening' };
    void this.#open();
  }

  end(): void {
    this.#ended = true;
    this.#cancelTimer?.();
    this.#cancelRetry();
    if (this.#shelf.kind === 'open') this.#shelf.store.close();
  }

  async #open(): Promise<void> {
    try {
      const store = await this.#needs.openStore((why) => this.#lost(why));
      if (this.#ended || this.#shelf.kind === 'gone') return store.close();
      this.#shelf = { kind: 'open', store };
      this.#step(false);
      this.#needs.told();
      for (const words of this.asideInTab) await this.#putAside(words, this.#asideInTab.get(words.id) ?? []);
      await this.lookAside();
    } catch {
      this.#broke();
    }
  }

  #step(hurry: boolean): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (this.#shelf.kind !== 'open' || this.#ended) return;
    const steps = nextSteps(this.#needs.unsent(), [...this.#notes.values()], {
      now: this.#needs.now(),
      hurry,
      leaving: this.#leaving,
    });
    for (const { section, changes, instead } of steps.write)
      this.#begin(this.#write(section, changes, instead));
    if (steps.remove.length > 0) this.#begin(this.#change([], steps.remove));
    if (steps.again !== null) {
      this.#cancelTimer = this.#needs.timers.after(steps.again, () => {
        this.#cancelTimer = null;
        this.#step(false);
      });
    }
  }

  #begin(act: Promise<void>): void {
    this.#underWay.add(act);
    void act.finally(() => this.#underWay.delete(act));
  }

  async #write(section: string, changes: readonly Change[], instead: string[]): Promise<void> {
    const id = this.#needs.newId();
    const held = new Set(changes.map((change) => change.id));
    this.#notes.set(id, { id, section, changes: held, until: held, stored: false });
    const words: KeptWords = {
      ...this.#needs.labels(section),
      id,
      count: changes.reduce((sum, { count }) => sum + count, 0),
      at: changes[0]?.at ?? this.#needs.now(),
      update: Y.mergeUpdates(changes.map(({ update }) => update)),
      epoch: changes[0]?.epoch ?? 0,
      removed: changes.flatMap(({ removed }) => removed),
    };
    await this.#change([words], instead);
    // Meanwhile the words may have become others, been told as saved, or the note been replaced.
    const now = this.#notes.get(id);
    if (now && this.keeps) this.#notes.set(id, { ...now, stored: true });
    this.#needs.told();
  }

  async #change(put: KeptWords[], remove: string[]): Promise<void> {
    if (this.#shelf.kind !== 'open') return;
    const { store } = this.#shelf;
    const gone = remove.flatMap((id) => this.#notes.get(id) ?? []);
    for (const id of remove) this.#notes.delete(id);
    try {
      await store.change({ put, remove });
    } catch {
      for (const { id } of put) this.#notes.delete(id);
      for (const note of gone) this.#notes.set(note.id, note);
      if (this.#shelf.kind === 'open' && this.#shelf.store === store) this.#broke();
    }
  }

  async #putAside(words: SetAside, instead: readonly string[]): Promise<void> {
    this.#asideInTab.set(words.id, instead);
    this.#aside = [...this.#aside.filter(({ id }) => id !== words.id), words];
    if (this.#shelf.kind === 'open') {
      try {
        const isOurs = await this.#shelf.store.setAside(words, instead);
        this.#asideInTab.delete(words.id);
        if (!isOurs) await this.lookAside();
      } catch {
        this.#broke();
      }
    }
    this.#needs.told();
  }

  #lost(why: StoreLoss): void {
    if (this.#ended) return;
    this.#notes.clear();
    // What is gone with a sign-out is not shown to whoever comes next.
    if (why === 'taken') this.#aside = this.asideInTab;
    if (why === 'broken') return this.#broke();
    this.#shelf = { kind: 'gone' };
    this.#needs.told();
  }

  #broke(): void {
    if (this.#ended || this.#shelf.kind === 'gone') return;
    if (this.#shelf.kind === 'open') this.#shelf.store.close();
    this.#shelf = { kind: 'broken' };
    this.#needs.told();
    this.#cancelRetry = this.#needs.timers.after(AGAIN_AFTER_MS, () => void this.#open());
  }
}

/** Whether a record holds any of these changes, or stands for them and nothing else that is unsent. */
function goesWith(note: Note, ids: ReadonlySet<number>, rest: readonly Change[]): boolean {
  return meets(note.changes, ids) || (meets(note.until, ids) && !rest.some(({ id }) => note.until.has(id)));
}
