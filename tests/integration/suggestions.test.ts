import { describe, expect, test } from 'vitest';
import { lockThread } from '../../server/database/threads.ts';
import { act, done, roadScene, sectionId, seen } from '../support/road-scene.ts';
import { inbox, said, say, suggestOn, threadOf, WINDY } from '../support/threads-scene.ts';

const SUMMARY = 'Sammanfattning';

describe('a suggestion', () => {
  test('has its words beside those that stand there, and those who lead are told', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    const threadId = await said(scene, 'staff', suggestOn(id, { proposed: 'stormigt' }));
    expect(await threadOf(scene, 'manager', threadId)).toMatchObject({
      anchor: WINDY,
      place: { field: 'content', quote: 'blåsigt', lost: false },
      state: 'open',
      posts: [{ by: { name: 'Nils Åra' }, body: '' }],
      suggestion: {
        original: 'blåsigt',
        proposed: 'stormigt',
        taken: null,
        changed: false,
        mayTake: true,
        mayUndo: false,
      },
    });
    for (const who of ['staff', 'deputy', 'superior', 'controller', 'representative'] as const)
      expect((await threadOf(scene, who, threadId))?.suggestion?.mayTake).toBe(false);
    expect(await inbox(scene, 'manager')).toMatchObject([{ kind: 'to-answer', threadId, suggestion: true }]);
  });

  test('is of whoever may comment, those who write themselves too, and of nobody else', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    for (const who of ['manager', 'deputy', 'superior', 'controller', 'representative', 'staff'] as const)
      expect((await threadOf(scene, who, await said(scene, who, suggestOn(id))))?.mine).toBe(true);
    await scene.sql`update sections set mode = 'closed' where id = ${id}`;
    for (const who of ['manager', 'staff'] as const)
      expect(await say(scene, who, suggestOn(id))).toEqual({ ok: false, reason: 'changed' });
    for (const who of ['neighbour', 'administrator'] as const)
      expect(await say(scene, who, suggestOn(id))).toEqual({ ok: false, reason: 'forbidden' });
  });

  test('is about words of one text block in a field of the section, and proposes others', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    const none = { ok: false, reason: 'no-suggestion' };
    expect(await say(scene, 'staff', suggestOn(id, { anchor: { of: 'section' } }))).toEqual(none);
    const two = { ...WINDY, quote: 'blåsigt.\nIngen' };
    expect(await say(scene, 'staff', suggestOn(id, { anchor: two }))).toEqual(none);
    expect(await say(scene, 'staff', suggestOn(id, { proposed: 'blåsigt' }))).toEqual(none);
    expect(await say(scene, 'staff', suggestOn(id, { proposed: 'storm\nregn' }))).toEqual(none);
    const elsewhere = { ...WINDY, field: 'analysis' };
    expect(await say(scene, 'staff', suggestOn(id, { anchor: elsewhere }))).toEqual({
      ok: false,
      reason: 'not-found',
    });
    // To take words away is a suggestion too.
    expect((await say(scene, 'staff', suggestOn(id, { proposed: '' }))).ok).toBe(true);
  });

  test('keeps its section from being ready until it has an answer, and may be answered as any comment', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    const threadId = await said(scene, 'staff', suggestOn(id));
    const ready = { act: 'mark-ready', sectionId: id, despite: false } as const;
    expect(await act(scene, 'manager', ready)).toMatchObject({
      reason: 'missing',
      missing: [{ kind: 'unanswered' }],
    });
    for (const outcome of ['not-changed', 'changed'] as const) {
      const close = { act: 'close-thread', threadId, outcome, body: 'Det var inte så farligt.' } as const;
      await said(scene, 'manager', close);
      expect(await threadOf(scene, 'staff', threadId)).toMatchObject({
        outcome: { kind: outcome },
        suggestion: { taken: null, mayTake: false, mayUndo: false },
      });
      if (outcome === 'not-changed')
        await said(scene, 'staff', { act: 'reopen-thread', threadId, body: 'Jo, i mars.' });
    }
    await done(scene, 'manager', ready);
    expect((await seen(scene, 'staff', id)).state).toBe('ready');
  });

  test('is a suggestion no more when whoever made it takes it back', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    const threadId = await said(scene, 'staff', suggestOn(id));
    await said(scene, 'manager', { act: 'reply', threadId, body: 'Stormigt var det väl inte?' });
    const postId = (await threadOf(scene, 'staff', threadId))?.posts[0]?.id ?? '';
    await said(scene, 'staff', { act: 'delete-post', postId });
    expect(await threadOf(scene, 'manager', threadId)).toMatchObject({
      suggestion: null,
      posts: [{ body: null }, { body: 'Stormigt var det väl inte?' }],
    });
    const [rights] = await scene.sql.begin(async (tx) => [
      (await lockThread(tx, scene.reportId, threadId))?.suggestion,
    ]);
    expect(rights).toBe(null);
  });

  test('shows nothing of itself to those for whom it is hidden', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    const threadId = await said(scene, 'staff', suggestOn(id, { proposed: 'ett namn' }));
    await said(scene, 'manager', { act: 'hide-thread', threadId, reason: 'Ett namn.' });
    expect(await threadOf(scene, 'staff', threadId)).toMatchObject({ suggestion: null });
    expect(await threadOf(scene, 'deputy', threadId)).toBeNull();
    expect((await threadOf(scene, 'manager', threadId))?.suggestion).toMatchObject({
      proposed: 'ett namn',
      mayTake: false,
    });
  });

  test('is not there to be taken when its words have gone, and says when others stand there', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    const threadId = await said(scene, 'staff', suggestOn(id));
    await scene.sql`update thread_places set quote = 'blåsigt och kallt' where thread_id = ${threadId}`;
    expect((await threadOf(scene, 'manager', threadId))?.suggestion).toMatchObject({
      changed: true,
      mayTake: true,
    });
    await scene.sql`update thread_places set lost = true where thread_id = ${threadId}`;
    expect((await threadOf(scene, 'manager', threadId))?.suggestion).toMatchObject({
      changed: true,
      mayTake: false,
    });
  });
});

