import { dayInStockholm, daysAfter, sectionRights } from '@delaktig/domain';
import type postgres from 'postgres';
import type { Sql } from '../database/connect.ts';
import { peopleOfUnits } from '../database/people-of-units.ts';
import { reportById } from '../database/reports.ts';
import { factsOf, sectionsOf } from '../database/sections.ts';
import { insertLastDays } from '../database/threads-notices.ts';
import { reportFacts, standingAt } from '../reports/rights-in.ts';

/** The reports that are open for comments through a day (ISO date). */
export async function reportsThatEnd(sql: postgres.ISql, day: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from reports where state = 'open' and last_comment_day = ${day} order by id`;
  return rows.map(({ id }) => id);
}

/**
 * Tells everybody who may comment on a report that tomorrow is the last day for it. Each is told once of a report,
 * however often and by how many servers this is done.
 */
export async function tellLastDay(sql: Sql, reportId: string, now: Date): Promise<void> {
  const today = dayInStockholm(now);
  await sql.begin(async (tx) => {
    const stored = await reportById(tx, reportId);
    if (stored === null || stored.lastCommentDay !== daysAfter(today, 1)) return;
    const facts = reportFacts(standingAt(stored, now));
    const sections = (await sectionsOf(tx, [reportId])).filter(({ hasRoom }) => hasRoom).map(factsOf);
    const people = (await peopleOfUnits(tx, facts.unitIds, today)).filter(({ id, assignments }) =>
      sections.some(
        (section) => sectionRights({ accountId: id, assignments }, facts, section).comment === 'report',
      ),
    );
    const told = people.map(({ id }) => id).sort();
    await insertLastDays(tx, told, { reportId, day: today, at: now });
  });
}
