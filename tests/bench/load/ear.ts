import { writerOf } from './pen.ts';
import { scanUpdate } from './scan-update.ts';

/** What one client has heard of each writer. */
export type Ear = {
  hear(update: Uint8Array): void;
  /** How many clocks of a writer have come, without a gap. */
  has(writer: number): number;
};

/**
 * Knows every clock once, however the server merges or repeats updates; one that comes before those to its left
 * is an error of the server. `self`: the writer whose ear it is, whose own words are not news.
 */
export function earOf(onNews: (writer: number, from: number, to: number) => void = () => {}, self = -1): Ear {
  const seen: number[] = [];
  const visit = (client: number, clock: number, length: number) => {
    const writer = writerOf(client);
    if (writer < 0 || writer === self) return;
    const from = seen[writer] ?? 0;
    const to = clock + length;
    if (to <= from) return;
    if (clock > from) throw new Error(`Writer ${writer}: clock ${clock} came before ${from}`);
    seen[writer] = to;
    onNews(writer, from, to);
  };
  return { hear: (update) => scanUpdate(update, visit), has: (writer) => seen[writer] ?? 0 };
}
