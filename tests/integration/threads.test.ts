import { describe, expect, test } from 'vitest';
import { NAMED_A_MINUTE, NamedLimiter } from '../../server/threads/named-limiter.ts';
import { roadScene, sectionId } from '../support/road-scene.ts';
import { commentOn, inbox, postOf, said, say, threadOf } from '../support/threads-scene.ts';

const SUMMARY = 'Sammanfattning';
const MISSING = '00000000-0000-4000-8000-000000000000';

describe('a comment', () => {
  test('is read by those who read the section, and those who lead it are told once', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    const threadId = await said(scene, 'staff', commentOn(id, { body: 'Vi var nio.' }));
    for (const who of ['manager', 'deputy', 'superior', 'controller', 'representative'] as const) {
      const thread = await threadOf(scene, who, threadId);
      expect(thread).toMatchObject({
        state: 'open',
        forNextPlan: false,
        unread: true,
        mine: false,
        mayReply: true,
      });
      expect(thread?.mayClose).toBe(who === 'manager');
    }
    expect(await threadOf(scene, 'staff', threadId)).toMatchObject({
      unread: false,
      mine: true,
      posts: [
        {
          by: { accountId: scene.people.staff.accountId, name: 'Nils Åra', role: 'staff' },
          day: '2026-01-21',
          at: scene.now.toISOString(),
          body: 'Vi var nio.',
          edited: false,
          mayEdit: true,
        },
      ],
    });
    expect(await inbox(scene, 'manager')).toMatchObject([
      {
        kind: 'to-answer',
        threadId,
        suggestion: false,
        sectionId: id,
        section: SUMMARY,
        report: 'Verksamhetsberättelse 2025',
        read: false,
      },
    ]);
    expect(await inbox(scene, 'deputy')).toEqual([]);
    expect(await inbox(scene, 'staff')).toEqual([]);
  });
});

describe('an outcome', () => {
  test('ends a thread, is told those who took part, and may be met with a new ground once', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    const threadId = await said(scene, 'staff', commentOn(id));
    await said(scene, 'representative', { act: 'reply', threadId, body: 'Så var det hos oss med.' });
    expect(await inbox(scene, 'staff')).toMatchObject([{ kind: 'reply', threadId }]);
    const close = {
      act: 'close-thread',
      threadId,
      outcome: 'not-changed',
      body: 'Siffran är den rätta.',
    } as const;
    expect(await say(scene, 'staff', close)).toEqual({ ok: false, reason: 'forbidden' });
    await said(scene, 'manager', close);
    expect(await say(scene, 'manager', close)).toEqual({ ok: false, reason: 'changed' });
    expect(await inbox(scene, 'representative')).toMatchObject([{ kind: 'outcome', threadId }]);
    expect(await threadOf(scene, 'staff', threadId)).toMatchObject({
      state: 'closed',
      outcome: {
        kind: 'not-changed',
        body: 'Siffran är den rätta.',
        by: { name: 'Runa Fyr' },
        day: '2026-01-21',
      },
      unread: true,
      mayReply: false,
      mayReopen: true,
    });
    const reopen = { act: 'reopen-thread', threadId, body: 'Det finns en mätning till.' } as const;
    expect(await say(scene, 'controller', reopen)).toEqual({ ok: false, reason: 'forbidden' });
    scene.now = new Date(scene.now.getTime() + 60_000);
    await said(scene, 'staff', reopen);
    const again = await threadOf(scene, 'manager', threadId);
    expect(again).toMatchObject({ state: 'open', outcome: null, unread: true });
    expect(again?.posts.map(({ body, outcome }) => [body, outcome])).toEqual([
      ['Så var det inte hos oss i mars.', null],
      ['Så var det hos oss med.', null],
      ['Siffran är den rätta.', 'not-changed'],
      ['Det finns en mätning till.', null],
    ]);
    expect(await inbox(scene, 'manager')).toMatchObject([{ kind: 'reopened' }, { kind: 'to-answer' }]);
    await said(scene, 'manager', { ...close, outcome: 'changed', body: 'Nu står det åtta.' });
    // What is answered waits for nobody.
    expect(await inbox(scene, 'manager')).toEqual([]);
    expect(await say(scene, 'staff', reopen)).toEqual({ ok: false, reason: 'changed' });
  });

  test('by two at the same time is one', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    await scene.sql`
      insert into section_deputies (section_id, account_id) values (${id}, ${scene.people.deputy.accountId})`;
    const threadId = await said(scene, 'staff', commentOn(id));
    const close = { act: 'close-thread', threadId, outcome: 'answered', body: 'Tack.' } as const;
    const results = await Promise.all([say(scene, 'manager', close), say(scene, 'deputy', close)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toEqual({ ok: false, reason: 'changed' });
    expect(await inbox(scene, 'staff')).toHaveLength(1);
  });
});

