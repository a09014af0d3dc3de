import type { KeptWords, SetAside, StoreLoss, UnsentStore } from '../../app/collab/unsent-store.ts';
import { withSent } from '../../app/collab/unsent-store.ts';

/** What a browser keeps, in memory: one for every account, open in any number of pages. */
export class MemoryBrowser {
  readonly kept = new Map<string, Map<string, KeptWords>>();
  /** What was set aside, by account. */
  readonly asides = new Map<string, SetAside[]>();
  /** The browser does not let us keep: private mode, or no room left. */
  refuses = false;
  /** A browser that takes its time to set words aside. */
  settingAside: Promise<void> = Promise.resolve();
  /** How many records were ever put. */
  writes = 0;
  #open = new Map<string, Set<(why: StoreLoss) => void>>();

  async open(accountId: string, lost: (why: StoreLoss) => void): Promise<UnsentStore> {
    if (this.refuses) throw new Error('Not in this browser');
    const open = this.#open.get(accountId) ?? new Set();
    this.#open.set(accountId, open.add(lost));
    const records = () => {
      if (this.refuses || !open.has(lost)) throw new Error('The store takes nothing more');
      const all = this.kept.get(accountId) ?? new Map<string, KeptWords>();
      this.kept.set(accountId, all);
      return all;
    };
    return {
      all: async () => [...records().values()].sort((a, b) => a.at - b.at),
      change: async ({ put, remove }) => {
        const all = records();
        this.writes += put.length;
        for (const words of put) all.set(words.id, words);
        for (const id of remove) all.delete(id);
      },
      allAside: async () => records() && this.aside(accountId),
      setAside: async (words, instead) => {
        await this.settingAside;
        const all = records();
        const isOurs = instead.length === 0 || instead.some((id) => all.has(id));
        for (const id of instead) all.delete(id);
        if (isOurs) this.asides.set(accountId, [...this.aside(accountId), words]);
        return isOurs;
      },
      markSent: async (id, sent) => {
        records();
        this.asides.set(
          accountId,
          this.aside(accountId).map((words) => (words.id === id ? withSent(words, sent) : words)),
        );
      },
      throwAway: async (id) => {
        records();
        this.asides.set(
          accountId,
          this.aside(accountId).filter((words) => words.id !== id),
        );
      },
      close: () => open.delete(lost),
    };
  }

  /** Everything kept for an account. */
  of(accountId: string): KeptWords[] {
    return [...(this.kept.get(accountId)?.values() ?? [])];
  }

  /** Everything set aside for an account. */
  aside(accountId: string): SetAside[] {
    return (this.asides.get(accountId) ?? []).toSorted((a, b) => a.at - b.at);
  }

  wipe(accountId: string): void {
    this.kept.delete(accountId);
    this.asides.delete(accountId);
    const open = [...(this.#open.get(accountId) ?? [])];
    this.#open.get(accountId)?.clear();
    for (const lost of open) lost('taken');
  }
}
