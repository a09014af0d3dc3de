import type { Socket } from 'node:net';
import { CLOSE } from '@delaktig/sync';
import type { WebSocket } from 'ws';
import type { LiveSession } from './live-session.ts';
import type { OpenSection } from './member.ts';
import { PageSocket } from './page-socket.ts';
import { closeName, type Signals } from './signals.ts';
import type { StockSocket } from './stock-socket.ts';

/**
 * Rounds of the wheel that a socket may be silent: the phone that lost its net says no goodbye. Asked after so many
 * whether it is there, and cut after so many.
 */
const SILENCE = { asked: 6, cut: 7 } as const;

/** The frame that is answered by every WebSocket there is, without anybody noticing (RFC 6455, 5.5.2). */
const PING = Buffer.of(0x89, 0);

/** A socket that has shaken hands, until it is closed. */
export class LiveSocket {
  session: LiveSession | null = null;
  /** What serves the client, once it has been let in. */
  guest: PageSocket | StockSocket | null = null;
  readonly #socket: WebSocket;
  readonly #stream: Socket;
  readonly #signals: Signals;
  #read = 0;
  #rounds = 0;
  #silentRounds = 0;

  constructor(socket: WebSocket, stream: Socket, signals: Signals) {
    this.#socket = socket;
    this.#stream = stream;
    this.#signals = signals;
  }

  get page(): PageSocket | null {
    return this.guest instanceof PageSocket ? this.guest : null;
  }

  get queuedBytes(): number {
    return this.#stream.writableLength;
  }

  openSections(): Iterable<OpenSection> {
    return this.guest?.openSections() ?? [];
  }

  close(code: number, reason: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    const name = closeName(code);
    if (name) this.#signals.closed(name);
    this.#socket.close(code, reason);
  }

  /** Says goodbye, and resolves when the socket is closed, by whichever side. */
  farewell(): Promise<void> {
    return new Promise((resolve) => {
      this.#socket.once('close', () => resolve());
      this.close(CLOSE.restart, 'the server restarts');
    });
  }

  cut(): void {
    this.#socket.terminate();
  }

  /** Its turn has come: is it there, and does it know that we are? */
  beat(): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#listen();
    if (this.#silentRounds >= SILENCE.cut) return this.cut();
    this.#rounds += 1;
    // What is asked and what is told go out in one write: of a thousand idle sockets that is all the work.
    this.#stream.cork();
    if (this.#silentRounds >= SILENCE.asked) this.#stream.write(PING);
    // What one section of a page is sent keeps none of its others alive, so a page is always told.
    if (!this.page || this.#rounds % 2 === 0) this.guest?.heartbeat();
    this.#stream.uncork();
  }

  /** Whatever comes in is a sign of life: words, an answer to a ping, half a message. */
  #listen(): void {
    const { bytesRead } = this.#stream;
    // Whoever is made to wait has not been heard, and is not to blame.
    const isHeard = bytesRead !== this.#read || this.#socket.isPaused;
    this.#read = bytesRead;
    this.#silentRounds = isHeard ? 0 : this.#silentRounds + 1;
  }
}
