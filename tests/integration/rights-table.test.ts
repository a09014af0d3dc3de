import type { OutlineNode, ReportState, RoadAct } from '@delaktig/domain';
import { REPORT_STATES } from '@delaktig/domain';
import { encodeFrame, encodeUpdate } from '@delaktig/sync';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { z } from 'zod';
import type { Sql } from '../../server/database/connect.ts';
import { viewReport } from '../../server/reports/view-report.ts';
import { startApp } from '../support/app.ts';
import { idOf } from '../support/house.ts';
import { pageClient } from '../support/page-client.ts';
import {
  type RightsScene,
  rightsScene,
  type SceneOptions,
  type Someone,
  type Stand,
  standAgain,
} from '../support/rights-scene.ts';
import {
  CONTROLLER_OF_ECONOMY,
  DEPUTY,
  expand,
  MANAGER,
  MANAGER_WHO_APPROVES,
  NOTHING,
  REPRESENTATIVE,
  readerOfDrafts,
  STAFF_NAMED,
  STAFF_NOT_NAMED,
  SUPERIOR,
  SUPERIOR_WHO_DOES_NOT_APPROVE,
} from '../support/rights-table.ts';
import { waitUntil } from '../support/wait-until.ts';

/**
 * The table of rights, tried on a running server by people with sessions: pages over HTTP, rooms over a web socket,
 * acts and comments by the addresses that the buttons post to. Dissent and figures (d and f) have no address yet and are
 * tried in the rules alone.
 */
const TRIED = ['r', 'c', 'n', 'w', 's', 'o', 'm', 'a', 'b'] as const;

type Case = { who: string; may: string; enter(scene: RightsScene): Promise<Someone> };

const as =
  (...given: Parameters<RightsScene['person']>) =>
  (scene: RightsScene) =>
    scene.person(...given);

const WAYS: { name: string; options: SceneOptions; cases: Case[] }[] = [
  {
    name: 'as usual',
    options: {},
    cases: [
      { who: 'the manager', may: MANAGER, enter: as('Annika', 'manager') },
      { who: 'a deputy with the section', may: DEPUTY, enter: async (scene) => scene.maria },
      {
        who: 'a deputy without it, of the named group',
        may: readerOfDrafts('w'),
        enter: (scene) => scene.person('Leif', 'deputy', [scene.groups.evening]),
      },
      {
        who: 'a deputy without it, of another group',
        may: readerOfDrafts(''),
        enter: (scene) => scene.person('Lars', 'deputy', [scene.groups.night]),
      },
      {
        who: 'staff of the named group',
        may: STAFF_NAMED,
        enter: (scene) => scene.person('Ali', 'staff', [scene.groups.evening]),
      },
      {
        who: 'staff of another group',
        may: STAFF_NOT_NAMED,
        enter: (scene) => scene.person('Karin', 'staff', [scene.groups.night]),
      },
      { who: 'a controller', may: readerOfDrafts(''), enter: as('Jonas', 'controller') },
      { who: 'the superior', may: SUPERIOR, enter: as('Eva', 'superior') },
      { who: 'a representative', may: REPRESENTATIVE, enter: as('Birgitta', 'representative') },
      { who: 'an administrator', may: NOTHING, enter: as('Tomas', 'administrator') },
      {
        who: 'every role in a sibling unit',
        may: NOTHING,
        enter: async (scene) => first(await scene.outsiders(), 0),
      },
      {
        who: 'every role in another administration',
        may: NOTHING,
        enter: async (scene) => first(await scene.outsiders(), 1),
      },
    ],
  },
  {
    name: 'in economy sections',
    options: { economy: true },
    cases: [
      { who: 'a controller', may: CONTROLLER_OF_ECONOMY, enter: as('Jonas', 'controller') },
      {
        who: 'staff of the named group',
        may: STAFF_NAMED,
        enter: (scene) => scene.person('Ali', 'staff', [scene.groups.evening]),
      },
    ],
  },
  {
    name: 'opened for controllers',
    options: { controllers: true },
    cases: [{ who: 'a controller', may: readerOfDrafts('w f'), enter: as('Jonas', 'controller') }],
  },
  {
    name: 'where the manager approves',
    options: { approver: 'manager' },
    cases: [
      { who: 'the manager', may: MANAGER_WHO_APPROVES, enter: as('Annika', 'manager') },
      { who: 'a deputy with the section', may: DEPUTY, enter: async (scene) => scene.maria },
      { who: 'the superior', may: SUPERIOR_WHO_DOES_NOT_APPROVE, enter: as('Eva', 'superior') },
    ],
  },
];

