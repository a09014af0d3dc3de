import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import type postgres from 'postgres';
import { WebSocketServer } from 'ws';
import { liveSessions } from '../database/gate.ts';
import type { SignedIn } from '../http/context.ts';
import { type Asker, showIn } from './admission.ts';
import { goodbye, LiveSockets } from './live-sockets.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import { RoomRegistry } from './registry.ts';
import { readTarget } from './target.ts';
import { Watchers } from './watchers.ts';

/** A long time offline is one message; twice the largest document. */
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

/** Half of the silence after which y-websocket leaves. */
const HEARTBEAT_MS = 15_000;

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

/** The sync server: sockets, rooms and the gate between them. */
export function createCollab(needs: CollabNeeds): Collab {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  const live = new LiveSockets(needs.log);
  const watchers = new Watchers();
  const rooms = new RoomRegistry(needs.sql, needs.log, (entrance, writers) =>
    watchers.writersChanged(entrance, writers),
  );
  const admission = { ...needs, rooms, watchers, live };
  let closing = false;

  const heart = setInterval(() => {
    live.beat();
    endDeadSessions(needs, live).catch((cause: unknown) =>
      needs.log.warn({ cause }, 'sessions could not be checked'),
    );
  }, needs.heartbeatMs ?? HEARTBEAT_MS);
  heart.unref();

  return {
    handleUpgrade(request, socket, head) {
      const target = readTarget(request.url);
      if (!target) return false;
      const { origin, cookie } = request.headers;
      if (origin !== undefined && !needs.isOwnOrigin(origin)) {
        refuseUpgrade(socket, '403 Forbidden');
        return true;
      }
      socket.on('error', () => socket.destroy());
      void whoAsks(needs, cookie).then((asker) => {
        // Whoever comes while the server goes down finds the next one; a handshake now would outlive the goodbye.
        if (closing) return socket.destroy();
        server.handleUpgrade(request, socket, head, (webSocket) =>
          showIn(admission, target, asker, webSocket),
        );
      });
      return true;
    },
    closeSession: (sessionId) => live.closeSession(sessionId),
    counts: () => ({ sockets: live.count, rooms: rooms.openRooms }),
    async close() {
      closing = true;
      clearInterval(heart);
      await rooms.close();
      await goodbye([...server.clients]);
      server.close();
    },
  };
}

async function whoAsks(needs: CollabNeeds, cookie: string | undefined): Promise<Asker> {
  try {
    return (await needs.sessionOf(cookie)) ?? 'nobody';
  } catch (cause) {
    needs.log.error({ cause }, 'a session could not be looked up');
    return 'away';
  }
}

async function endDeadSessions({ sql, now }: CollabNeeds, live: LiveSockets): Promise<void> {
  const held = live.sessions;
  if (held.length === 0) return;
  const alive = await liveSessions(sql, held, now());
  for (const sessionId of held) if (!alive.has(sessionId)) live.closeSession(sessionId);
}
