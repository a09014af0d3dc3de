import { type Actor, reportRights, sectionRights } from '@delaktig/domain';
import { CLOSE, type CloseCode, parseRoomId, type RoomId } from '@delaktig/sync';
import type postgres from 'postgres';
import { type DecisiveHouse, houseFacts, sectionFacts } from '../database/gate.ts';

/** A section's room, and the right to it that was decided when the channel was opened. */
export type Entrance = RoomId & { reportId: string; mayWrite: boolean };

export type Refusal = { ok: false; code: CloseCode; reason: string };

export const NO_RIGHT: Refusal = { ok: false, code: CLOSE.noRight, reason: 'no right to this section' };

export const REPLACED: Refusal = {
  ok: false,
  code: CLOSE.replaced,
  reason: 'the section has another room now',
};

/**
 * Whether someone may open a section's room (by its name), and write in it: the same pure function as the page's loader and
 * its buttons. Throws when the database is away, which is never told as a denial.
 */
export async function openGate(
  sql: postgres.Sql,
  actor: Actor,
  roomName: string,
): Promise<{ ok: true; entrance: Entrance } | Refusal> {
  const room = parseRoomId(roomName);
  const found = room && (await sectionFacts(sql, room.sectionId));
  // A section that does not exist is told like one that is closed: ids must not be searched for.
  if (!found) return NO_RIGHT;
  const rights = sectionRights(actor, found.report, found.section);
  if (!rights.read) return NO_RIGHT;
  if (found.epoch !== room.epoch) return REPLACED;
  return { ok: true, entrance: { ...room, reportId: found.reportId, mayWrite: rights.write } };
}

/** What decides in a report, for someone who may be told of its events; null for anybody else. */
export async function houseFor(
  sql: postgres.Sql,
  actor: Actor,
  reportId: string,
): Promise<DecisiveHouse | null> {
  const house = await houseFacts(sql, reportId);
  return house && readsHouse(actor, house) ? house : null;
}

export function readsHouse(actor: Actor, { report, sections }: DecisiveHouse): boolean {
  return reportRights(actor, report, [...sections.values()]).read;
}