type App = Awaited<ReturnType<typeof startApp>>;

describe.each(WAYS)('the table of rights, tried $name', ({ options, cases }) => {
  test.each(cases)('$who', { timeout: 120_000 }, async ({ may, enter }) => {
    const app = await startApp();
    const { sql } = app.database;
    const scene = await rightsScene(sql, options);
    const someone = await enter(scene);
    const held = new Map(scene.stands.map((stand) => [stand.name, new Set<string>()]));
    const holds = (stand: Stand, letter: string) => held.get(stand.name)?.add(letter);

    for (const stand of await readable(app, someone, scene)) holds(stand, 'r');
    const rooms = await openRooms(app, sql, someone, scene);
    for (const stand of rooms.opened) expect(held.get(stand.name), `${stand.name}: room`).toContain('r');
    for (const stand of rooms.written) holds(stand, 'w');
    const fingerprints = await fingerprintsIn(sql, scene, options);
    await inParallel(scene.stands, async (stand) => {
      for (const [letter, act] of actsOn(stand, scene, fingerprints.get(stand.sectionId) ?? '')) {
        if (!(await isDone(app, someone, stand.reportId, act))) continue;
        holds(stand, letter);
        await standAgain(sql, stand, scene, options);
      }
      const comments = await commentRight(app, someone, stand);
      if (comments !== null) holds(stand, comments);
      const takes = await mayTake(app, someone, stand, scene.maria);
      expect([stand.name, takes]).toEqual([stand.name, held.get(stand.name)?.has('s')]);
    });

    const spelled = (letters: Iterable<string>) => {
      const all = new Set(letters);
      return TRIED.filter((letter) => all.has(letter)).join(' ') || '-';
    };
    const expected = [...expand(may)].map(([name, cell]) => [name, spelled(cell.split(' '))]);
    const found = [...held].map(([name, letters]) => [name, spelled(letters)]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
  });
});

describe('the report as a whole, tried on a server', () => {
  const LEADS: ReportState[] = ['draft', 'open', 'closing'];
  const cases: [Parameters<typeof as>[1], { leads: ReportState[]; receives: ReportState[] }][] = [
    ['manager', { leads: LEADS, receives: [] }],
    ['deputy', { leads: [], receives: [] }],
    ['superior', { leads: [], receives: ['submitted'] }],
    ['controller', { leads: [], receives: [] }],
    ['representative', { leads: [], receives: [] }],
    ['staff', { leads: [], receives: [] }],
    ['administrator', { leads: [], receives: [] }],
  ];

  test.each(cases)('%s leads and receives', async (role, { leads, receives }) => {
    const app = await startApp();
    const scene = await rightsScene(app.database.sql);
    const someone = await scene.person('Någon', role);
    const may = async (act: (stand: Stand) => RoadAct) => {
      const done: ReportState[] = [];
      for (const state of REPORT_STATES) {
        const stand = first(
          scene.stands.filter((each) => each.report === state),
          0,
        );
        if (await isDone(app, someone, stand.reportId, act(stand))) done.push(state);
      }
      return done;
    };
    expect(await may(() => ({ act: 'set-registry-number', registryNumber: 'ÄN 2026-17' }))).toEqual(leads);
    expect(
      await may(({ sectionId }) => ({
        act: 'return-report',
        sectionIds: [sectionId],
        reason: 'Siffrorna saknas',
      })),
    ).toEqual(receives);
  });
});

/** Of the sections that a page shows to somebody. */
async function readable(app: App, someone: Someone, { stands }: RightsScene): Promise<Stand[]> {
  const shown: Stand[] = [];
  for (const reportId of new Set(stands.map((stand) => stand.reportId))) {
    const answer = await fetch(`${app.origin}/rapporter/${reportId}`, {
      headers: { cookie: someone.cookie },
    });
    expect([200, 403]).toContain(answer.status);
    const html = await answer.text();
    shown.push(...stands.filter((stand) => stand.reportId === reportId && html.includes(`>${stand.title}<`)));
  }
  return shown;
}

/** Asks for every room, speaks in each, and looks at what was stored. */
async function openRooms(app: App, sql: Sql, someone: Someone, scene: RightsScene) {
  const { stands } = scene;
  const page = await pageClient(app.origin.replace('http', 'ws'), someone.cookie);
  const channelOf = new Map(stands.map((stand, index) => [stand, index + 1]));
  for (const [{ sectionId }, channel] of channelOf) page.send({ kind: 'open', channel, room: sectionId });
  const isOpen = (channel: number) => page.find('opened', channel).length > 0;
  await waitUntil(
    () => [...channelOf.values()].every((channel) => isOpen(channel) || page.closedWith(channel)),
    'every room answered',
  );
  for (const [, channel] of channelOf) {
    if (!isOpen(channel)) expect(page.closedWith(channel)).toBe(4403);
    const doc = new Y.Doc();
    doc.getText('prov').insert(0, 'provat');
    page.raw.socket.send(
      encodeFrame({ kind: 'data', channel, data: encodeUpdate(Y.encodeStateAsUpdate(doc)) }),
    );
  }
  await lastWord(app, await scene.person('Sist', 'manager'), stands);
  const rows = await sql<{ id: string }[]>`
    select distinct section_id as id from room_clients where account_id = ${someone.accountId}`;
  const stored = new Set(rows.map(({ id }) => id));
  const written = stands.filter(({ sectionId }) => stored.has(sectionId));
  page.raw.socket.close();
  return { opened: stands.filter((stand) => isOpen(channelOf.get(stand) ?? 0)), written };
}

/** Whatever was said before is stored or refused when this is stored: the log is written in order. */
async function lastWord(app: App, manager: Someone, stands: readonly Stand[]): Promise<void> {
  const stand = stands.find(({ section, mode }) => section === 'draft' && mode === 'comment');
  const page = await pageClient(app.origin.replace('http', 'ws'), manager.cookie);
  await page.open(1, stand?.sectionId ?? '');
  page.say(1, 'sist');
  await waitUntil(() => page.saved(1) === 1, 'the last word stored');
  page.raw.socket.close();
}

/** What each section that waits for the approver would be approved as. */
async function fingerprintsIn(sql: Sql, scene: RightsScene, { approver = 'superior' }: SceneOptions) {
  const { administrationId, unitId } = scene;
  const actor = {
    accountId: 'the approver',
    assignments: [{ role: approver, administrationId, unitId, workGroupIds: [] }],
  };
  const found = new Map<string, string>();
  const take = (node: OutlineNode) => {
    if (node.section?.fingerprint) found.set(node.section.id, node.section.fingerprint);
    for (const child of node.children) take(child);
  };
  for (const reportId of new Set(scene.stands.map((stand) => stand.reportId))) {
    const view = await viewReport(sql, actor, reportId, new Date());
    if (view.ok) for (const node of view.report.outline) take(node);
  }
  return found;
}

function actsOn(stand: Stand, scene: RightsScene, fingerprint: string): [string, RoadAct][] {
  const { sectionId, goalId } = stand;
  return [
    ['s', { act: 'set-status', goalId, status: 'partly' }],
    [
      'o',
      {
        act: 'set-mode',
        sectionIds: [sectionId],
        mode: 'write',
        workGroupIds: [scene.groups.night],
        controllers: false,
      },
    ],
    ['m', { act: 'mark-ready', sectionId, despite: true }],
    ['a', { act: 'approve', sectionId, fingerprint: fingerprint || '0'.repeat(64) }],
    ['b', { act: 'reopen', sectionId, reason: 'Siffrorna saknas' }],
  ];
}

async function isDone(app: App, someone: Someone, reportId: string, act: RoadAct): Promise<boolean> {
  const told = await post(app, someone, `/rapporter/${reportId}/gor`, act);
  // 'changed': somebody who could, if the section stood otherwise.
  const refusals = ['forbidden', 'not-found', 'changed'].map((reason) => ({ ok: false, reason }));
  expect([{ ok: true }, ...refusals]).toContainEqual(told);
  return told.ok;
}

/** c: on this report. n: to the next plan. Whoever may comment is told whom they may mention, and nobody else. */
async function commentRight(app: App, someone: Someone, stand: Stand): Promise<'c' | 'n' | null> {
  const { reportId, sectionId } = stand;
  const { sql } = app.database;
  const anchor = JSON.stringify({ of: 'section' });
  const fields = { act: 'comment', sectionId, anchor, body: 'Stämmer det?', nameless: 'false' };
  const told = await post(app, someone, `/rapporter/${reportId}/kommentera`, fields);
  const headers = { Cookie: someone.cookie };
  const names = await fetch(`${app.origin}/rapporter/${reportId}/namn/${sectionId}`, { headers });
  expect(names.status).toBe(told.ok ? 200 : 404);
  if (!told.ok) {
    expect(['forbidden', 'not-found', 'changed']).toContain(told.reason);
    return null;
  }
  const [made] = await sql`
    delete from threads where section_id = ${sectionId} returning for_next_plan as "forNextPlan"`;
  return made?.forNextPlan ? 'n' : 'c';
}

/** A suggestion whose words are gone, which only those are told who might take it. */
async function mayTake(app: App, someone: Someone, stand: Stand, by: Someone): Promise<boolean> {
  const { reportId, sectionId } = stand;
  const { sql } = app.database;
  const anchor = { of: 'words', field: 'analysis', quote: 'nio', prefix: '', suffix: '' };
  const threadId = await idOf(sql`
    insert into threads (report_id, section_id, anchor, for_next_plan, nameless, said)
    values (${reportId}, ${sectionId}, ${sql.json(anchor)}, false, false, 1) returning id`);
  await sql`
    insert into thread_posts (thread_id, nameless, ordinal, author_id, role, day, at, body)
    values (${threadId}, false, 0, ${by.accountId}, 'deputy', '2026-01-21', now(), '')`;
  await sql`insert into suggestions (thread_id, original, proposed) values (${threadId}, 'nio', 'tio')`;
  await sql`
    insert into thread_places (thread_id, section_id, epoch, field, quote, prefix, suffix, lost)
    values (${threadId}, ${sectionId}, 0, 'analysis', 'nio', '', '', true)`;
  const fields = { act: 'take-suggestion', threadId, words: 'tio', seen: 'nio', body: 'Tio var det.' };
  const told = await post(app, someone, `/rapporter/${reportId}/kommentera`, fields);
  await sql`delete from threads where id = ${threadId}`;
  expect(['forbidden', 'not-found', 'changed', 'words-gone']).toContain(told.ok ? '' : told.reason);
  return !told.ok && told.reason === 'words-gone';
}

/** As a page that is alive posts it. */
async function post(
  app: App,
  someone: Someone,
  path: string,
  fields: Record<string, unknown>,
): Promise<{ ok: true } | { ok: false; reason: string }> {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const each of Array.isArray(value) ? value : [value]) form.append(name, String(each));
  }
  const answer = await fetch(`${app.origin}${path}`, {
    method: 'POST',
    headers: { cookie: someone.cookie, accept: 'application/json', origin: app.origin },
    body: form,
  });
  expect(answer.status).toBe(200);
  return answerSchema.parse(await answer.json());
}

const answerSchema = z.union([
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), reason: z.string() }),
]);

/** Some at a time: each has its own section. */
async function inParallel(stands: readonly Stand[], work: (stand: Stand) => Promise<void>): Promise<void> {
  const left = [...stands];
  const one = async () => {
    for (let stand = left.pop(); stand; stand = left.pop()) await work(stand);
  };
  await Promise.all(Array.from({ length: 6 }, one));
}

function first<T>(all: readonly T[], index: number): T {
  const found = all[index];
  if (found === undefined) throw new Error('There is no such');
  return found;
}
