import type { Role, ThreadAct } from '@delaktig/domain';
import { describe, expect, test } from 'vitest';
import type { Sql } from '../../server/database/connect.ts';
import { actOnThreads } from '../../server/threads/act.ts';
import { NamedLimiter } from '../../server/threads/named-limiter.ts';
import { createNamelessLimiter } from '../../server/threads/nameless-limiter.ts';
import { viewThreads } from '../../server/threads/view.ts';
import { runCollab } from '../support/collab.ts';
import { letIn } from '../support/house.ts';
import { type PageClient, pageClient } from '../support/page-client.ts';
import { expand, type Situation, situations, standing, WHAT_EACH_MAY } from '../support/rights-table.ts';
import { person, type RoadScene, roadScene, sectionId } from '../support/road-scene.ts';
import {
  colleagues,
  commentOn,
  inbox,
  postOf,
  said,
  say,
  suggestOn,
  threadOf,
  viewed,
  WINDY,
  WITHOUT_ROOMS,
} from '../support/threads-scene.ts';
import { waitUntil } from '../support/wait-until.ts';

const SUMMARY = 'Sammanfattning';

async function standAt(scene: RoadScene, id: string, { report, section, mode }: Situation): Promise<void> {
  const { state, readyFor } = standing(section);
  await scene.sql`update reports set state = ${report} where id = ${scene.reportId}`;
  await scene.sql`update sections set state = ${state}, ready_for = ${readyFor}, mode = ${mode} where id = ${id}`;
}

/** The letters of the table that the use cases of comments know of, as they are found. */
async function found(
  scene: RoadScene,
  who: Role | 'neighbour',
  id: string,
  threadId: string,
): Promise<string> {
  const view = await viewThreads(scene.sql, scene.people[who], scene.reportId, scene.now);
  const reads = view?.threads.some((thread) => thread.id === threadId) ?? false;
  const result = await say(scene, who, commentOn(id));
  if (!result.ok) return reads ? 'r' : '-';
  const made = await threadOf(scene, who, result.threadId ?? '');
  return `${reads ? 'r' : '-'} ${made?.forNextPlan ? 'n' : 'c'}`;
}

describe.each(WHAT_EACH_MAY)('the %s', (who, table) => {
  test('reads threads and comments as the table of rights says', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    const threadId = await said(scene, 'controller', commentOn(id));
    const expected = expand(table);
    for (const situation of situations()) {
      await standAt(scene, id, situation);
      const cell = expected.get(situation.name) ?? '';
      const letters = cell.split(' ').filter((letter) => 'rcn-'.includes(letter));
      expect([situation.name, await found(scene, who, id, threadId)]).toEqual([
        situation.name,
        letters.join(' '),
      ]);
    }
  });
});

/** Everything that can be asked about a thread. */
function allActs(id: string, threadId: string, postId: string): ThreadAct[] {
  return [
    commentOn(id),
    commentOn(id, { nameless: true }),
    suggestOn(id),
    { act: 'take-suggestion', threadId, words: 'Tre båtar gick i tid.', seen: 'Alla', body: 'Så var det.' },
    { act: 'undo-suggestion', threadId },
    { act: 'reply', threadId, body: 'Hej.' },
    { act: 'edit-post', postId, body: 'Ett annat ord.' },
    { act: 'delete-post', postId },
    { act: 'react', postId, reaction: 'thanks', on: true },
    { act: 'close-thread', threadId, outcome: 'answered', body: 'Klart.' },
    { act: 'reopen-thread', threadId, body: 'Nej.' },
    { act: 'hide-thread', threadId, reason: 'Bort.' },
    { act: 'show-thread', threadId },
    { act: 'read-threads', threadIds: [threadId] },
    { act: 'quick-answer', sectionId: id, answer: 'true', line: '' },
    { act: 'state-dissent', sectionId: id, body: 'Nej.' },
    { act: 'withdraw-dissent', sectionId: id },
  ];
}

const TABLES = [
  'threads',
  'suggestions',
  'thread_places',
  'thread_posts',
  'post_reactions',
  'thread_reads',
  'quick_answers',
  'dissents',
  'notices',
];

async function everything(sql: Sql): Promise<string[]> {
  const all = await Promise.all(
    TABLES.map((name) => sql`select t::text as row from ${sql(name)} t order by 1`),
  );
  return all.flat().map(({ row }) => String(row));
}

