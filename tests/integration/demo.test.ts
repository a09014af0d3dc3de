import {
  type Actor,
  dayInStockholm,
  type GoalNode,
  type OutlineNode,
  plainText,
  type SectionView,
} from '@delaktig/domain';
import { fieldsFromUpdate } from '@delaktig/editor';
import { expect, it } from 'vitest';
import { actorOf } from '../../server/accounts/actor.ts';
import { demoAccounts } from '../../server/accounts/demo-accounts.ts';
import { invitations } from '../../server/accounts/invitations.ts';
import type { Sql } from '../../server/database/connect.ts';
import { assignmentsInForce } from '../../server/database/organisation.ts';
import { proseOf } from '../../server/database/sections.ts';
import { seedDemo } from '../../server/demo/seed.ts';
import { overview } from '../../server/organisation/overview.ts';
import { viewReport } from '../../server/reports/view-report.ts';
import { verifyReport } from '../../server/road/verify.ts';
import { testDatabase } from '../support/database.ts';

const NOW = new Date('2026-11-22T10:00:00Z');

it('fills an empty database once', async () => {
  const { sql } = await testDatabase();
  await seedDemo(sql, NOW);
  const first = await counts(sql);
  expect(first).toMatchObject({ administrations: 2, units: 4, work_groups: 8, accounts: 20, reports: 4 });
  await seedDemo(sql, new Date('2028-01-01T10:00:00Z'));
  expect(await counts(sql)).toEqual(first);
});

it('leaves a database with an account alone', async () => {
  const { sql } = await testDatabase();
  await sql`insert into accounts (name) values ('Någon annan')`;
  await seedDemo(sql, NOW);
  expect(await counts(sql)).toMatchObject({ administrations: 0, units: 0, accounts: 1, reports: 0 });
});

it('finishes what a start that was cut off has begun', async () => {
  const { sql } = await testDatabase();
  await seedDemo(sql, NOW);
  const whole = await counts(sql);
  for (const table of [
    'notices',
    'thread_reads',
    'threads',
    'submissions',
    'approvals',
    'section_versions',
    'road_acts',
  ]) {
    await sql`delete from ${sql(table)}`;
  }
  for (const table of ['section_deputies', 'section_writers', 'assignment_groups', 'role_assignments']) {
    await sql`delete from ${sql(table)}`;
  }
  await sql`delete from accounts`;
  await sql`delete from reports where state = 'draft'`;
  await sql`delete from work_groups where name = 'Pedagogerna'`;
  await seedDemo(sql, NOW);
  expect(await counts(sql)).toEqual(whole);
});

it('has a report that was approved and handed in, as it stands', async () => {
  const { sql } = await testDatabase();
  await seedDemo(sql, NOW);
  const { id } = await reportOf(sql, 'Enheten för hemnära stöd', 2025);
  const verdicts = (await verifyReport(sql, id)) ?? [];
  expect(verdicts.length).toBeGreaterThan(20);
  expect(verdicts.filter(({ outcome }) => outcome !== 'same')).toEqual([]);
  expect(verdicts.at(-1)).toMatchObject({ title: null, outcome: 'same' });
});

it('offers people whose reports are as the sign-in page says', async () => {
  const { sql } = await testDatabase();
  await seedDemo(sql, NOW);
  const people = await demoAccounts(sql, NOW);
  expect(people.map(({ name }) => name).slice(0, 3)).toEqual(['Karin Öberg', 'Ali Rezai', 'Annika Lindahl']);

  const report = await reportOf(sql, 'Enheten för hemnära stöd', 2026);
  expect(report).toMatchObject({ state: 'open', day: '2026-12-17' });
  const writes = async (name: string) => titlesOf(await sectionsFor(sql, name, report.id), 'write');
  expect(await writes('Ali Rezai')).toEqual(['Stödet börjar inom två veckor']);
  expect(await writes('Karin Öberg')).toEqual([]);
  expect(await writes('Maria Kokkonen')).toEqual([
    'Stödet börjar inom två veckor',
    'Scheman som går att leva med',
  ]);
  expect(await writes('Jonas Åkerlund')).toEqual([
    'Vi håller vår budget',
    'Uppföljning av ekonomi',
    'Analys av resultaträkning – uppföljning av driftbudget',
    'Medel för lokaländamål',
    'Övrigt',
  ]);
  expect(titlesOf(await sectionsFor(sql, 'Eva Norén', report.id), 'approve')).toHaveLength(6);
  expect(await sectionsFor(sql, 'Petra Lundgren', report.id)).toBe('forbidden');

  const last = await reportOf(sql, 'Enheten för hemnära stöd', 2025);
  expect(last.state).toBe('adopted');
  for (const { section } of (await sectionsFor(sql, 'Annika Lindahl', last.id)) as Titled[]) {
    expect(section).toMatchObject({ state: 'approved', rights: { write: false, comment: 'next-plan' } });
  }
});

