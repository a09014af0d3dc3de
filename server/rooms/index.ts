import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import type postgres from 'postgres';
import { WebSocketServer } from 'ws';
import type { SignedIn } from '../http/context.ts';
import { type AdmissionNeeds, type Asker, showIn } from './admission.ts';
import type { Compose } from './compose.ts';
import { Doorway } from './doorway.ts';
import { LiveSockets, STEPS } from './live-sockets.ts';
import { destroyBroken, refuseUpgrade } from './refuse-upgrade.ts';
import { RoomRegistry } from './registry.ts';
import { RightsWatch } from './rights-watch.ts';
import { type Counts, type Signals, UNHEARD } from './signals.ts';
import { readTarget, type Target } from './target.ts';
import { Watchers } from './watchers.ts';

const SOCKETS = {
  noServer: true,
  /** A long time offline is one message; twice the largest document. */
  maxPayload: 16 * 1024 * 1024,
  /** Ours know who is here, and their listeners are fewer. */
  clientTracking: false,
  /** Milliseconds for the answer to a goodbye: who is shown out keeps the connection no longer. */
  closeTimeout: 5_000,
};

/** A round of the beat. Two of them are less than the 30 s of silence after which y-websocket leaves. */
const HEARTBEAT_MS = 12_000;

/** What nobody with honest wishes reaches. */
export type Limits = {
  /**
   * Sockets of one session. A page has one, a stock client one for each section; a load test may have a thousand
   * under one cookie. So many take 50 MB.
   */
  socketsOfSession: number;
  /** Upgrades and sockets that have no answer yet: all phones after a restart, and no flood. */
  waiting: number;
  /** How long one of those may wait, in milliseconds. */
  waitingMs: number;
};

const LIMITS: Limits = { socketsOfSession: 2_000, waiting: 2_000, waitingMs: 10_000 };

export type CollabNeeds = {
  sql: postgres.Sql;
  log: Logger;
  now: () => Date;
  /** The schema of the prose that this server speaks; an older page must reload first. */
  schemaVersion: number;
  isOwnOrigin(origin: string): boolean;
  /** How often each socket is looked after, in milliseconds; 12 000 unless told. */
  heartbeatMs?: number;
  limits?: Partial<Limits>;
  /** Who watches the engine from outside. */
  signals?: Signals;
  /** The one look-up of a session, for pages and sockets. Throws when the database is away. */
  sessionOf(cookieHeader: string | undefined): Promise<SignedIn | null>;
};

export type Collab = {
  /** Takes the socket when the path is ours; answers whether it was. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Ends every socket of a session that was revoked, before the database tells of it. */
  closeSession(sessionId: string): void;
  counts(): Counts;
  compose: Compose;
  /** Gets ready what the first who come would wait for. */
  prepare(): void;
  /** Closes all sockets and resolves when everything received is stored or refused. */
  close(): Promise<void>;
};

/** The sync server: sockets, rooms and the gate between them. */
export function createCollab(needs: CollabNeeds): Collab {
  const server = new WebSocketServer(SOCKETS);
  const admission = admissionOf(needs);
  const { live, rights, rooms, doorway } = admission;
  let closing = false;
  rights.listen();
  const heart = setInterval(
    () => {
      live.beat(needs.now());
      doorway.beat(performance.now());
      rights.beat();
    },
    (needs.heartbeatMs ?? HEARTBEAT_MS) / STEPS,
  );
  heart.unref();

  const upgrade: Upgrade = async (request, socket, head, target) => {
    const waiting = doorway.enter(performance.now(), () => refuseUpgrade(socket, '503 Service Unavailable'));
    if (!waiting) return refuseUpgrade(socket, '503 Service Unavailable');
    socket.on('error', destroyBroken);
    const asOf = rights.changes;
    const asker = await whoAsks(needs, request.headers.cookie);
    if (!doorway.leave(waiting)) return;
    // Whoever comes while the server goes down finds the next one; a handshake now would outlive the goodbye.
    if (closing) return void socket.destroy();
    server.handleUpgrade(request, socket, head, (webSocket) => {
      socket.removeListener('error', destroyBroken);
      showIn(admission, { target, asker, asOf }, webSocket, socket);
    });
  };

  return {
    handleUpgrade(request, socket, head) {
      const target = readTarget(request.url);
      if (!target) return false;
      const { origin } = request.headers;
      if (origin !== undefined && !needs.isOwnOrigin(origin)) {
        admission.signals.closed('foreignOrigin');
        refuseUpgrade(socket, '403 Forbidden');
      } else if (socket instanceof Socket) void upgrade(request, socket, head, target);
      else socket.destroy();
      return true;
    },
    closeSession(sessionId) {
      const session = live.session(sessionId);
      if (session) live.end(session);
    },
    counts: () => ({
      sockets: live.count,
      rooms: rooms.openRooms,
      waitingBytes: rooms.waitingBytes,
      queuedBytes: live.queuedBytes,
    }),
    compose: (sectionId, act) => rooms.compose(sectionId, act),
    prepare: () => rooms.prepare(),
    async close() {
      closing = true;
      clearInterval(heart);
      rights.close();
      await rooms.close();
      await live.goodbye();
      server.close();
    },
  };
}

type Upgrade = (request: IncomingMessage, socket: Socket, head: Buffer, target: Target) => Promise<void>;

function admissionOf({
  sql,
  log,
  now,
  schemaVersion,
  signals = UNHEARD,
  limits,
}: CollabNeeds): AdmissionNeeds {
  const { socketsOfSession, waiting, waitingMs } = { ...LIMITS, ...limits };
  const live = new LiveSockets({ log, signals, mostPerSession: socketsOfSession });
  const watchers = new Watchers();
  const rooms = new RoomRegistry({
    sql,
    log,
    signals,
    writersChanged: (place, writers) => watchers.writersChanged(place, writers),
  });
  const rights = new RightsWatch({ sql, log, now, live, watchers, healer: rooms.healer });
  const doorway = new Doorway(waiting, waitingMs);
  return { sql, log, signals, schemaVersion, live, watchers, rights, rooms, doorway };
}

async function whoAsks(needs: CollabNeeds, cookie: string | undefined): Promise<Asker> {
  try {
    return (await needs.sessionOf(cookie)) ?? 'nobody';
  } catch (cause) {
    needs.log.error({ cause }, 'a session could not be looked up');
    return 'away';
  }
}