describe('one’s own words', () => {
  test('may be mended, which is shown, and deleted, while the thread is open', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    const threadId = await said(scene, 'staff', commentOn(id));
    const { id: postId } = await postOf(scene, 'staff', threadId);
    const edit = { act: 'edit-post', postId, body: 'Så var det inte i april.' } as const;
    for (const who of ['manager', 'controller'] as const) {
      expect(await say(scene, who, edit)).toEqual({ ok: false, reason: 'forbidden' });
      expect(await say(scene, who, { act: 'delete-post', postId })).toEqual({
        ok: false,
        reason: 'forbidden',
      });
    }
    await said(scene, 'staff', edit);
    expect(await postOf(scene, 'manager', threadId)).toMatchObject({
      body: 'Så var det inte i april.',
      edited: true,
    });
    await said(scene, 'manager', { act: 'reply', threadId, body: 'I april?' });
    await said(scene, 'staff', { act: 'delete-post', postId });
    expect(await postOf(scene, 'manager', threadId)).toMatchObject({ body: null, mayEdit: false });
    await said(scene, 'manager', { act: 'close-thread', threadId, outcome: 'answered', body: 'Borttagen.' });
    const { id: replyId } = await postOf(scene, 'manager', threadId, 1);
    expect(await say(scene, 'manager', { act: 'edit-post', postId: replyId, body: 'Maj?' })).toEqual({
      ok: false,
      reason: 'changed',
    });
  });

  test('that nobody has gone on from leave nothing behind', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    const threadId = await said(scene, 'staff', commentOn(id));
    await said(scene, 'staff', { act: 'delete-post', postId: (await postOf(scene, 'staff', threadId)).id });
    expect(await threadOf(scene, 'manager', threadId)).toBeNull();
    expect(await inbox(scene, 'manager')).toEqual([]);
  });
});

test('a reaction is counted once for each, and taken back', async () => {
  const scene = await roadScene();
  const threadId = await said(scene, 'staff', commentOn(await sectionId(scene, SUMMARY)));
  const { id: postId } = await postOf(scene, 'staff', threadId);
  const agree = { act: 'react', postId, reaction: 'agree', on: true } as const;
  await said(scene, 'controller', agree);
  await said(scene, 'controller', agree);
  await said(scene, 'manager', agree);
  expect((await postOf(scene, 'manager', threadId)).reactions).toEqual([
    { reaction: 'agree', count: 2, mine: true },
  ]);
  expect((await postOf(scene, 'staff', threadId)).reactions).toMatchObject([{ count: 2, mine: false }]);
  await said(scene, 'manager', { ...agree, on: false });
  expect((await postOf(scene, 'manager', threadId)).reactions).toMatchObject([{ count: 1, mine: false }]);
});

test('a hidden thread is seen by those who lead, and by the one who began it without its words', async () => {
  const scene = await roadScene();
  const threadId = await said(scene, 'staff', commentOn(await sectionId(scene, SUMMARY)));
  await said(scene, 'representative', { act: 'reply', threadId, body: 'Ja.' });
  const hide = { act: 'hide-thread', threadId, reason: 'Uppgifter om en resenär.' } as const;
  for (const who of ['staff', 'superior', 'deputy'] as const)
    expect(await say(scene, who, hide)).toEqual({ ok: false, reason: 'forbidden' });
  await said(scene, 'manager', hide);
  for (const who of ['representative', 'controller', 'superior', 'deputy'] as const) {
    expect(await threadOf(scene, who, threadId)).toBeNull();
    const reply = { act: 'reply', threadId, body: 'Hallå?' } as const;
    expect(await say(scene, who, reply)).toEqual({ ok: false, reason: 'not-found' });
  }
  const own = await threadOf(scene, 'staff', threadId);
  expect(own).toMatchObject({ hidden: { reason: 'Uppgifter om en resenär.' }, mayReply: false });
  expect(own?.posts.map(({ body }) => body)).toEqual([null, null]);
  expect((await postOf(scene, 'manager', threadId)).body).not.toBeNull();
  expect(await threadOf(scene, 'manager', threadId)).toMatchObject({ mayHide: true, mayReply: false });
  await said(scene, 'manager', { act: 'show-thread', threadId });
  expect((await postOf(scene, 'controller', threadId)).body).not.toBeNull();
});

