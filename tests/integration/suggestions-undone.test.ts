import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { replaceRoom } from '../../server/database/rooms.ts';
import { authorsIn } from '../../server/road/authors.ts';
import { AFTER, BEFORE, type SuggestionScene, suggestionScene } from '../support/suggestion-scene.ts';
import { inbox, said, threadOf } from '../support/threads-scene.ts';

let at: SuggestionScene;

beforeEach(async () => {
  at = await suggestionScene();
});

describe('undoing', () => {
  test('puts back what stood there, opens the thread, and uses up nobody’s opening again', async () => {
    const { sql, people } = at.scene;
    const threadId = await at.suggested();
    await at.take('manager', threadId);
    const before = await at.credits();
    expect(await at.undo('staff', threadId)).toEqual({ ok: false, reason: 'forbidden' });
    at.scene.now = new Date(at.scene.now.getTime() + 60_000);
    expect(await at.undo('manager', threadId)).toEqual({ ok: true, threadId });
    expect(await at.text()).toBe(BEFORE);
    expect(await at.credits()).toEqual(before);
    expect(await authorsIn(sql, at.id)).not.toContain(people.manager.accountId);
    expect(await threadOf(at.scene, 'manager', threadId)).toMatchObject({
      state: 'open',
      outcome: null,
      posts: [{ body: '' }, { body: 'Så var det.', outcome: 'changed', by: { name: 'Runa Fyr' } }],
      place: { quote: 'blåsigt', lost: false },
      suggestion: { taken: null, changed: false, mayTake: true, mayUndo: false },
    });
    expect(await inbox(at.scene, 'staff')).toMatchObject([{ kind: 'reopened' }, { kind: 'outcome' }]);
    expect(await at.undo('manager', threadId)).toEqual({ ok: false, reason: 'changed' });
    expect(await at.take('manager', threadId)).toMatchObject({ ok: true });
    expect(await at.text()).toBe(AFTER);
    expect((await threadOf(at.scene, 'staff', threadId))?.mayReopen).toBe(true);
    await said(at.scene, 'staff', { act: 'reopen-thread', threadId, body: 'Det var i april.' });
    // Whoever began it has a new ground, and what was taken still stands there.
    expect(await at.undo('manager', threadId)).toMatchObject({ ok: true });
    expect(await at.text()).toBe(BEFORE);
  });

  test('of what was taken though the text had changed puts that text back', async () => {
    await at.typed('Året var blå', 'st och blå');
    const threadId = await at.suggested();
    await at.scene.sql`update thread_places set quote = 'blåst och blåsigt' where thread_id = ${threadId}`;
    expect(await at.take('manager', threadId, { seen: 'blåst och blåsigt' })).toMatchObject({ ok: true });
    expect(await at.text()).toBe(AFTER);
    expect(await at.undo('manager', threadId)).toMatchObject({ ok: true });
    expect(await at.text()).toBe('Året var blåst och blåsigt.\nIngen båt låg kvar.');
  });

  test('is refused when somebody has touched the words since, and not for what is written beside them', async () => {
    const threadId = await at.suggested();
    await at.take('manager', threadId);
    await at.typed('Året var stormigt från mars.', ' Mest på natten.');
    expect(await at.undo('manager', threadId)).toMatchObject({ ok: true });
    expect(await at.text()).toBe('Året var blåsigt. Mest på natten.\nIngen båt låg kvar.');
    await at.take('manager', threadId);
    await at.typed('Året var stormigt från ', 'slutet av ');
    expect(await at.undo('manager', threadId)).toEqual({ ok: false, reason: 'look-again' });
    expect((await threadOf(at.scene, 'manager', threadId))?.state).toBe('closed');
    expect(await at.text()).toContain('stormigt från slutet av mars. Mest på natten.');
  });

  test('is refused in another room than the one that took it', async () => {
    const threadId = await at.suggested();
    await at.take('manager', threadId);
    const state = Y.mergeUpdates(await at.updates());
    await at.scene.sql.begin((tx) => replaceRoom(tx, at.id, state));
    expect((await threadOf(at.scene, 'manager', threadId))?.suggestion?.mayUndo).toBe(false);
    expect(await at.undo('manager', threadId)).toEqual({ ok: false, reason: 'look-again' });
    expect(await at.text()).toBe(AFTER);
  });
});
