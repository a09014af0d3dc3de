import * as Y from 'yjs';
import { typedWords } from '../collab/typed-words.ts';
import { keptWords, wipe } from '../collab/unsent-store.ts';
import { rememberAccount } from '../signed-in.ts';
import type { Unsent, UnsentSource } from './unsent-sources.ts';

/** One section with unsent changes, wherever in this browser they are. */
export type UnsentPlace = {
  key: string;
  reportId: string;
  reportName: string;
  sectionName: string;
  count: number;
  words: string;
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
  return byPlace([...kept, ...here.flatMap((source) => source.inTabAlone())]);
}

/** Pure: adds up what belongs to the same section. */
export function byPlace(all: readonly Unsent[]): UnsentPlace[] {
  const places = new Map<string, Unsent[]>();
  for (const one of all) {
    const key = `${one.reportId} ${one.sectionName}`;
    places.set(key, [...(places.get(key) ?? []), one]);
  }
  return [...places].map(([key, parts]) => ({
    key,
    reportId: parts[0]?.reportId ?? '',
    reportName: parts[0]?.reportName ?? '',
    sectionName: parts[0]?.sectionName ?? '',
    count: parts.reduce((sum, { count }) => sum + count, 0),
    words: typedWords(Y.mergeUpdates(parts.map(({ update }) => update))),
  }));
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
  await wipe(accountId).catch(() => undefined);
  location.replace('/logga-in');
  return true;
}
