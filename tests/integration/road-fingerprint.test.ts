import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Interchange } from '@delaktig/domain';
import { interchangeSchema } from '@delaktig/domain';
import canonicalize from 'canonicalize';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createReport } from '../../server/reports/create-report.ts';
import { exportReport } from '../../server/road/export.ts';
import { fingerprintOf } from '../../server/road/fingerprint.ts';
import { verifyReport } from '../../server/road/verify.ts';
import { delaktig } from '../support/cli.ts';
import { privateFolder } from '../support/data-folder.ts';
import { madeUpReport } from '../support/made-up-report.ts';
import { approved, done, type RoadScene, roadScene, sectionId, seen, view } from '../support/road-scene.ts';

const GOAL = 'Avgång inom fem minuter';
const BOARD = 'Båtar går i tid';
const ECONOMY = 'Uppföljning av ekonomi';

describe('a fingerprint', () => {
  test('is the same from the page, from verify and from the exported file', async () => {
    const scene = await roadScene();
    const ids: string[] = [];
    for (const title of ['Sammanfattning', BOARD, GOAL, ECONOMY]) ids.push(await sectionId(scene, title));
    const shown: string[] = [];
    for (const id of ids) shown.push(await approved(scene, id));
    for (const [index, id] of ids.entries()) {
      expect((await seen(scene, 'staff', id)).approval?.fingerprint).toBe(shown[index]);
    }

    const env = { DATABASE_URL: scene.url, DELAKTIG_MODE: 'demo' };
    const verified = await delaktig(['verify', scene.reportId], env);
    expect(verified).toMatchObject({ code: 0, stderr: '' });
    expect(verified.stdout.trim().split('\n').sort()).toEqual(
      ['Sammanfattning', BOARD, GOAL, ECONOMY].map((title, at) => `${shown[at]}  same  ${title}`).sort(),
    );

    const file = path.join(privateFolder(), 'rapport.json');
    const written = await delaktig(['export', scene.reportId, '--format', 'json', '--out', file], env);
    expect(written).toEqual({ code: 0, stdout: '', stderr: '' });
    const exported = JSON.parse(readFileSync(file, 'utf8'));
    for (const [index, id] of ids.entries()) {
      const section = exported.sections.find((each: { section: string }) => each.section === id);
      expect(fingerprintOf(canonicalize(section) ?? '')).toBe(shown[index]);
      expect(exported.approvals).toContainEqual(
        expect.objectContaining({
          section: id,
          fingerprint: shown[index],
          by: 'Signe Ljus',
          role: 'superior',
        }),
      );
    }
  });

  test.each<[string, string, (scene: RoadScene, id: string) => PromiseLike<unknown>]>([
    ['a letter', 'Sammanfattning', (scene, id) => changeLetter(scene, id)],
    [
      'a figure of an indicator',
      GOAL,
      ({ sql }) => sql`
        update indicators set cells = jsonb_set(cells, '{outcome,value}', '83') where name = 'Avgångar i tid'`,
    ],
    [
      'a figure of a table',
      ECONOMY,
      ({ sql }) => sql`update report_tables set rows = jsonb_set(rows, '{0,cells,0,raw}', '"2 102"')`,
    ],
    ['a judgement', GOAL, ({ sql }) => sql`update goals set status = 'fulfilled' where title = ${GOAL}`],
    ['a day', BOARD, ({ sql }) => sql`update activities set ends = '2025-06-01'`],
    [
      'inherited text',
      BOARD,
      ({ sql }) => sql`
        update goals set inherited = jsonb_set(inherited, '{fields,description,0,content,0,text}', '"Nämnden vill."')
        where title = ${BOARD}`,
    ],
  ])('is another when %s is another, which verify finds', async (_, title, change) => {
    const scene = await roadScene();
    const id = await sectionId(scene, title);
    await approved(scene, id);
    expect(await verifyReport(scene.sql, scene.reportId)).toMatchObject([{ title, outcome: 'same' }]);
    await change(scene, id);
    expect(await verifyReport(scene.sql, scene.reportId)).toMatchObject([{ title, outcome: 'differs' }]);
    const env = { DATABASE_URL: scene.url, DELAKTIG_MODE: 'demo' };
    const { code, stdout, stderr } = await delaktig(['verify', scene.reportId], env);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '1 of 1 are not as they were bound\n' });
    expect(stdout).toMatch(new RegExp(`^[0-9a-f]{64} {2}DIFFERS .* {2}${title}\n$`));
  });

  test('is the same with a comment, whatever words it stands at', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, 'Sammanfattning');
    await approved(scene, id);
    await changeRoom(scene, id, (text) => text.format(2, 4, { comment: { thread: 'a' } }));
    expect(await verifyReport(scene.sql, scene.reportId)).toMatchObject([{ outcome: 'same' }]);
    const [row] = await scene.sql`select count(*) from room_updates where section_id = ${id}`;
    expect(row?.count).toBeGreaterThan(0);
  });

  test('stays when the unit has changed its name since, and not when it is said to be another unit', async () => {
    const scene = await roadScene();
    const goal = await sectionId(scene, GOAL);
    const shown = await approved(scene, goal);
    await done(scene, 'manager', { act: 'submit', despite: true });
    const { unitId } = scene.house;
    await scene.sql`
      insert into unit_names (unit_id, valid_from, name, initials)
      select id, '0001-01-01', name, initials from units where id = ${unitId}`;
    await scene.sql`update units set name = 'Fyr och hamn' where id = ${unitId}`;
    expect(await outcomes(scene)).toEqual(['same', 'same']);
    const given = (await exportReport(scene.sql, scene.reportId))?.sections.find(
      ({ section }) => section === goal,
    );
    expect(fingerprintOf(canonicalize(given) ?? '')).toBe(shown);
    await scene.sql`delete from unit_names`;
    expect(await outcomes(scene)).toEqual(['differs', 'differs']);
  });
});

