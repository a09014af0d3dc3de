import type { AwarenessEntry } from '@delaktig/sync';

/** What is told to everyone who has a room open, on every node. */
export type News =
  /** A row of the room's log that is committed; numbers follow each other, so that a gap shows. */
  | { kind: 'words'; seq: number; update: Uint8Array }
  /** Who writes where: the last of each client. What is lost of it the next one makes up for. */
  | { kind: 'presence'; entries: readonly AwarenessEntry[] };

export type Listener = (news: readonly News[]) => void;

/**
 * Carries what happened in a room to every node that has it open, the one that tells it included. What every
 * implementation guarantees (`fan-out.contract.ts`): a listener hears all that is published on its topic from the
 * moment `subscribe` has answered until it ends, each once, in the order in which one publisher published it;
 * nothing of other topics; a listener that throws takes nothing from the others. An implementation over a network
 * may lose news: a listener tells by the numbers.
 */
export type FanOut = {
  publish(topic: string, news: readonly News[]): void;
  /** Answers how to stop listening. */
  subscribe(topic: string, listener: Listener): () => void;
};

/** One node: what is published is heard before `publish` answers. */
export class LocalFanOut implements FanOut {
  readonly #topics = new Map<string, Set<Listener>>();

  publish(topic: string, news: readonly News[]): void {
    const failures: unknown[] = [];
    for (const listener of [...(this.#topics.get(topic) ?? [])]) {
      try {
        listener(news);
      } catch (cause) {
        failures.push(cause);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Those who listen to a room threw');
  }

  subscribe(topic: string, listener: Listener): () => void {
    const listeners = this.#topics.get(topic) ?? new Set();
    this.#topics.set(topic, listeners.add(listener));
    return () => {
      if (listeners.delete(listener) && listeners.size === 0) this.#topics.delete(topic);
    };
  }
}
