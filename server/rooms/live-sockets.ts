import { CLOSE } from '@delaktig/sync';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';

/** How long a client may take to answer a goodbye, in milliseconds. */
const GOODBYE_MS = 300;

/** `answered`: since the last beat; `heartbeat`: what the client is told at each. */
export type LiveSocket = { socket: WebSocket; sessionId: string; heartbeat(): void; answered: boolean };

/** The sockets of people who have been let in. Guarantee: one that is silent, or whose session has ended, is ended. */
export class LiveSockets {
  readonly #live = new Set<LiveSocket>();
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  get count(): number {
    return this.#live.size;
  }

  /** The sessions that hold a socket, each once. */
  get sessions(): string[] {
    return [...new Set([...this.#live].map(({ sessionId }) => sessionId))];
  }

  keep(socket: WebSocket, sessionId: string): LiveSocket {
    const entry: LiveSocket = { socket, sessionId, heartbeat: () => {}, answered: true };
    this.#live.add(entry);
    socket.on('pong', () => {
      entry.answered = true;
    });
    socket.on('close', () => this.#live.delete(entry));
    // A socket that breaks closes as well; without a listener the error would end the process.
    socket.on('error', (cause) => this.#log.debug({ cause }, 'a socket broke'));
    return entry;
  }

  /** A phone that lost its net says no goodbye: it is cut when it has not answered since the last beat. */
  beat(): void {
    for (const entry of this.#live) {
      if (entry.answered) {
        entry.answered = false;
        entry.socket.ping();
        entry.heartbeat();
      } else entry.socket.terminate();
    }
  }

  closeSession(sessionId: string): void {
    for (const entry of this.#live) {
      if (entry.sessionId === sessionId) entry.socket.close(CLOSE.noSession, 'the session has ended');
    }
  }
}

/** Says goodbye to all, and waits a moment for those who answer; the others are cut. */
export async function goodbye(sockets: readonly WebSocket[]): Promise<void> {
  const closed = sockets.map(
    (socket) =>
      new Promise<void>((resolve) => {
        socket.on('close', () => resolve());
        socket.close(CLOSE.restart, 'the server restarts');
      }),
  );
  const patience = setTimeout(() => {
    for (const socket of sockets) socket.terminate();
  }, GOODBYE_MS);
  await Promise.all(closed);
  clearTimeout(patience);
}