describe('somebody who has nothing to do here', () => {
  test('of another unit or administration, or with no role, does nothing and sees nothing', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    await colleagues(scene);
    const threadId = await said(scene, 'staff', suggestOn(id));
    const { id: postId } = await postOf(scene, 'staff', threadId);
    const [elsewhere] = await scene.sql<{ id: string }[]>`
      insert into administrations (organisation, name) values ('Skärhamra', 'Fyrverket') returning id`;
    const [unit] = await scene.sql<{ id: string }[]>`
      insert into units (administration_id, name, initials) values (${elsewhere?.id ?? ''}, 'Fyren', 'F') returning id`;
    const abroad = {
      ...scene.house,
      administrationId: elsewhere?.id ?? '',
      unitId: unit?.id ?? '',
      groupId: '',
    };
    const stranger = await person(scene.sql, abroad, 'manager');
    const before = await everything(scene.sql);
    for (const who of ['neighbour', 'administrator', stranger, { ...stranger, assignments: [] }] as const) {
      for (const act of allActs(id, threadId, postId))
        expect(await say(scene, who, act)).toEqual({ ok: false, reason: 'forbidden' });
      const actor = typeof who === 'string' ? scene.people[who] : who;
      expect(await viewThreads(scene.sql, actor, scene.reportId, scene.now)).toBeNull();
      expect(await inbox(scene, who)).toEqual([]);
    }
    expect(await everything(scene.sql)).toEqual(before);
  });

  test('a manager of their own unit reaches no thread of another report by its ids', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    const threadId = await said(scene, 'staff', suggestOn(id));
    const { id: postId } = await postOf(scene, 'staff', threadId);
    const { sql, now, people } = scene;
    const [unit] = people.neighbour.assignments;
    const [own] = await sql<{ id: string }[]>`
      insert into reports (unit_id, kind, year, title, state, header, contents, appendices, furniture, remarks)
      select ${unit?.unitId ?? ''}, kind, year, title, state, header, contents, appendices, furniture, remarks
      from reports where id = ${scene.reportId} returning id`;
    const before = await everything(sql);
    for (const act of allActs(id, threadId, postId)) {
      const asked = { actor: people.neighbour, now, reportId: own?.id ?? '', act };
      const result = await actOnThreads(sql, asked, {
        limiter: createNamelessLimiter(),
        named: new NamedLimiter(),
        compose: WITHOUT_ROOMS,
      });
      expect(result).toEqual(act.act === 'read-threads' ? { ok: true } : { ok: false, reason: 'not-found' });
    }
    expect(await everything(sql)).toEqual(before);
  });

  test('a commenter who forges ids and acts out of turn changes nothing of others', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    const threadId = await said(scene, 'controller', suggestOn(id));
    const { id: postId } = await postOf(scene, 'controller', threadId);
    await said(scene, 'manager', { act: 'close-thread', threadId, outcome: 'answered', body: 'Klart.' });
    const before = await everything(scene.sql);
    const missing = '00000000-0000-4000-8000-000000000000';
    for (const act of [
      ...allActs(missing, threadId, postId).filter(
        ({ act: name }) => name !== 'react' && name !== 'read-threads',
      ),
      ...allActs(id, missing, missing).slice(3, -4),
      ...allActs(id, "'; drop table threads; --", 'x').slice(3, -4),
    ])
      expect([act.act, (await say(scene, 'staff', act)).ok]).toEqual([act.act, false]);
    expect(await everything(scene.sql)).toEqual(before);
  });
});

async function watching(url: string, cookie: string, reportId: string): Promise<PageClient> {
  const page = await pageClient(url, cookie);
  page.watch(reportId);
  return page;
}

