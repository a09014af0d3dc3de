import { CLOSE } from '@delaktig/sync';
import type { Logger } from 'pino';
import type postgres from 'postgres';
import type { WebSocket } from 'ws';
import type { SignedIn } from '../http/context.ts';
import { mayWatch, openGate } from './gate.ts';
import type { LiveSockets } from './live-sockets.ts';
import type { Person } from './member.ts';
import { PageSocket } from './page-socket.ts';
import type { RoomRegistry } from './registry.ts';
import { attachStockSocket } from './stock-socket.ts';
import type { Target } from './target.ts';
import type { Watchers } from './watchers.ts';

export type AdmissionNeeds = {
  sql: postgres.Sql;
  log: Logger;
  schemaVersion: number;
  rooms: RoomRegistry;
  watchers: Watchers;
  live: LiveSockets;
};

/** Who asks: `nobody` has no session, `away` could not be asked for, since the database is away. */
export type Asker = SignedIn | 'nobody' | 'away';

/**
 * Takes a socket that has shaken hands to where it wants, or shows it out: a browser cannot see an HTTP status and
 * would try for ever. An outage is never told as a denial.
 */
export function showIn(needs: AdmissionNeeds, target: Target, asker: Asker, socket: WebSocket): void {
  if (asker === 'away') return socket.close(CLOSE.unavailable, 'try again later');
  if (asker === 'nobody') return socket.close(CLOSE.noSession, 'no session');
  // What the client says before somebody listens would be lost: it waits in the network meanwhile.
  socket.pause();
  admit(needs, target, asker, socket)
    .catch((cause: unknown) => {
      needs.log.error({ cause }, 'a socket could not be let in');
      socket.close(CLOSE.unavailable, 'try again later');
    })
    .finally(() => socket.resume());
}

async function admit(
  needs: AdmissionNeeds,
  target: Target,
  signedIn: SignedIn,
  socket: WebSocket,
): Promise<void> {
  const entry = needs.live.keep(socket, signedIn.sessionId);
  if (target.kind === 'section') {
    const decision = await openGate(needs.sql, signedIn.actor, target.sectionId);
    if (!decision.ok) return socket.close(decision.code, decision.reason);
    const stock = await attachStockSocket(socket, personOf(signedIn), decision.entrance, needs.rooms);
    entry.heartbeat = stock.heartbeat;
  } else if (target.schema !== needs.schemaVersion) {
    socket.close(CLOSE.oldSchema, 'the page is older than the server');
  } else {
    const page = openPage(needs, signedIn, socket);
    entry.heartbeat = () => page.tell({ type: 'alive' });
  }
}

function openPage(
  { sql, log, rooms, watchers }: AdmissionNeeds,
  signedIn: SignedIn,
  socket: WebSocket,
): PageSocket {
  const page = new PageSocket(socket, {
    person: personOf(signedIn),
    actor: signedIn.actor,
    rooms,
    log,
    gate: (sectionId) => openGate(sql, signedIn.actor, sectionId),
    watch: async (reportId, watcher) => {
      const may = await mayWatch(sql, signedIn.actor, reportId);
      if (may && socket.readyState === socket.OPEN) watchers.add(reportId, watcher);
      return may;
    },
  });
  socket.on('close', () => watchers.forget(page));
  return page;
}

const personOf = ({ sessionId, account }: SignedIn): Person => ({
  sessionId,
  accountId: account.id,
  name: account.name,
  initials: account.initials,
});
