import type { FieldView, GoalNode, HeadingNode, OutlineNode, ReportView, Role } from '@delaktig/domain';
import { plainText } from '@delaktig/domain';
import { fieldsToUpdate } from '@delaktig/editor';
import { describe, expect, test } from 'vitest';
import { sessionOf } from '../../server/accounts/sessions.ts';
import type { Sql } from '../../server/database/connect.ts';
import { createReport } from '../../server/reports/create-report.ts';
import { importReport } from '../../server/reports/import-report.ts';
import { readText } from '../../server/reports/read-text.ts';
import { readTextAside } from '../../server/reports/read-text-aside.ts';
import { startView } from '../../server/reports/start-view.ts';
import { unitsForImport } from '../../server/reports/units-for-import.ts';
import { viewReport } from '../../server/reports/view-report.ts';
import { testDatabase } from '../support/database.ts';
import type { House } from '../support/house.ts';
import { buildHouse, idOf, letIn } from '../support/house.ts';
import { madeUpReport } from '../support/made-up-report.ts';

const NOW = new Date('2026-01-21T12:00:00+01:00');

describe('a report that is created and viewed', () => {
  test('has the titles, statuses, cells and prose of its text', async () => {
    const { sql } = await testDatabase();
    const house = await buildHouse(sql);
    const report = await asManager(sql, house, await created(sql, house));

    expect(report.title).toBe('Verksamhetsberättelse 2025');
    expect(report.header.officer).toBe('Runa Fyr');
    expect(report.appendices).toEqual(['Båtarnas tider']);
    expect(titles(report.outline)).toEqual([
      'Sammanfattning',
      'Uppföljning av mål',
      'En hamn för alla',
      'Båtar går i tid',
      'Avgång inom fem minuter',
      'Se enhetens första mål.',
      'Uppföljning av ekonomi',
      'Övrigt',
      'Övrigt',
    ]);
    expect(prose(heading(report, 'Sammanfattning').section?.fields)).toEqual([
      ['content', 'Året var blåsigt.\nIngen båt låg kvar.'],
    ]);
    const own = goal(report, 'Avgång inom fem minuter');
    expect(own.status).toEqual({ value: 'partly', raw: 'Uppfylls delvis' });
    expect(own.inherited).toBeNull();
    expect(prose(own.section?.fields)).toEqual([
      ['expectedResult', 'Nio av tio avgångar är i tid.'],
      ['analysis', 'Åtta av tio var i tid.'],
      ['indicator', 'Dimman i mars syns här.'],
    ]);
    const [indicator] = own.indicators;
    expect(indicator).toMatchObject({
      name: 'Avgångar i tid',
      outcome: { raw: '82 %', value: 82, unit: '%' },
      outcomeMen: null,
      extra: [{ label: 'Mätt av' }],
    });
    expect(indicator?.field).toBe(own.section?.fields.at(-1)?.name);
    expect(heading(report, 'Uppföljning av ekonomi').tables[0]?.rows[0]).toMatchObject({
      label: 'Bränsle',
      cells: [{ raw: '2 101', value: 2101 }, { raw: '1 900' }],
    });
  });

  test('shows text from above as inherited, beside the analysis that the unit writes', async () => {
    const { sql } = await testDatabase();
    const house = await buildHouse(sql);
    const report = await asManager(sql, house, await created(sql, house));

    const board = goal(report, 'Båtar går i tid');
    expect(plainText(board.inherited?.fields.description ?? [])).toBe('Nämnden vill att båtarna går i tid.');
    expect(prose(board.section?.fields)).toEqual([['activity', 'Fyra av fem är bytta.']]);
    expect(board.activities[0]).toMatchObject({ name: 'Byta lanternor', start: '2025-02-01', deviation: '' });
    expect(goal(report, 'En hamn för alla').section).toBeNull();
    const refers = goal(report, 'Se enhetens första mål.');
    expect(refers.section).toBeNull();
    expect(refers.reference?.goal).toBe(goal(report, 'Avgång inom fem minuter').id);
    expect(heading(report, 'Uppföljning av mål').section).toBeNull();
  });

  test('offers a plan the fields of a plan', async () => {
    const { sql } = await testDatabase();
    const house = await buildHouse(sql);
    const report = await asManager(sql, house, await created(sql, house, { kind: 'VP' }));
    expect(goal(report, 'Avgång inom fem minuter').section?.fields.map((field) => field.kind)).toEqual([
      'expectedResult',
      'approach',
      'resources',
      'followUp',
      'development',
      'analysis',
      'indicator',
    ]);
  });

  test('shows what was written after the first snapshot', async () => {
    const { sql } = await testDatabase();
    const house = await buildHouse(sql);
    const reportId = await created(sql, house);
    const empty = heading(await asManager(sql, house, reportId), 'Uppföljning av ekonomi').section;
    const update = Buffer.from(
      fieldsToUpdate({
        content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Ett nytt stycke.' }] }],
      }),
    );
    await sql`insert into room_updates (section_id, seq, update) values (${empty?.id ?? ''}, 1, ${update})`;
    const written = heading(await asManager(sql, house, reportId), 'Uppföljning av ekonomi').section;
    expect(prose(written?.fields)).toEqual([['content', 'Ett nytt stycke.']]);
  });

  test('has economy sections below the heading of economy, and nowhere else', async () => {
    const { sql } = await testDatabase();
    const house = await buildHouse(sql);
    const reportId = await created(sql, house);
    const rows = await sql`
      select title from sections where report_id = ${reportId} and economy order by ordinal`;
    expect(rows.map((row) => row.title)).toEqual(['Uppföljning av ekonomi', 'Övrigt']);
    const [other] = await sql`
      select count(*) from sections where report_id = ${reportId} and title = 'Övrigt' and not economy`;
    expect(other?.count).toBe(1);
  });

  test('is one of its kind, year and unit', async () => {
    const { sql } = await testDatabase();
    const house = await buildHouse(sql);
    const reportId = await created(sql, house);
    const input = { interchange: madeUpReport(), kind: 'VB', year: 2025, unitId: house.unitId } as const;
    expect(await createReport(sql, { ...input, createdBy: null, now: NOW })).toEqual({
      ok: false,
      reason: 'exists',
      reportId,
    });
  });
});

