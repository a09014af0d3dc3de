import {
  type Actor,
  type ReportFacts,
  reportRights,
  type SectionFacts,
  sectionRights,
} from '@delaktig/domain';
import { CLOSE, type CloseCode } from '@delaktig/sync';
import type postgres from 'postgres';
import { reportFacts, sectionFacts } from '../database/gate.ts';

/** A section's room and what decides about it, as the gate saw it when the channel was opened. */
export type Entrance = {
  sectionId: string;
  reportId: string;
  report: ReportFacts;
  section: SectionFacts;
  mayWrite: boolean;
};

export type Refusal = { ok: false; code: CloseCode; reason: string };

/**
 * Whether someone may open a section's room, and write in it: the same pure function as the page's loader and
 * its buttons. Throws when the database is away, which is never told as a denial.
 */
export async function openGate(
  sql: postgres.Sql,
  actor: Actor,
  sectionId: string,
): Promise<{ ok: true; entrance: Entrance } | Refusal> {
  const found = await sectionFacts(sql, sectionId);
  // A section that does not exist is told like one that is closed: ids must not be searched for.
  if (!found) return { ok: false, code: CLOSE.noRight, reason: 'no right to this section' };
  const rights = sectionRights(actor, found.report, found.section);
  if (!rights.read) return { ok: false, code: CLOSE.noRight, reason: 'no right to this section' };
  return { ok: true, entrance: { sectionId, ...found, mayWrite: rights.write } };
}

/** Whether someone may be told of a report's events. */
export async function mayWatch(sql: postgres.Sql, actor: Actor, reportId: string): Promise<boolean> {
  const facts = await reportFacts(sql, reportId);
  return facts !== null && reportRights(actor, facts.report, facts.sections).read;
}
