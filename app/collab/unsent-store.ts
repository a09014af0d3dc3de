import type { DBSchema, IDBPDatabase } from 'idb';
import { deleteDB, openDB } from 'idb';
import type { Passage, Removed } from './left-out.ts';

/** Words of one section that the server has not told as saved, as they are kept in the browser. */
export type KeptWords = {
  id: string;
  reportId: string;
  sectionId: string;
  /** What one calls them, for whoever is asked what to do with the words where the report is not at hand. */
  reportName: string;
  sectionName: string;
  /** The schema of the prose in which they were written. */
  schema: number;
  /** How many edits they are. */
  count: number;
  /** When the first of them was made, in ms since 1970. */
  at: number;
  /** A Yjs update. Never a whole document: a private phone holds no more of a report than must be. */
  update: Uint8Array;
  /** Which of the section's rooms they were written in. */
  epoch: number;
  /** The words that they took away. */
  removed: readonly Removed[];
};

/**
 * Words that no section takes any more, as when it was closed before they came: nothing sends them, and they stay
 * until their author has had what they want of them.
 */
export type SetAside = Omit<KeptWords, 'removed'> & {
  /** What one reads of them. */
  passages: readonly Passage[];
  removed: readonly string[];
  /** Why: the section is closed to the writer, or its text was replaced by another. */
  why: 'closed' | 'replaced';
  /** Which of them went another way since: places among the passages, and after those among the removed. */
  sent?: readonly number[];
};

/** `taken`: as when the account signs out in another tab. `broken`: the browser has cut the store off. */
export type StoreLoss = 'taken' | 'broken';

/** Where unsent words of one account are kept. Every promise rejects when the browser does not let us keep. */
export type UnsentStore = {
  /** Everything kept for the account, oldest first. What is not understood is passed over, and stays. */
  all(): Promise<KeptWords[]>;
  /** All of it or nothing. Begun before the call returns, so that a page which is going away may still keep. */
  change(change: { put: readonly KeptWords[]; remove: readonly string[] }): Promise<void>;
  /** What was set aside, oldest first. */
  allAside(): Promise<SetAside[]>;
  /**
   * Sets words aside instead of these records, all of it or nothing. Answers false, and does nothing, when there were
   * records and all are gone: another tab has set them aside.
   */
  setAside(words: SetAside, instead: readonly string[]): Promise<boolean>;
  /** These of its words went another way; with those that did before. */
  markSent(id: string, sent: readonly number[]): Promise<void>;
  throwAway(id: string): Promise<void>;
  close(): void;
};

interface Schema extends DBSchema {
  words: { key: string; value: KeptWords };
  aside: { key: string; value: SetAside };
}

/**
 * A database for each account: what one has written is neither sent nor seen by another who uses the browser.
 * `lost`: the store takes nothing more.
 */
export async function openUnsentStore(
  accountId: string,
  lost: (why: StoreLoss) => void,
): Promise<UnsentStore> {
  const db = await open(accountId, lost);
  return {
    all: () => readAll(db),
    async change({ put, remove }) {
      const act = db.transaction('words', 'readwrite');
      const requests = [
        ...put.map((words) => act.store.put(words)),
        ...remove.map((id) => act.store.delete(id)),
      ];
      act.commit();
      await Promise.all([...requests, act.done]);
    },
    allAside: () => readAside(db),
    async setAside(words, instead) {
      const act = db.transaction(['words', 'aside'], 'readwrite');
      const kept = act.objectStore('words');
      const keys = await Promise.all(instead.map((id) => kept.getKey(id)));
      const isOurs = instead.length === 0 || keys.some((key) => key !== undefined);
      if (isOurs) await act.objectStore('aside').put(words);
      await Promise.all(instead.map((id) => kept.delete(id)));
      await act.done;
      return isOurs;
    },
    async markSent(id, sent) {
      const act = db.transaction('aside', 'readwrite');
      const words = await act.store.get(id);
      if (words) await act.store.put(withSent(words, sent));
      await act.done;
    },
    throwAway: (id) => db.delete('aside', id),
    close: () => db.close(),
  };
}

