import type { WebSocket } from 'ws';
import { toBytes } from './to-bytes.ts';

/**
 * As much of a socket as the engine uses: a WebSocket in the product; in tests, one whose messages the test holds
 * and lets go as it likes.
 */
export type Wire = {
  readonly isOpen: boolean;
  /** Bytes sent that the other side has not read. */
  readonly queuedBytes: number;
  send(bytes: Uint8Array): void;
  /** Says why, and ends when the other side has answered. */
  close(code: number, reason: string): void;
  /** Ends at once, without a word. */
  cut(): void;
  /** Stops reading, so that what the other side says waits in the network. Each pause needs its resume. */
  pause(): void;
  resume(): void;
  /** What is sent inside goes out in one write. */
  together(work: () => void): void;
  /** One listener each. None hears anything more after the close. */
  onMessage(listener: (bytes: Uint8Array) => void): void;
  onClose(listener: () => void): void;
};

/** A WebSocket of `ws` that has shaken hands. */
export class SocketWire implements Wire {
  readonly #socket: WebSocket;
  #pauses = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  get queuedBytes(): number {
    return this.#socket.bufferedAmount;
  }

  send(bytes: Uint8Array): void {
    this.#socket.send(bytes);
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  cut(): void {
    this.#socket.terminate();
  }

  pause(): void {
    this.#pauses += 1;
    if (this.#pauses === 1) this.#socket.pause();
  }

  resume(): void {
    this.#pauses -= 1;
    if (this.#pauses === 0) this.#socket.resume();
  }

  together(work: () => void): void {
    work();
  }

  onMessage(listener: (bytes: Uint8Array) => void): void {
    this.#socket.on('message', (data) => {
      // One that is being shown out may still speak, and for half a minute if it does not answer.
      if (this.isOpen) listener(toBytes(data));
    });
  }

  onClose(listener: () => void): void {
    this.#socket.on('close', listener);
  }
}