it('has as many who can sign in on the overview as among the invitations', async () => {
  const { sql } = await testDatabase();
  await seedDemo(sql, NOW);
  const [admin] = await sql<{ accountId: string; administrationId: string }[]>`
    select account_id as "accountId", administration_id as "administrationId" from role_assignments
    where role = 'administrator' order by valid_from, id limit 1`;
  if (admin === undefined) throw new Error('The demo has an administrator');
  const { accountId, administrationId } = admin;
  const actor = await actorNow(sql, accountId);
  const seen = await overview({ sql, actor, clock: () => NOW }, administrationId);
  const invited = await invitations({ sql, actor, now: NOW }, { administrationId });
  if (!seen.ok || invited === null) throw new Error('Its administrator sees both');
  expect(seen.view.withoutSignIn).toBeGreaterThan(0);
  expect(invited.people).toHaveLength(seen.view.withoutSignIn);
  expect(invited.canSignIn).toBe(seen.view.people - seen.view.withoutSignIn);
});

it('has comments and suggestions on words that stand there', async () => {
  const { sql } = await testDatabase();
  await seedDemo(sql, NOW);
  const places = await sql<
    { sectionId: string; field: string; quote: string; around: string; taken: boolean | null }[]
  >`
    select p.section_id as "sectionId", p.field, p.quote, p.prefix || p.quote || p.suffix as around,
      case when g.thread_id is not null then g.taken is not null end as taken
    from thread_places p left join suggestions g on g.thread_id = p.thread_id order by p.quote`;
  expect(places.map(({ quote, taken }) => [quote.split(' ')[0], taken])).toEqual([
    ['Helgerna', false],
    ['tar', true],
    ['träffade', null],
  ]);
  for (const { sectionId, field, quote, around } of places) {
    const [state = new Uint8Array()] = (await proseOf(sql, [sectionId])).get(sectionId) ?? [];
    const line = plainText(fieldsFromUpdate(state, [field])[field] ?? []);
    expect([quote, line.split(around)]).toEqual([quote, [expect.anything(), expect.anything()]]);
  }
});

type Titled = { title: string; section: SectionView };

async function sectionsFor(sql: Sql, name: string, reportId: string): Promise<Titled[] | string> {
  const [account] = await sql<{ id: string }[]>`select id from accounts where name = ${name}`;
  if (!account) throw new Error(`No ${name}`);
  const actor = await actorNow(sql, account.id);
  const view = await viewReport(sql, actor, reportId, NOW);
  return view.ok ? view.report.outline.flatMap(sectionsIn) : view.reason;
}

async function actorNow(sql: Sql, accountId: string): Promise<Actor> {
  return actorOf(accountId, await assignmentsInForce(sql, [accountId], dayInStockholm(NOW)));
}

function sectionsIn(node: OutlineNode | GoalNode): Titled[] {
  const own = node.section ? [{ title: node.title ?? '', section: node.section }] : [];
  return [...own, ...node.children.flatMap(sectionsIn)];
}

function titlesOf(sections: Titled[] | string, right: 'write' | 'approve'): string[] {
  if (typeof sections === 'string') throw new Error(sections);
  return sections.filter(({ section }) => section.rights[right]).map(({ title }) => title);
}

async function reportOf(sql: Sql, unit: string, year: number) {
  const [report] = await sql<{ id: string; state: string; day: string }[]>`
    select r.id, r.state, r.last_comment_day as day from reports r join units u on u.id = r.unit_id
    where u.name = ${unit} and r.year = ${year}`;
  if (!report) throw new Error(`No report of ${unit} ${year}`);
  return report;
}

const TABLES = [
  'administrations',
  'units',
  'work_groups',
  'accounts',
  'role_assignments',
  'assignment_groups',
  'reports',
  'goals',
  'sections',
  'section_writers',
  'section_deputies',
  'indicators',
  'activities',
  'report_tables',
  'room_snapshots',
];

async function counts(sql: Sql): Promise<Record<string, number>> {
  const each: [string, number][] = [];
  for (const table of TABLES) {
    const [row] = await sql<{ count: number }[]>`select count(*) as count from ${sql(table)}`;
    each.push([table, row?.count ?? 0]);
  }
  return Object.fromEntries(each);
}