describe('verify', () => {
  test('finds an approval that nobody gave, and a kept text that was changed', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, GOAL);
    await scene.sql`update sections set state = 'approved' where id = ${id}`;
    expect(await outcomes(scene)).toEqual(['unbound']);
    await scene.sql`update sections set state = 'draft' where id = ${id}`;
    await approved(scene, id);
    await scene.sql`alter table section_versions disable trigger section_versions_stay`;
    await scene.sql`update section_versions set canonical = replace(canonical, 'Åtta', 'Nio')`;
    expect(await outcomes(scene)).toEqual(['damaged']);
  });

  test('finds what was changed in a report that was handed in, wherever it stands', async () => {
    const scene = await roadScene();
    await done(scene, 'manager', { act: 'submit', despite: true });
    expect(await outcomes(scene)).toEqual(['same']);
    await scene.sql`update reports set header = header || '{"officer": "Någon annan"}'`;
    expect(await outcomes(scene)).toEqual(['differs']);
  });

  test('and export know no other reports, and no other formats', async () => {
    const scene = await roadScene();
    const env = { DATABASE_URL: scene.url, DELAKTIG_MODE: 'demo' };
    const lost = '00000000-0000-4000-8000-000000000000';
    const none = { code: 1, stdout: '', stderr: `There is no report ${lost}\n` };
    expect(await delaktig(['verify', lost], env)).toEqual(none);
    expect(await delaktig(['export', lost, '--format', 'json', '--out', '/nowhere'], env)).toEqual(none);
    const pdf = await delaktig(['export', scene.reportId, '--format', 'pdf', '--out', '/nowhere'], env);
    expect(pdf).toMatchObject({ code: 2, stdout: '' });
    expect(pdf.stderr).toMatch(/^option '--format <format>' argument 'pdf' is invalid\. .*json\.\n$/);
    const away = path.join(privateFolder(), 'nowhere', 'rapport.json');
    const unwritable = await delaktig(['export', scene.reportId, '--format', 'json', '--out', away], env);
    expect(unwritable).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^--out: .*\n$/) });
  });
});

describe('the exported report', () => {
  test('is what was read in, and gives the same tree when it is read in again', async () => {
    const scene = await roadScene();
    const exported = (await exportReport(scene.sql, scene.reportId))?.report;
    const report = interchangeSchema.parse(exported);
    expect(report).toEqual({ ...madeUpReport(), unit: 'Provenheten', furniture: [], remarks: [] });

    const again = { ...scene, reportId: await readIn(scene, report) };
    expect((await exportReport(again.sql, again.reportId))?.report).toEqual(report);
    expect(withoutIds(await view(again, 'manager'))).toEqual(withoutIds(await view(scene, 'manager')));
  });

  test('names nobody whose name is not shown', async () => {
    const scene = await roadScene();
    await approved(scene, await sectionId(scene, GOAL));
    await scene.sql`
      update accounts set name = '', protected = true where id = ${scene.people.superior.accountId}`;
    const [approval] = (await exportReport(scene.sql, scene.reportId))?.approvals ?? [];
    expect(approval).toMatchObject({ role: 'superior' });
    expect(approval).not.toHaveProperty('by');
  });
});

async function readIn(scene: RoadScene, interchange: Interchange): Promise<string> {
  const created = await createReport(scene.sql, {
    interchange,
    kind: 'VB',
    year: 2024,
    unitId: scene.house.unitId,
    createdBy: null,
    state: 'open',
    lastCommentDay: '2026-01-30',
    now: scene.now,
  });
  if (!created.ok) throw new Error(created.reason);
  await scene.sql`update reports set year = 2023 where id = ${scene.reportId}`;
  await scene.sql`update reports set year = 2025 where id = ${created.reportId}`;
  return created.reportId;
}

/** A page's tree with each id by its place of first appearance. */
function withoutIds(value: unknown): unknown {
  const seenIds: string[] = [];
  const text = JSON.stringify(value).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
    if (!seenIds.includes(id)) seenIds.push(id);
    return `id ${seenIds.indexOf(id)}`;
  });
  return { ...JSON.parse(text), year: null };
}

async function outcomes(scene: RoadScene): Promise<string[] | undefined> {
  return (await verifyReport(scene.sql, scene.reportId))?.map(({ outcome }) => outcome);
}

function changeLetter(scene: RoadScene, id: string): Promise<void> {
  return changeRoom(scene, id, (text) => {
    text.delete(0, 1);
    text.insert(0, 'å');
  });
}

/** Behind the product's back: a row in the log of a room that is closed. */
async function changeRoom(scene: RoadScene, id: string, change: (text: Y.XmlText) => void): Promise<void> {
  const [row] = await scene.sql<{ state: Uint8Array }[]>`
    select state from room_snapshots where section_id = ${id}`;
  const doc = new Y.Doc();
  Y.applyUpdate(doc, row?.state ?? new Uint8Array());
  const before = Y.encodeStateVector(doc);
  const paragraph = doc.getXmlFragment('content').get(0);
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error('No text');
  change(text);
  await scene.sql`
    insert into room_updates (section_id, seq, update)
    select ${id}, max(seq) + 1, ${Buffer.from(Y.encodeStateAsUpdate(doc, before))}
    from room_updates where section_id = ${id}`;
}
