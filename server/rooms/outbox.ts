import { CLOSE } from '@delaktig/sync';
import type { WebSocket } from 'ws';

/** What may wait for one reader before the next message, in bytes; one alone may be a whole document. */
const MOST_QUEUED = 4 * 1024 * 1024;

/**
 * Sends to one socket. A reader that does not read is cut, with a code that lets it come back and read the whole;
 * dropping single messages instead would leave it with less than it has been told.
 */
export class Outbox {
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  send(bytes: Uint8Array): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > MOST_QUEUED) {
      // terminate, not close: the close frame would stand behind what is not read.
      this.#socket.close(CLOSE.tooSlow, 'too slow');
      this.#socket.terminate();
      return;
    }
    this.#socket.send(bytes);
  }

  close(code: number, reason: string): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.close(code, reason);
  }
}
