import { sectionRights } from '@delaktig/domain';
import { CLOSE } from '@delaktig/sync';
import type postgres from 'postgres';
import { sessionsInForce } from '../accounts/sessions-in-force.ts';
import { type DecisiveFacts, factsOfHouses, factsOfSections } from '../database/gate.ts';
import { within } from '../http/outage.ts';
import type { Affected } from './affected.ts';
import { NO_RIGHT, REPLACED } from './gate.ts';
import { isSameActor, type LiveSession } from './live-session.ts';
import type { LiveSockets } from './live-sockets.ts';
import type { OpenSection } from './member.ts';
import type { Watchers } from './watchers.ts';

/** A look-up that takes longer is given up, and begun again on another connection. */
const PATIENCE_MS = 5_000;

export type RedecideNeeds = {
  sql: postgres.Sql;
  now: () => Date;
  live: LiveSockets;
  watchers: Watchers;
};

/**
 * Decides anew for whomever some changes concern, from what the database says now; everybody else is left alone.
 * In four queries, however many they are. Throws when the database cannot be asked; nothing has been done then.
 */
export async function redecide(needs: RedecideNeeds, affected: Affected): Promise<void> {
  const { sql, live, watchers } = needs;
  const sessions = [...live.sessions].filter(({ person }) => affected.hasSession(person));
  const sectionIds = affectedSections(live, affected);
  const reportIds = [...watchers.reports()]
    .filter(({ reportId, unitIds }) => affected.hasReport(reportId, unitIds))
    .map(({ reportId }) => reportId);
  if (sessions.length + sectionIds.size + reportIds.length === 0) return;
  const sessionIds = sessions.map(({ person }) => person.sessionId);
  const [inForce, facts, houses] = await within(
    PATIENCE_MS,
    Promise.all([
      sessionIds.length > 0 ? sessionsInForce(sql, sessionIds, needs.now()) : null,
      factsOfSections(sql, [...sectionIds]),
      factsOfHouses(sql, reportIds),
    ]),
  );
  // From here on at one go: nobody comes or goes between what is decided.
  const changed: LiveSession[] = [];
  for (const session of sessions) {
    const now = inForce?.get(session.person.sessionId);
    if (!now) {
      live.end(session);
      continue;
    }
    live.renew(session, now.expiresAt);
    if (!session.isShownAs(now.account)) session.comeBackAs(now.account);
    if (isSameActor(session.actor, now.actor)) continue;
    session.actor = now.actor;
    changed.push(session);
  }
  closeWhatChanged(live, sectionIds, facts);
  for (const reportId of reportIds) watchers.renew(reportId, houses.get(reportId) ?? null);
  for (const session of changed) {
    for (const { page } of session.sockets) page?.tell({ type: 'changed', what: 'roles' });
    watchers.renewFor(session);
  }
}

/** The sections that are open, and changed, or are open to somebody who did. */
function affectedSections(live: LiveSockets, affected: Affected): Set<string> {
  const sectionIds = new Set<string>();
  for (const session of live.sessions) {
    const whole = affected.hasSession(session.person);
    for (const socket of session.sockets) {
      for (const { sectionId } of socket.openSections())
        if (whole || affected.hasSection(sectionId)) sectionIds.add(sectionId);
    }
  }
  return sectionIds;
}

/** Decides for everybody who has one of the sections open, and leaves those alone whose right is what it was. */
function closeWhatChanged(
  live: LiveSockets,
  sectionIds: ReadonlySet<string>,
  facts: ReadonlyMap<string, DecisiveFacts>,
): void {
  if (sectionIds.size === 0) return;
  const ends: { open: OpenSection; code: number; reason: string }[] = [];
  for (const { actor, sockets } of live.sessions) {
    for (const socket of sockets) {
      for (const open of socket.openSections()) {
        // One that was opened since the reading began has been decided by its gate, or is in the next round.
        if (!sectionIds.has(open.sectionId)) continue;
        const found = facts.get(open.sectionId);
        const rights = found ? sectionRights(actor, found.report, found.section) : null;
        if (!found || !rights?.read) ends.push({ open, ...NO_RIGHT });
        else if (found.epoch !== open.epoch) ends.push({ open, ...REPLACED });
        else if (rights.write !== open.mayWrite)
          ends.push({ open, code: CLOSE.rightsChanged, reason: 'the right to write has changed' });
      }
    }
  }
  for (const { open, code, reason } of ends) open.close(code, reason);
}
