import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { CLOSE } from '@delaktig/sync';
import type { Logger } from 'pino';
import type postgres from 'postgres';
import { type WebSocket, WebSocketServer } from 'ws';
import { liveSessions } from '../database/gate.ts';
import type { SignedIn } from '../http/context.ts';
import { mayWatch, openGate } from './gate.ts';
import type { Person } from './member.ts';
import { PageSocket } from './page-socket.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import { RoomRegistry } from './registry.ts';
import { attachStockSocket } from './stock-socket.ts';
import { readTarget, type Target } from './target.ts';
import { Watchers } from './watchers.ts';

/** A long time offline is one message; twice the largest document. */
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

/** Half of the silence after which y-websocket leaves. */
const HEARTBEAT_MS = 15_000;

/** How long a client may take to answer a goodbye. */
const GOODBYE_MS = 300;

export type CollabNeeds = {
  sql: postgres.Sql;
  log: Logger;
  now: () => Date;
  /** The schema of the prose that this server speaks; an older page must reload first. */
  schemaVersion: number;
  isOwnOrigin(origin: string): boolean;
  /** How often sockets and their sessions are looked after, in milliseconds; 15 000 unless told. */
  heartbeatMs?: number;
  /** The one look-up of a session, for pages and sockets. Throws when the database is away. */
  sessionOf(cookieHeader: string | undefined): Promise<SignedIn | null>;
};

export type Collab = {
  /** Takes the socket when the path is ours; answers whether it was. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Ends every socket of a session that was revoked. */
  closeSession(sessionId: string): void;
  counts(): { sockets: number; rooms: number };
  /** Closes all sockets and resolves when everything received is stored or refused. */
  close(): Promise<void>;
};

type Live = { socket: WebSocket; sessionId: string; heartbeat(): void; answered: boolean };

/** The sync server: sockets, rooms and the gate between them. */
export function createCollab(needs: CollabNeeds): Collab {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
  });
  const live = new Set<Live>();
  const watchers = new Watchers();
  const rooms = new RoomRegistry(needs.sql, needs.log, (entrance, writers) =>
    watchers.writersChanged(entrance, writers),
  );
  let closing = false;

  const heart = setInterval(() => {
    for (const entry of live) beat(entry);
    endDeadSessions().catch((cause: unknown) => needs.log.warn({ cause }, 'sessions could not be checked'));
  }, needs.heartbeatMs ?? HEARTBEAT_MS);
  heart.unref();

  async function endDeadSessions(): Promise<void> {
    const held = new Set([...live].map(({ sessionId }) => sessionId));
    if (held.size === 0) return;
    const alive = await liveSessions(needs.sql, [...held], needs.now());
    for (const sessionId of held) if (!alive.has(sessionId)) closeSession(sessionId);
  }

  function closeSession(sessionId: string): void {
    for (const entry of live) {
      if (entry.sessionId === sessionId) entry.socket.close(CLOSE.noSession, 'the session has ended');
    }
  }

  function keep(socket: WebSocket, sessionId: string): Live {
    const entry: Live = { socket, sessionId, heartbeat: () => {}, answered: true };
    live.add(entry);
    socket.on('pong', () => {
      entry.answered = true;
    });
    socket.on('close', () => live.delete(entry));
    // A socket that breaks closes as well; without a listener the error would end the process.
    socket.on('error', (cause) => needs.log.debug({ cause }, 'a socket broke'));
    return entry;
  }

  async function admit(target: Target, signedIn: SignedIn, socket: WebSocket): Promise<void> {
    const person: Person = {
      sessionId: signedIn.sessionId,
      accountId: signedIn.account.id,
      name: signedIn.account.name,
      initials: signedIn.account.initials,
    };
    const entry = keep(socket, person.sessionId);
    if (target.kind === 'section') {
      const decision = await openGate(needs.sql, signedIn.actor, target.sectionId);
      if (!decision.ok) return socket.close(decision.code, decision.reason);
      const { heartbeat } = await attachStockSocket(socket, person, decision.entrance, rooms);
      entry.heartbeat = heartbeat;
      return;
    }
    if (target.schema !== needs.schemaVersion)
      return socket.close(CLOSE.oldSchema, 'the page is older than the server');
    const page = new PageSocket(socket, {
      person,
      actor: signedIn.actor,
      rooms,
      log: needs.log,
      gate: (sectionId) => openGate(needs.sql, signedIn.actor, sectionId),
      watch: async (reportId, watcher) => {
        const may = await mayWatch(needs.sql, signedIn.actor, reportId);
        if (may && socket.readyState === socket.OPEN) watchers.add(reportId, watcher);
        return may;
      },
    });
    socket.on('close', () => watchers.forget(page));
    entry.heartbeat = () => page.tell({ type: 'alive' });
  }

  /** `away`: the database could not be asked, which is never told as a denial. */
  async function lookUp(cookie: string | undefined): Promise<SignedIn | 'nobody' | 'away'> {
    try {
      return (await needs.sessionOf(cookie)) ?? 'nobody';
    } catch (cause) {
      needs.log.error({ cause }, 'a session could not be looked up');
      return 'away';
    }
  }

  /** A browser cannot see an HTTP status and would try for ever: who may not come in is let in and shown out. */
  function showIn(target: Target, answer: SignedIn | 'nobody' | 'away', socket: WebSocket): void {
    if (answer === 'away') return socket.close(CLOSE.unavailable, 'try again later');
    if (answer === 'nobody') return socket.close(CLOSE.noSession, 'no session');
    // What the client says before somebody listens would be lost: it waits in the network meanwhile.
    socket.pause();
    admit(target, answer, socket)
      .catch((cause: unknown) => {
        if (!closing) needs.log.error({ cause }, 'a socket could not be let in');
        socket.close(CLOSE.unavailable, 'try again later');
      })
      .finally(() => socket.resume());
  }

  function handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const target = readTarget(request.url);
    if (!target) return false;
    const origin = request.headers.origin;
    if (origin !== undefined && !needs.isOwnOrigin(origin)) {
      refuseUpgrade(socket, '403 Forbidden');
      return true;
    }
    socket.on('error', () => socket.destroy());
    void lookUp(request.headers.cookie).then((answer) => {
      // Whoever comes while the server goes down finds the next one; a handshake now would outlive the goodbye.
      if (closing) return socket.destroy();
      server.handleUpgrade(request, socket, head, (webSocket) => showIn(target, answer, webSocket));
    });
    return true;
  }

  return {
    handleUpgrade,
    closeSession,
    counts: () => ({ sockets: live.size, rooms: rooms.openRooms }),
    close: async () => {
      closing = true;
      clearInterval(heart);
      await rooms.close();
      await goodbye([...server.clients]);
      server.close();
    },
  };
}

/** A phone that lost its net says no goodbye: it is cut when it has not answered since the last time. */
function beat(entry: Live): void {
  if (!entry.answered) return entry.socket.terminate();
  entry.answered = false;
  entry.socket.ping();
  entry.heartbeat();
}

/** Says goodbye to all, and waits a moment for those who answer; the others are cut. */
async function goodbye(sockets: WebSocket[]): Promise<void> {
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