describe('who may view', () => {
  const cases: [Role, 'draft' | 'open', boolean][] = [
    ['manager', 'draft', true],
    ['deputy', 'draft', true],
    ['controller', 'draft', true],
    ['staff', 'draft', false],
    ['superior', 'draft', false],
    ['representative', 'draft', false],
    ['administrator', 'draft', false],
    ['staff', 'open', true],
    ['superior', 'open', true],
    ['representative', 'open', true],
    ['administrator', 'open', false],
  ];
  test.each(cases)('%s, %s: %s', async (role, state, may) => {
    const { sql } = await testDatabase();
    const house = await buildHouse(sql);
    const reportId = await created(sql, house, { state });
    const { actor } = await signedIn(sql, house, role);
    const viewed = await viewReport(sql, actor, reportId, NOW);
    expect(viewed.ok ? 'yes' : viewed.reason).toBe(may ? 'yes' : 'forbidden');
  });

  test('nobody of another unit or another administration', async () => {
    const { sql } = await testDatabase();
    const house = await buildHouse(sql);
    const reportId = await created(sql, house, { state: 'open' });
    const otherUnit = await idOf(sql`
      insert into units (administration_id, name, initials)
      values (${house.administrationId}, 'Tullkammaren', 'TK') returning id`);
    const otherHouse = await idOf(sql`
      insert into administrations (organisation, name) values ('Skärhamra', 'Sjömanshuset') returning id`);
    const neighbour = await signedIn(sql, house, 'manager', { unitId: otherUnit });
    const stranger = await signedIn(sql, { ...house, administrationId: otherHouse }, 'manager');
    for (const { actor } of [neighbour, stranger]) {
      expect(await viewReport(sql, actor, reportId, NOW)).toEqual({ ok: false, reason: 'forbidden' });
      expect((await startView(sql, actor, NOW)).reports).not.toContainEqual(
        expect.objectContaining({ id: reportId }),
      );
    }
  });

  test('a report that is not there is not found, whatever the id', async () => {
    const { sql } = await testDatabase();
    const house = await buildHouse(sql);
    const { actor } = await signedIn(sql, house, 'manager');
    for (const id of ['00000000-0000-4000-8000-000000000000', 'x', "'; drop table reports; --"]) {
      expect(await viewReport(sql, actor, id, NOW)).toEqual({ ok: false, reason: 'not-found' });
    }
  });

  test('of a draft, staff find only the section that was opened for their group', async () => {
    const { sql } = await testDatabase();
    const house = await buildHouse(sql);
    const reportId = await created(sql, house);
    const [opened] = await sql<{ id: string }[]>`
      update sections set mode = 'write' where report_id = ${reportId} and title = 'Övrigt' and economy
      returning id`;
    await sql`insert into section_writers (section_id, work_group_id) values (${opened?.id ?? ''}, ${house.groupId})`;
    const { actor } = await signedIn(sql, house, 'staff');
    const viewed = await viewReport(sql, actor, reportId, NOW);
    if (!viewed.ok) throw new Error(viewed.reason);
    expect(titles(viewed.report.outline)).toEqual(['Uppföljning av ekonomi', 'Övrigt']);
    const above = heading(viewed.report, 'Uppföljning av ekonomi');
    expect([above.section, above.tables]).toEqual([null, []]);
    const [own] = above.children;
    expect(own?.kind === 'heading' && own.section?.rights.write).toBe(true);
  });
});

