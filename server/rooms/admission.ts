import type { Socket } from 'node:net';
import { CLOSE, roomIdOf } from '@delaktig/sync';
import type { Logger } from 'pino';
import type postgres from 'postgres';
import type { WebSocket } from 'ws';
import type { SignedIn } from '../http/context.ts';
import type { Doorway } from './doorway.ts';
import { houseFor, openGate } from './gate.ts';
import { isSameActor, type LiveSession } from './live-session.ts';
import type { LiveSocket } from './live-socket.ts';
import type { LiveSockets } from './live-sockets.ts';
import { PageSocket } from './page-socket.ts';
import type { RoomRegistry } from './registry.ts';
import type { RightsWatch } from './rights-watch.ts';
import type { Signals } from './signals.ts';
import { StockSocket } from './stock-socket.ts';
import type { Target } from './target.ts';
import type { Watchers } from './watchers.ts';
import { SocketWire } from './wire.ts';

export type AdmissionNeeds = {
  sql: postgres.Sql;
  log: Logger;
  signals: Signals;
  schemaVersion: number;
  rooms: RoomRegistry;
  watchers: Watchers;
  live: LiveSockets;
  rights: RightsWatch;
  doorway: Doorway;
};

/** `nobody` has no session, `away` could not be asked for, since the database is away. */
export type Asker = SignedIn | 'nobody' | 'away';

/** `asOf`: the changes of rights that had been heard before it was asked who they are. */
export type Visit = { target: Target; asker: Asker; asOf: number };

/**
 * Takes a socket that has shaken hands to where it wants, or shows it out: a browser cannot see an HTTP status and
 * would try for ever. An outage is never told as a denial.
 */
export function showIn(needs: AdmissionNeeds, visit: Visit, socket: WebSocket, stream: Socket): void {
  const live = needs.live.keep(socket, stream);
  const { asker, asOf, target } = visit;
  if (asker === 'away') return live.close(CLOSE.unavailable, 'try again later');
  if (asker === 'nobody') return live.close(CLOSE.noSession, 'no session');
  if (target.kind === 'page' && target.schema !== needs.schemaVersion)
    return live.close(CLOSE.oldSchema, 'the page is older than the server');
  // Another has signed in beside the page, which still holds the words of the one it was made for.
  if (target.kind === 'page' && (target.account ?? asker.account.id) !== asker.account.id)
    return live.close(CLOSE.noSession, 'the session is of another account');
  const session = needs.live.letIn(live, asker);
  if (!session) return live.close(CLOSE.tooMany, 'too many connections of one session');
  // Another socket of the session may have come with an older answer, or this one with one that holds no more.
  if (needs.rights.changes !== asOf || !isSameActor(session.actor, asker.actor))
    needs.rights.again({ of: 'session', id: session.person.sessionId });
  const wire = new SocketWire(socket, stream);
  if (target.kind === 'section') return void openSection(needs, live, session, wire, target.room);
  const page = openPage(needs, session, wire);
  live.guest = page;
  socket.once('close', () => needs.watchers.forget(page));
}

/** What the client says before somebody listens would be lost: it waits in the network meanwhile. */
async function openSection(
  needs: AdmissionNeeds,
  live: LiveSocket,
  session: LiveSession,
  wire: SocketWire,
  room: string,
): Promise<void> {
  const giveUp = () => live.close(CLOSE.unavailable, 'try again later');
  const waiting = needs.doorway.enter(performance.now(), giveUp);
  if (!waiting) return giveUp();
  wire.pause();
  try {
    const asOf = needs.rights.changes;
    const decision = await openGate(needs.sql, session.actor, room);
    if (!decision.ok) return live.close(decision.code, decision.reason);
    if (!wire.isOpen) return;
    live.guest = await StockSocket.open(wire, decision.entrance, {
      person: session.person,
      rooms: needs.rooms,
      signals: needs.signals,
      admitted: () => {
        const { sectionId } = decision.entrance;
        if (needs.rights.changes !== asOf) needs.rights.again({ of: 'opening', sectionId });
      },
    });
  } catch (cause) {
    needs.log.error({ cause }, 'a socket could not be let in');
    giveUp();
  } finally {
    needs.doorway.leave(waiting);
    wire.resume();
  }
}

function openPage(
  { sql, log, signals, rooms, rights, watchers }: AdmissionNeeds,
  session: LiveSession,
  wire: SocketWire,
): PageSocket {
  /** The changes that had been heard when the gate began to read, of rooms that are being opened. */
  const asOf = new Map<string, number>();
  const page = new PageSocket(wire, {
    person: session.person,
    rooms,
    log,
    signals,
    gate: async (room) => {
      // The same room may be asked for twice at once: the older reading counts for both.
      if (!asOf.has(room)) asOf.set(room, rights.changes);
      const decision = await openGate(sql, session.actor, room).catch((cause: unknown) => {
        asOf.delete(room);
        throw cause;
      });
      if (!decision.ok) asOf.delete(room);
      return decision;
    },
    admitted: (open) => {
      const room = roomIdOf(open);
      if (asOf.get(room) !== rights.changes) rights.again({ of: 'opening', sectionId: open.sectionId });
      asOf.delete(room);
    },
    watch: async (reportId) => {
      const before = rights.changes;
      const house = await houseFor(sql, session.actor, reportId);
      if (!house || !wire.isOpen) return house !== null;
      const isKnown = watchers.add(reportId, page, session, house);
      if (!isKnown || rights.changes !== before) rights.again({ of: 'report', id: reportId });
      return true;
    },
  });
  return page;
}
