import type { Logger } from 'pino';

/** How long entries may wait for their reader, in milliseconds. */
const PATIENCE_MS = 60_000;

/**
 * The reader's side of the queue of who did what in which row (`room_shares`): reads it a while after something has
 * come, and never when nothing has. Guarantee: the writing of words never waits for it, and a reading that fails is
 * tried again.
 */
export class ShareQueue {
  readonly #read: () => Promise<unknown>;
  readonly #log: Logger;
  #timer: NodeJS.Timeout | null = null;

  /** @param read takes all that waits out of the queue */
  constructor(read: () => Promise<unknown>, log: Logger) {
    this.#read = read;
    this.#log = log;
  }

  /** Something was put in. */
  came(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#read().catch((cause: unknown) => {
        this.#log.warn({ cause }, 'the queue of shares could not be read');
        this.came();
      });
    }, PATIENCE_MS).unref();
  }

  /** What waits is read at the next start. */
  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
  }
}
