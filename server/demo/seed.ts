import type { Interchange, ReportState } from '@delaktig/domain';
import { dayInStockholm } from '@delaktig/domain';
import type { Sql } from '../database/connect.ts';
import { createReport } from '../reports/create-report.ts';
import { homeSupportThisYear } from './home-support/this-year.ts';
import { homeSupportLastYear } from './home-support-last-year/last-year.ts';
import type { UnitKey } from './organisation.ts';
import { strandgarden } from './other-units/strandgarden.ts';
import { tallkotten } from './other-units/tallkotten.ts';
import { walkPastRoad } from './past-road.ts';
import { type Places, placePeople, placeUnits } from './place.ts';
import { idOf, type SectionSetting, setSections } from './section-settings.ts';
import { seedThreads } from './threads.ts';

const DAY = 24 * 60 * 60 * 1000;

/** How long the report that is under way stays open, so that the demo looks the same on any day. */
const DAYS_OPEN = 25;

/** As the manager has left the sections of the report under way; by goal or heading. */
const SECTIONS: SectionSetting[] = [
  { title: 'Stödet börjar inom två veckor', write: ['evening'], deputies: ['Maria Kokkonen'] },
  { title: 'Scheman som går att leva med', deputies: ['Maria Kokkonen'] },
  { title: 'Vi håller vår budget', controllersWrite: true },
  { title: 'Fler prövar arbete eller studier', ready: true },
  { title: 'Var och en formar sitt eget stöd', ready: true },
  { title: 'Vi cyklar till hälften av besöken', ready: true },
  { title: 'Investeringar', ready: true },
  { title: 'Avvikelser och lex Sarah', ready: true },
  { title: 'Extern granskning, tillsyn och brukarundersökningar', ready: true },
];

/**
 * Fills the demo's own empty database with Almsjö kommun. Does nothing when there is any account. Accounts
 * come last and in one transaction, so that a start that was cut off is finished by the next one.
 * For demo mode only: every account it makes lets anybody in.
 */
export async function seedDemo(sql: Sql, now: Date): Promise<void> {
  const [account] = await sql`select 1 from accounts limit 1`;
  if (account) return;
  const year = demoYear(now);
  const places = await placeUnits(sql);
  const underWay = await ensureReport(sql, places, 'homeSupport', homeSupportThisYear(year), {
    state: 'open',
    lastCommentDay: dayInStockholm(new Date(now.getTime() + DAYS_OPEN * DAY)),
    now: new Date(now.getTime() - 3 * DAY),
  });
  const adopted = await ensureReport(sql, places, 'homeSupport', homeSupportLastYear(year - 1), {
    state: 'adopted',
    lastCommentDay: `${year}-01-22`,
    now: new Date(`${year}-01-07T09:00:00+01:00`),
  });
  await ensureReport(sql, places, 'strandgarden', strandgarden(year), { state: 'draft', now });
  await ensureReport(sql, places, 'tallkotten', tallkotten(year), { state: 'draft', now });
  await sql.begin(async (tx) => {
    const people = await placePeople(tx, places);
    const managerId = idOf(people, 'Annika Lindahl');
    const marked = { managerId, at: new Date(now.getTime() - DAY) };
    await setSections(tx, underWay, SECTIONS, { places, people, marked });
    await seedThreads(tx, underWay, people, now);
    await walkPastRoad(tx, adopted, {
      managerId,
      superiorId: idOf(people, 'Eva Norén'),
      marked: new Date(`${year}-01-23T10:00:00+01:00`),
      approved: new Date(`${year}-01-27T14:00:00+01:00`),
      submitted: new Date(`${year}-01-28T09:00:00+01:00`),
    });
  });
}

/** The year whose verksamhetsberättelse is under way: from September its own, before that the last one's. */
export function demoYear(now: Date): number {
  const [year, month] = dayInStockholm(now).split('-').map(Number);
  if (year === undefined || month === undefined) throw new Error('Not a day');
  return month >= 9 ? year : year - 1;
}

async function ensureReport(
  sql: Sql,
  places: Places,
  unit: UnitKey,
  interchange: Interchange,
  at: { state: ReportState; lastCommentDay?: string; now: Date },
): Promise<string> {
  const { kind, year } = interchange;
  if (kind === null || year === null) throw new Error('A report of the demo has a kind and a year');
  const unitId = places.units[unit];
  const created = await createReport(sql, { interchange, kind, year, unitId, createdBy: null, ...at });
  return created.reportId;
}