describe('the start page', () => {
  test('counts what one may write and comment, and what is ready', async () => {
    const { sql } = await testDatabase();
    const house = await buildHouse(sql);
    const reportId = await created(sql, house, { state: 'open' });
    await sql`update sections set state = 'ready' where report_id = ${reportId} and title = 'Sammanfattning'`;
    const { actor } = await signedIn(sql, house, 'manager');
    const view = await startView(sql, actor, NOW);
    expect(view).toMatchObject({ today: '2026-01-21', mayImport: true });
    const waiting = view.waiting.find(({ report }) => report.id === reportId);
    // Four headings with text of their own and two goals; the heading of the goals is no section.
    expect(waiting).toMatchObject({ write: 5, comment: 6, report: { ready: 1, sections: 6 } });
  });

  test('has nothing for one without roles', async () => {
    const { sql } = await testDatabase();
    await buildHouse(sql);
    const nobody = { accountId: '', assignments: [] };
    expect(await startView(sql, nobody, NOW)).toMatchObject({ reports: [], waiting: [], mayImport: false });
  });
});

describe('import', () => {
  const allowed: [Role, boolean][] = [
    ['manager', true],
    ['deputy', true],
    ['controller', false],
    ['superior', false],
    ['representative', false],
    ['staff', false],
    ['administrator', false],
  ];
  test.each(allowed)('by %s: %s', async (role, may) => {
    const { sql } = await testDatabase();
    const house = await buildHouse(sql);
    const { actor } = await signedIn(sql, house, role);
    const input = { interchange: madeUpReport(), kind: 'VB', year: 2025, unitId: house.unitId } as const;
    const result = await importReport(sql, actor, input, NOW);
    expect(result.ok ? 'created' : result.reason).toBe(may ? 'created' : 'forbidden');
    expect((await unitsForImport(sql, actor)).map(({ id }) => id)).toEqual(may ? [house.unitId] : []);
    if (!result.ok) return;
    const [row] = await sql`select state, created_by from reports where id = ${result.reportId}`;
    expect(row).toEqual({ state: 'draft', created_by: actor.accountId });
  });

  test('is refused for a unit that one leads nothing in, and when the report is there', async () => {
    const { sql } = await testDatabase();
    const house = await buildHouse(sql);
    const { actor } = await signedIn(sql, house, 'manager');
    const interchange = madeUpReport();
    const foreign = { interchange, kind: 'VB', year: 2025, unitId: house.administrationId } as const;
    expect(await importReport(sql, actor, foreign, NOW)).toEqual({ ok: false, reason: 'forbidden' });
    const again = { interchange, kind: 'VB', year: 2026, unitId: house.unitId } as const;
    expect(await importReport(sql, actor, again, NOW)).toEqual({
      ok: false,
      reason: 'exists',
      reportId: house.reportId,
    });
  });

  test('reads beside the loop: others are served meanwhile, and the answer is the same', async () => {
    const bytes = new TextEncoder().encode('Verksamhetsberättelse 2025\n\nFyrskeppet\n');
    let served = false;
    const reading = readTextAside(bytes, { lines: true }).then((result) => ({ result, served }));
    setImmediate(() => {
      served = true;
    });
    expect(await reading).toEqual({ result: readText(bytes, { lines: true }), served: true });
    const many = await Promise.all([readTextAside(bytes), readTextAside(new Uint8Array())]);
    expect(many.map((each) => each.ok)).toEqual([true, false]);
  });

  test('reads bytes as lines that remarks point at', () => {
    expect(readText(new Uint8Array())).toEqual({ ok: false, reason: 'empty' });
    expect(readText(new Uint8Array(6 * 1024 * 1024).fill(65))).toEqual({ ok: false, reason: 'too-large' });
    const read = readText(new TextEncoder().encode('Verksamhetsberättelse 2025\r\n\r\nFyrskeppet\r\n'));
    expect(read).toMatchObject({
      ok: true,
      lineCount: 3,
      lines: ['Verksamhetsberättelse 2025', '', 'Fyrskeppet'],
    });
  });
});

