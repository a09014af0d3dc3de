import { CLOSE } from '@delaktig/sync';
import { closeName, type Signals } from './signals.ts';
import type { Message, Wire } from './wire.ts';

/** What may wait for one reader before the next message, in bytes, beside what it has asked for. */
const MOST_QUEUED = 4 * 1024 * 1024;
/** What may wait before one more answer: a page asks for all its sections, each of which may be a whole document. */
const MOST_ANSWERED = 16 * 1024 * 1024;

/**
 * Sends to one socket. A reader that does not read is cut, with a code that lets it come back and read the whole;
 * dropping single messages instead would leave it with less than it has been told.
 */
export class Outbox {
  readonly #wire: Wire;
  readonly #signals: Signals;
  #spoke = false;
  /** Bytes of answers, until everything that was sent has been read. */
  #answered = 0;

  constructor(wire: Wire, signals: Signals) {
    this.#wire = wire;
    this.#signals = signals;
  }

  send(message: Message): void {
    if (this.#unread() > MOST_QUEUED + this.#answered) return this.#cut();
    this.#write(message);
  }

  /** Sends what the reader has asked for, which may be long and takes as long as it takes. */
  answer(message: Message): void {
    if (this.#unread() > MOST_ANSWERED) return this.#cut();
    this.#answered += message.bytes.byteLength;
    this.#write(message);
  }

  #unread(): number {
    const { queuedBytes } = this.#wire;
    if (queuedBytes === 0) this.#answered = 0;
    return queuedBytes;
  }

  #write(message: Message): void {
    if (!this.#wire.isOpen) return;
    this.#spoke = true;
    this.#wire.send(message);
  }

  #cut(): void {
    if (!this.#wire.isOpen) return;
    this.#signals.closed('tooSlow');
    // Cut, not only closed: the goodbye would stand behind what is not read.
    this.#wire.close(CLOSE.tooSlow, 'too slow');
    this.#wire.cut();
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