test('a hidden thread that has its outcome tells the one who began it how it went, and not in which words', async () => {
  const scene = await roadScene();
  const threadId = await said(scene, 'staff', commentOn(await sectionId(scene, SUMMARY)));
  const body = 'Det som stod om resenären är borta.';
  await said(scene, 'manager', { act: 'close-thread', threadId, outcome: 'changed', body });
  expect((await threadOf(scene, 'staff', threadId))?.outcome?.body).toBe(body);
  await said(scene, 'manager', { act: 'hide-thread', threadId, reason: 'Uppgifter om en resenär.' });
  expect((await threadOf(scene, 'staff', threadId))?.outcome).toMatchObject({ kind: 'changed', body: null });
  expect((await threadOf(scene, 'manager', threadId))?.outcome?.body).toBe(body);
});

test('whoever says very much under their name is asked to wait; what was refused does not count', async () => {
  const scene = await roadScene();
  const id = await sectionId(scene, SUMMARY);
  const named = new NamedLimiter();
  const reply = { act: 'reply', threadId: MISSING, body: 'Ja.' } as const;
  for (let times = 0; times < NAMED_A_MINUTE + 1; times++)
    expect(await say(scene, 'staff', reply, { named })).toEqual({ ok: false, reason: 'not-found' });
  for (let times = 0; times < NAMED_A_MINUTE; times++)
    expect(await say(scene, 'staff', commentOn(id), { named })).toMatchObject({ ok: true });
  expect(await say(scene, 'staff', commentOn(id), { named })).toEqual({ ok: false, reason: 'too-often' });
  expect(await say(scene, 'manager', commentOn(id), { named })).toMatchObject({ ok: true });
});

test('what is said is unread for others until they say that they have read it', async () => {
  const scene = await roadScene();
  const threadId = await said(scene, 'staff', commentOn(await sectionId(scene, SUMMARY)));
  await said(scene, 'manager', { act: 'read-threads', threadIds: [threadId, MISSING] });
  expect((await threadOf(scene, 'manager', threadId))?.unread).toBe(false);
  await said(scene, 'staff', { act: 'reply', threadId, body: 'Och inte i maj.' });
  expect((await threadOf(scene, 'manager', threadId))?.unread).toBe(true);
  expect((await threadOf(scene, 'staff', threadId))?.unread).toBe(false);
});

test('ten who reply at once, while the manager closes, all get an answer and a place', async () => {
  const scene = await roadScene();
  const threadId = await said(scene, 'staff', commentOn(await sectionId(scene, SUMMARY)));
  const replies = Array.from({ length: 10 }, (_, at) =>
    say(scene, at % 2 === 0 ? 'controller' : 'superior', { act: 'reply', threadId, body: `Svar ${at}` }),
  );
  const close = { act: 'close-thread', threadId, outcome: 'answered', body: 'Klart.' } as const;
  const [closed, ...answers] = await Promise.all([say(scene, 'manager', close), ...replies]);
  expect(closed.ok).toBe(true);
  for (const answer of answers) if (!answer.ok) expect(answer.reason).toBe('changed');
  expect((await threadOf(scene, 'manager', threadId))?.posts.length).toBe(
    1 + answers.filter(({ ok }) => ok).length,
  );
});

test('someone without a name that is shown is a role, in what they say and decide', async () => {
  const scene = await roadScene();
  await scene.sql`
    update accounts set name = '', protected = true
    where id in (${scene.people.staff.accountId}, ${scene.people.manager.accountId})`;
  const threadId = await said(scene, 'staff', commentOn(await sectionId(scene, SUMMARY)));
  await said(scene, 'manager', { act: 'close-thread', threadId, outcome: 'answered', body: 'Tack.' });
  expect((await postOf(scene, 'controller', threadId)).by).toMatchObject({ name: '', role: 'staff' });
  expect((await threadOf(scene, 'controller', threadId))?.outcome?.by).toMatchObject({
    name: '',
    role: 'manager',
  });
});

test('an inbox tells of nothing that its person may no longer read', async () => {
  const scene = await roadScene();
  const threadId = await said(scene, 'staff', commentOn(await sectionId(scene, SUMMARY)));
  await said(scene, 'controller', { act: 'reply', threadId, body: 'Ja.' });
  await said(scene, 'manager', { act: 'close-thread', threadId, outcome: 'answered', body: 'Tack.' });
  expect(await inbox(scene, 'staff')).toHaveLength(2);
  await said(scene, 'manager', { act: 'hide-thread', threadId, reason: 'Ett namn.' });
  expect(await inbox(scene, 'staff')).toHaveLength(2);
  expect(await inbox(scene, 'controller')).toEqual([]);
  await scene.sql`update reports set state = 'draft' where id = ${scene.reportId}`;
  expect(await inbox(scene, 'staff')).toEqual([]);
});