async function created(
  sql: Sql,
  house: House,
  options: { kind?: 'VB' | 'VP'; state?: 'draft' | 'open' } = {},
): Promise<string> {
  const { kind = 'VB', state } = options;
  const input = { interchange: madeUpReport(), kind, year: 2025, unitId: house.unitId };
  const result = await createReport(sql, { ...input, createdBy: null, state, now: NOW });
  if (!result.ok) throw new Error(result.reason);
  return result.reportId;
}

async function signedIn(sql: Sql, house: House, role: Role, where: { unitId?: string } = {}) {
  const { cookie } = await letIn(sql, house, 'Runa Fyr', role, where);
  const session = await sessionOf(sql, cookie, new Date());
  if (session === null) throw new Error('Not signed in');
  return session;
}

async function asManager(sql: Sql, house: House, reportId: string): Promise<ReportView> {
  const { actor } = await signedIn(sql, house, 'manager');
  const viewed = await viewReport(sql, actor, reportId, NOW);
  if (!viewed.ok) throw new Error(viewed.reason);
  return viewed.report;
}

function all(nodes: readonly OutlineNode[]): OutlineNode[] {
  return nodes.flatMap((node) => [node, ...all(node.children)]);
}

function titles(outline: readonly OutlineNode[]): (string | null)[] {
  return all(outline).map((node) => node.title);
}

function heading(report: ReportView, title: string): HeadingNode {
  const found = all(report.outline).find((node) => node.title === title);
  if (found?.kind !== 'heading') throw new Error(`No heading ${title}`);
  return found;
}

function goal(report: ReportView, title: string): GoalNode {
  const found = all(report.outline).find((node) => node.title === title);
  if (found?.kind !== 'goal') throw new Error(`No goal ${title}`);
  return found;
}

function prose(fields: readonly FieldView[] | undefined): [string, string][] {
  return (fields ?? []).map(({ kind, content }) => [kind, plainText(content)]);
}