export function withSent(words: SetAside, sent: readonly number[]): SetAside {
  return { ...words, sent: [...new Set([...(words.sent ?? []), ...sent])] };
}

/** Everything that this browser keeps for an account; makes no database where there is none. */
export async function keptWords(accountId: string): Promise<KeptWords[]> {
  if (!(await isThere(accountId))) return [];
  const db = await open(accountId, () => {});
  try {
    return await readAll(db);
  } finally {
    db.close();
  }
}

/** Everything that this browser keeps for an account and nothing sends; makes no database where there is none. */
export async function wordsAside(accountId: string): Promise<SetAside[]> {
  if (!(await isThere(accountId))) return [];
  const db = await open(accountId, () => {});
  try {
    return await readAside(db);
  } finally {
    db.close();
  }
}

/** How long to wait for other tabs to let go of the database. */
const PATIENCE_MS = 2000;

/** Takes away everything that this browser keeps for an account; its other tabs keep nothing more. */
export async function wipe(accountId: string): Promise<void> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([takeAway(accountId), patience]);
}

async function takeAway(accountId: string): Promise<void> {
  if (!(await isThere(accountId))) return;
  const db = await open(accountId, () => {});
  // The words first: taking the database itself away waits for every tab.
  await db.clear('words');
  await db.clear('aside');
  db.close();
  await deleteDB(nameFor(accountId));
}

const nameFor = (accountId: string): string => `delaktig-unsent-${accountId}`;

function open(accountId: string, lost: (why: StoreLoss) => void): Promise<IDBPDatabase<Schema>> {
  const opening = openDB<Schema>(nameFor(accountId), 2, {
    upgrade: (db, from) => {
      if (from < 1) db.createObjectStore('words', { keyPath: 'id' });
      db.createObjectStore('aside', { keyPath: 'id' });
    },
    // Else whoever takes the database away would wait for this tab.
    blocking: () => {
      void opening.then((db) => db.close());
      lost('taken');
    },
    terminated: () => lost('broken'),
  });
  return opening;
}

async function isThere(accountId: string): Promise<boolean> {
  // Not every browser lists its databases: then opening makes an empty one, and wiping takes it away.
  if (typeof indexedDB === 'undefined' || typeof indexedDB.databases !== 'function') return true;
  return (await indexedDB.databases()).some(({ name }) => name === nameFor(accountId));
}

async function readAll(db: IDBPDatabase<Schema>): Promise<KeptWords[]> {
  const all: unknown[] = await db.getAll('words');
  return all
    .filter(isKeptWords)
    .map((words) => ({ ...FIRST, ...words }))
    .sort((a, b) => a.at - b.at);
}

/** What records of the first version of the store lack. */
const FIRST = { epoch: 0, removed: [] };

async function readAside(db: IDBPDatabase<Schema>): Promise<SetAside[]> {
  const all: unknown[] = await db.getAll('aside');
  return all.filter(isSetAside).sort((a, b) => a.at - b.at);
}

const TEXTS = ['id', 'reportId', 'sectionId', 'reportName', 'sectionName'] as const;
const NUMBERS = ['schema', 'count', 'at'] as const;

/** Another version of the page may have written it. */
function isKeptWords(found: unknown): found is KeptWords {
  if (typeof found !== 'object' || found === null) return false;
  const fields: Partial<Record<string, unknown>> = { ...found };
  return (
    TEXTS.every((name) => typeof fields[name] === 'string') &&
    NUMBERS.every((name) => typeof fields[name] === 'number') &&
    fields.update instanceof Uint8Array
  );
}

function isSetAside(found: unknown): found is SetAside {
  if (!isKeptWords(found)) return false;
  const fields: Partial<Record<string, unknown>> = { ...found };
  return Array.isArray(fields.passages) && Array.isArray(fields.removed) && typeof fields.why === 'string';
}