describe('taking and undoing', () => {
  const words = { words: 'stormigt', seen: 'blåsigt', body: 'Vi skrev om.' };

  test('are of those who lead the section, while it is open to writing', async () => {
    const scene = await roadScene();
    const { sql } = scene;
    const id = await sectionId(scene, SUMMARY);
    const threadId = await said(scene, 'staff', suggestOn(id));
    const asks = [
      { act: 'take-suggestion', threadId, ...words },
      { act: 'undo-suggestion', threadId },
    ] as const;
    const answers = async (who: Parameters<typeof say>[1]) =>
      Promise.all(asks.map((each) => say(scene, who, each)));
    for (const who of [
      'staff',
      'deputy',
      'superior',
      'controller',
      'representative',
      'neighbour',
      'administrator',
    ] as const)
      expect([who, await answers(who)]).toEqual([who, asks.map(() => ({ ok: false, reason: 'forbidden' }))]);
    const changed = { ok: false, reason: 'changed' };
    // Nothing has been taken.
    expect(await say(scene, 'manager', asks[1])).toEqual(changed);
    for (const shut of [
      sql`update sections set mode = 'closed' where id = ${id}`,
      sql`update sections set mode = 'comment', state = 'ready' where id = ${id}`,
      sql`update sections set state = 'approved' where id = ${id}`,
    ]) {
      await shut;
      expect(await answers('manager')).toEqual([changed, changed]);
    }
    await sql`update sections set state = 'draft' where id = ${id}`;
    await said(scene, 'manager', { act: 'hide-thread', threadId, reason: 'Ett namn.' });
    expect(await answers('manager')).toEqual([changed, changed]);
    await said(scene, 'manager', { act: 'show-thread', threadId });
    expect(await say(scene, 'manager', { ...asks[0], words: 'blåsigt' })).toEqual({
      ok: false,
      reason: 'no-suggestion',
    });
    await said(scene, 'manager', { act: 'close-thread', threadId, outcome: 'not-changed', body: 'Nej.' });
    expect(await say(scene, 'manager', asks[0])).toEqual(changed);
  });

  test('are asked for of a suggestion, not of a comment', async () => {
    const scene = await roadScene();
    const id = await sectionId(scene, SUMMARY);
    const anchor = WINDY;
    const comment = { act: 'comment', sectionId: id, anchor, body: 'Var det?', nameless: false } as const;
    const threadId = await said(scene, 'staff', comment);
    expect((await threadOf(scene, 'manager', threadId))?.suggestion).toBeNull();
    expect(await say(scene, 'manager', { act: 'take-suggestion', threadId, ...words })).toEqual({
      ok: false,
      reason: 'not-found',
    });
  });
});
