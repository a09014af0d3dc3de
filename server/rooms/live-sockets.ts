import type { Socket } from 'node:net';
import { CLOSE } from '@delaktig/sync';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import type { SignedIn } from '../http/context.ts';
import { LiveSession } from './live-session.ts';
import { LiveSocket } from './live-socket.ts';
import type { Signals } from './signals.ts';
import { Wheel } from './wheel.ts';

/** How long a client may take to answer a goodbye, in milliseconds. */
const GOODBYE_MS = 300;

/** Steps of a round: a socket's turn comes once in so many beats. Few, since waking up costs as much as ten sockets. */
export const STEPS = 4;

export type LiveSocketsNeeds = {
  log: Logger;
  signals: Signals;
  /** Sockets that one session may hold. */
  mostPerSession: number;
};

/**
 * The sockets that have shaken hands, and the sessions that hold those that were let in. Guarantee: one that is
 * silent, or whose session has expired, is ended; no socket has a timer of its own.
 */
export class LiveSockets {
  readonly #needs: LiveSocketsNeeds;
  readonly #all = new Set<LiveSocket>();
  readonly #sessions = new Map<string, LiveSession>();
  readonly #wheel = new Wheel<LiveSocket>(STEPS);
  /** When the first session expires; never later. */
  #firstExpiry = Number.POSITIVE_INFINITY;
  /** One listener for all: a socket that breaks closes as well, but an error that nobody hears ends the process. */
  readonly #broke = (cause: Error) => this.#needs.log.debug({ cause }, 'a socket broke');

  constructor(needs: LiveSocketsNeeds) {
    this.#needs = needs;
  }

  /** Sockets of people who have been let in. */
  get count(): number {
    let count = 0;
    for (const session of this.#sessions.values()) count += session.sockets.size;
    return count;
  }

  get queuedBytes(): number {
    let bytes = 0;
    for (const socket of this.#all) bytes += socket.queuedBytes;
    return bytes;
  }

  get sessions(): Iterable<LiveSession> {
    return this.#sessions.values();
  }

  session(sessionId: string): LiveSession | undefined {
    return this.#sessions.get(sessionId);
  }

  /** Looks after a socket until it is closed. */
  keep(socket: WebSocket, stream: Socket): LiveSocket {
    const live = new LiveSocket(socket, stream, this.#needs.signals);
    this.#all.add(live);
    socket.on('error', this.#broke);
    socket.once('close', () => this.#forget(live));
    return live;
  }

  /** The session that the socket belongs to from now on; null when that has as many as it may. */
  letIn(live: LiveSocket, signedIn: SignedIn): LiveSession | null {
    const session = this.#sessions.get(signedIn.sessionId) ?? new LiveSession(signedIn);
    if (session.sockets.size >= this.#needs.mostPerSession) return null;
    session.sockets.add(live);
    live.session = session;
    this.#sessions.set(signedIn.sessionId, session);
    this.#wheel.add(live);
    this.#expires(session.expiresAt);
    return session;
  }

  renew(session: LiveSession, expiresAt: Date): void {
    session.expiresAt = expiresAt;
    this.#expires(expiresAt);
  }

  /** Ends every socket of a session that holds no more. */
  end(session: LiveSession): void {
    for (const live of session.sockets) live.close(CLOSE.noSession, 'the session has ended');
  }

  /** Comes `STEPS` times a round. */
  beat(now: Date): void {
    for (const live of this.#wheel.step()) live.beat();
    if (now.getTime() >= this.#firstExpiry) this.#endExpired(now);
  }

  /** Says goodbye to all, and waits a moment for those who answer; the others are cut. */
  async goodbye(): Promise<void> {
    const farewells = [...this.#all].map((live) => live.farewell());
    const patience = setTimeout(() => {
      for (const live of this.#all) live.cut();
    }, GOODBYE_MS);
    await Promise.all(farewells);
    clearTimeout(patience);
  }

  #expires(at: Date): void {
    this.#firstExpiry = Math.min(this.#firstExpiry, at.getTime());
  }

  #endExpired(now: Date): void {
    this.#firstExpiry = Number.POSITIVE_INFINITY;
    for (const session of this.#sessions.values()) {
      if (session.expiresAt <= now) this.end(session);
      else this.#expires(session.expiresAt);
    }
  }

  #forget(live: LiveSocket): void {
    this.#all.delete(live);
    const { session } = live;
    if (!session) return;
    this.#wheel.delete(live);
    session.sockets.delete(live);
    if (session.sockets.size === 0) this.#sessions.delete(session.person.sessionId);
  }
}
