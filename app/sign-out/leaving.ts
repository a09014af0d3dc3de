import { keptWords, wipe, wordsAside } from '../collab/unsent-store.ts';
import { rememberAccount } from '../signed-in.ts';
import { wipeDrafts } from '../threads/drafts.ts';
import type { Unsent, UnsentSource } from './unsent-sources.ts';

/** One section with unsent changes, wherever in this browser they are; each part is a Yjs update. */
export type UnsentPlace = Omit<Unsent, 'update' | 'isAside'> & {
  key: string;
  parts: Uint8Array[];
  /** How many of the changes are sent by themselves. */
  waiting: number;
};

/** Gives the last words time to be saved. */
export async function settle(sources: ReadonlySet<UnsentSource>): Promise<void> {
  await Promise.all([...sources].map((source) => source.settle()));
}

/** Everything of the account that would be lost by signing out: what the browser keeps, and what this tab alone has. */
export async function unsentPlaces(
  accountId: string,
  sources: ReadonlySet<UnsentSource>,
): Promise<UnsentPlace[]> {
  // A browser that does not let us keep holds nothing either.
  const kept = await keptWords(accountId).catch(() => []);
  const here = [...sources].filter((source) => source.accountId === accountId);
  const aside = await wordsAside(accountId).catch(() => []);
  return byPlace([
    ...kept,
    ...aside.map((words): Unsent => ({ ...words, isAside: true })),
    ...here.flatMap((source) => source.inTabAlone()),
  ]);
}

/** Adds up what belongs to the same section. */
export function byPlace(all: readonly Unsent[]): UnsentPlace[] {
  const places = new Map<string, UnsentPlace>();
  for (const { reportId, reportName, sectionName, count, update, isAside } of all) {
    const key = `${reportId} ${sectionName}`;
    const before = places.get(key) ?? {
      key,
      reportId,
      reportName,
      sectionName,
      count: 0,
      parts: [],
      waiting: 0,
    };
    places.set(key, {
      ...before,
      count: before.count + count,
      parts: [...before.parts, update],
      waiting: before.waiting + (isAside ? 0 : count),
    });
  }
  return [...places.values()];
}

/**
 * Ends the session, then takes away everything that the browser keeps for the account, and leaves the page so that
 * nothing of it is left in memory either. Answers false when the server could not be reached: then nothing is lost.
 */
export async function leave(accountId: string, sources: ReadonlySet<UnsentSource>): Promise<boolean> {
  const answer = await fetch('/logga-ut', { method: 'POST', redirect: 'manual' }).catch(() => null);
  if (answer?.type !== 'opaqueredirect') return false;
  for (const source of [...sources]) source.abandon();
  rememberAccount(null);
  wipeDrafts(accountId);
  await wipe(accountId).catch(() => undefined);
  location.replace('/logga-in');
  return true;
}
