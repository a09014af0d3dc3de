import { CLOSE } from '@delaktig/sync';
import { closeName, type Signals } from './signals.ts';
import type { Message, Wire } from './wire.ts';

/** What may wait for one reader before the next message, in bytes; one alone may be a whole document. */
const MOST_QUEUED = 4 * 1024 * 1024;

/**
 * Sends to one socket. A reader that does not read is cut, with a code that lets it come back and read the whole;
 * dropping single messages instead would leave it with less than it has been told.
 */
export class Outbox {
  readonly #wire: Wire;
  readonly #signals: Signals;
  #spoke = false;

  constructor(wire: Wire, signals: Signals) {
    this.#wire = wire;
    this.#signals = signals;
  }

  send(message: Message): void {
    if (!this.#wire.isOpen) return;
    if (this.#wire.queuedBytes > MOST_QUEUED) {
      this.#signals.closed('tooSlow');
      // Cut, not only closed: the goodbye would stand behind what is not read.
      this.#wire.close(CLOSE.tooSlow, 'too slow');
      this.#wire.cut();
      return;
    }
    this.#spoke = true;
    this.#wire.send(message);
  }

  /** Whether nothing has been sent since this was asked last. */
  wasQuiet(): boolean {
    const quiet = !this.#spoke;
    this.#spoke = false;
    return quiet;
  }

  close(code: number, reason: string): void {
    if (!this.#wire.isOpen) return;
    const name = closeName(code);
    if (name) this.#signals.closed(name);
    this.#wire.close(code, reason);
  }
}