test('open pages hear of each act within a second, and nobody hears who may not read', async () => {
  const scene = await roadScene();
  const { sql, house, reportId } = scene;
  const id = await sectionId(scene, SUMMARY);
  const server = await runCollab(sql);
  // As the server does before anybody comes: else the first suggestion that is taken waits for it.
  server.collab.prepare();
  const reader = await watching(server.url, (await letIn(sql, house, 'Läsa Re', 'staff')).cookie, reportId);
  const unitId = scene.people.neighbour.assignments[0]?.unitId ?? '';
  const stranger = await letIn(sql, house, 'Främ Ling', 'manager', { unitId });
  const outside = await watching(server.url, stranger.cookie, reportId);
  const told = () => reader.changes().filter((what) => what === 'threads').length;
  await waitUntil(async () => {
    await sql`select pg_notify('delaktig_rights', ${`threads:${reportId}`})`;
    return told() > 0;
  }, 'the page watches');
  // What was told before is heard before these; the first may also be found by the look that comes with listening.
  for (const [heard, economy] of [true, false].entries()) {
    await sql`update sections set economy = ${economy} where id = ${id}`;
    const sections = () => reader.changes().filter((what) => what === 'sections').length;
    await waitUntil(() => sections() > heard, 'the page has heard all of it');
  }
  const hears = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    const before = told();
    const began = performance.now();
    const result = await act();
    await waitUntil(() => told() > before, 'told');
    expect(performance.now() - began).toBeLessThan(1_000);
    return result;
  };
  const threadId = await hears(() => said(scene, 'staff', commentOn(id)));
  const { id: postId } = await postOf(scene, 'staff', threadId);
  await hears(() => said(scene, 'staff', { act: 'edit-post', postId, body: 'Nio.' }));
  await hears(() => said(scene, 'manager', { act: 'reply', threadId, body: 'Nio?' }));
  await hears(() => said(scene, 'manager', { act: 'react', postId, reaction: 'thanks', on: true }));
  await hears(() => said(scene, 'staff', { act: 'delete-post', postId }));
  await hears(() => said(scene, 'manager', { act: 'hide-thread', threadId, reason: 'Ett namn.' }));
  await hears(() => said(scene, 'manager', { act: 'show-thread', threadId }));
  await hears(() =>
    said(scene, 'manager', { act: 'close-thread', threadId, outcome: 'changed', body: 'Nio.' }),
  );
  await hears(() => said(scene, 'staff', { act: 'reopen-thread', threadId, body: 'Tio.' }));
  const { compose } = server.collab;
  const suggested = await hears(() => said(scene, 'staff', suggestOn(id)));
  const take = {
    act: 'take-suggestion',
    threadId: suggested,
    words: 'stormigt',
    seen: WINDY.quote,
    body: 'Ja.',
  } as const;
  expect(await hears(() => say(scene, 'manager', take, { compose }))).toMatchObject({ ok: true });
  const undo = { act: 'undo-suggestion', threadId: suggested } as const;
  expect(await hears(() => say(scene, 'manager', undo, { compose }))).toMatchObject({ ok: true });
  expect(outside.events()).toEqual([]);
});

test('two hundred threads with a thousand posts are read in as many queries as one', async () => {
  const scene = await roadScene();
  const id = await sectionId(scene, SUMMARY);
  const { sql, reportId, people } = scene;
  await said(scene, 'staff', commentOn(id));
  let asked = 0;
  // Parts of queries count as well: there are as many of them each time.
  const listening = new Proxy(sql, {
    apply: (target, self, given: unknown[]) => {
      asked += 1;
      return Reflect.apply(target, self, given);
    },
  });
  await viewThreads(listening, people.manager, reportId, scene.now);
  const ofOne = asked;
  expect(ofOne).toBeGreaterThan(8);
  await sql`
    insert into threads (report_id, section_id, anchor, for_next_plan, nameless, said)
    select ${reportId}, ${id}, '{"of":"section"}', false, false, 5 from generate_series(1, 199)`;
  await sql`
    insert into thread_posts (thread_id, nameless, ordinal, author_id, role, day, at, body)
    select t.id, false, n, ${people.staff.accountId}, 'staff', '2026-01-21', ${scene.now}, repeat('Ord. ', 40)
    from threads t cross join generate_series(0, 4) n where t.said = 5`;
  await sql`
    insert into post_reactions (post_id, account_id, reaction)
    select p.id, ${people.manager.accountId}, 'agree' from thread_posts p`;
  asked = 0;
  const times: number[] = [];
  for (let turn = 0; turn < 5; turn++) {
    const began = performance.now();
    const view = await viewThreads(turn === 0 ? listening : sql, people.manager, reportId, scene.now);
    times.push(performance.now() - began);
    expect(view?.threads).toHaveLength(200);
  }
  expect(asked).toBe(ofOne);
  expect(Math.min(...times)).toBeLessThan(1_000);
  expect((await viewed(scene, 'staff')).threads).toHaveLength(200);
});
