import { plainText } from '@delaktig/domain';
import { fieldsToUpdate } from '@delaktig/editor';
import { fieldContent } from '@delaktig/editor/fragment';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { replaceRoom } from '../../server/database/rooms.ts';
import { UNHEARD } from '../../server/rooms/signals.ts';
import { type RunningCollab, runCollab, stockClient } from '../support/collab.ts';
import { letIn } from '../support/house.ts';
import { type Marks, marksIn, storedDoc, strip, textsIn } from '../support/marks.ts';
import { type RoadScene, roadScene, sectionId } from '../support/road-scene.ts';
import { commentOn, said, threadOf, WINDY } from '../support/threads-scene.ts';
import { waitUntil } from '../support/wait-until.ts';

/** What the product promises. */
const HEALED_MS = 2_000;

const BEFORE = 'Året var blåsigt.\nIngen båt låg kvar.';
const ONE_ID = '0f0f0f0f-1111-4222-8333-444444444444';

let scene: RoadScene;
let id: string;
let server: RunningCollab;

beforeEach(async () => {
  scene = await roadScene();
  id = await sectionId(scene, 'Sammanfattning');
  server = await runCollab(scene.sql);
});

/** Somebody with the section open. `epoch`: of a room that was replaced. */
async function writer(name: string, epoch = 0) {
  const { cookie } = await letIn(scene.sql, scene.house, name, 'manager');
  const { doc, provider, closes } = stockClient(server.url, epoch > 0 ? `${id}.${epoch}` : id, cookie);
  await waitUntil(() => provider.synced && textsIn(doc).length > 0, 'the room open');
  const text = (block = 0): Y.XmlText => {
    const found = textsIn(doc)[block];
    if (!found) throw new Error('There is no such block');
    return found;
  };
  return { doc, provider, closes, text };
}

const comment = (more: Parameters<typeof commentOn>[1] = {}) =>
  said(scene, 'staff', commentOn(id, { anchor: WINDY, ...more }));

const lineOf = (doc: Y.Doc) => plainText(fieldContent(doc, 'content'));

async function marked(doc: Y.Doc, marks: Marks): Promise<void> {
  const want = JSON.stringify(marks);
  await waitUntil(
    () => JSON.stringify(marksIn(doc)) === want,
    `${want}, not ${JSON.stringify(marksIn(doc))}`,
    HEALED_MS,
  );
}

const placeOf = async (threadId: string) => (await threadOf(scene, 'manager', threadId))?.place;

const roomLetGo = () => waitUntil(() => server.collab.counts().rooms === 0, 'the room let go');

describe('a comment on words', () => {
  test('is marked with everybody who has the room open, and changes no letter', async () => {
    const [moa, sam] = [await writer('Moa'), await writer('Sam')];
    const threadId = await comment();
    for (const { doc } of [moa, sam]) {
      await marked(doc, { [threadId]: ['blåsigt'] });
      expect(lineOf(doc)).toBe(BEFORE);
    }
    expect(marksIn(await storedDoc(scene.sql, id))).toEqual({ [threadId]: ['blåsigt'] });
    expect([moa.closes, sam.closes]).toEqual([[], []]);
  });

  test('is marked where it was made, of words that stand there twice, whatever the positions say', async () => {
    const moa = await writer('Moa');
    moa.text().insert(0, 'Blåsigt, blåsigt! ');
    await waitUntil(async () => lineOf(await storedDoc(scene.sql, id)).startsWith('Blåsigt'), 'stored');
    const garbage = Buffer.from([255, 255, 255]).toString('base64');
    const at = 'Blåsigt, '.length;
    const anchor = { ...WINDY, prefix: 'Blåsigt, ', suffix: '! Året var blåsigt.' };
    const threadId = await comment({ anchor, markedAt: { at, from: garbage, to: garbage } });
    await waitUntil(() => marksIn(moa.doc)[threadId], 'a mark', HEALED_MS);
    expect(moa.text().toDelta()[1]).toMatchObject({ insert: 'blåsigt', attributes: {} });
    expect(moa.text().toDelta()[0]).toEqual({ insert: 'Blåsigt, ' });
  });

  test('is marked in a room that nobody has open, which is let go', async () => {
    const threadId = await comment();
    const stored = async () => JSON.stringify(marksIn(await storedDoc(scene.sql, id)));
    const want = JSON.stringify({ [threadId]: ['blåsigt'] });
    await waitUntil(async () => (await stored()) === want, 'marked', HEALED_MS);
    await roomLetGo();
    expect(marksIn((await writer('Moa')).doc)).toEqual({ [threadId]: ['blåsigt'] });
  });

  test('loses its mark when it is taken back', async () => {
    const moa = await writer('Moa');
    const threadId = await comment();
    await marked(moa.doc, { [threadId]: ['blåsigt'] });
    const postId = (await threadOf(scene, 'staff', threadId))?.posts[0]?.id ?? '';
    await said(scene, 'staff', { act: 'delete-post', postId });
    await marked(moa.doc, {});
  });
});

describe('marks that somebody has meddled with', () => {
  test('are put back where they were taken away, and taken away where they were copied or forged', async () => {
    const [moa, mallory] = [await writer('Moa'), await writer('Mallory')];
    const threadId = await comment();
    await marked(moa.doc, { [threadId]: ['blåsigt'] });
    mallory.doc.transact(() => strip(mallory.text()));
    expect(marksIn(mallory.doc)).toEqual({});
    await waitUntil(() => Object.keys(marksIn(moa.doc)).length === 0, 'stripped with the other too');
    await marked(moa.doc, { [threadId]: ['blåsigt'] });

    const [key = ''] = Object.keys(moa.text().toDelta()[1]?.attributes ?? {});
    expect(key).toMatch(/^comment--/);
    mallory.doc.transact(() => {
      mallory.text(1).format(0, 6, { [key]: { thread: threadId } });
      mallory.text(1).format(7, 3, { 'comment--AAAAAAAA': { thread: ONE_ID } });
      mallory.text(1).format(11, 3, { comment: { thread: threadId } });
    });
    await waitUntil(
      () => Object.keys(moa.text(1).toDelta()[0]?.attributes ?? {}).length > 0,
      'forged with the other too',
    );
    for (const { doc } of [moa, mallory]) await marked(doc, { [threadId]: ['blåsigt'] });
    expect(moa.text(1).toDelta()).toEqual([{ insert: 'Ingen båt låg kvar.' }]);
    expect(lineOf(moa.doc)).toBe(BEFORE);
  });

  test('go from a room without comments', async () => {
    const [moa, mallory] = [await writer('Moa'), await writer('Mallory')];
    mallory.text().format(0, 4, { 'comment--AAAAAAAA': { thread: ONE_ID } });
    await waitUntil(() => marksIn(moa.doc)[ONE_ID], 'forged with the other too');
    for (const { doc } of [moa, mallory]) await marked(doc, {});
  });
});

describe('words that are written in', () => {
  test('are followed: the table has them as they stand', async () => {
    const moa = await writer('Moa');
    const threadId = await comment();
    await marked(moa.doc, { [threadId]: ['blåsigt'] });
    moa.text().insert(0, 'Hela ');
    moa.text().insert('Hela Året var blå'.length, '-vitt och ');
    await waitUntil(
      async () => (await placeOf(threadId))?.quote === 'blå-vitt och sigt',
      'followed',
      HEALED_MS,
    );
    expect(await placeOf(threadId)).toMatchObject({ prefix: 'Hela Året var ', lost: false });
  });

  test('are gone when they are deleted, which pages are told, and back when that is undone', async () => {
    const moa = await writer('Moa');
    const threadId = await comment();
    await marked(moa.doc, { [threadId]: ['blåsigt'] });
    const told: string[] = [];
    await scene.sql.listen('delaktig_rights', (payload) => told.push(payload));
    moa.text().delete('Året var '.length, 'blåsigt'.length);
    await waitUntil(async () => (await placeOf(threadId))?.lost, 'gone', HEALED_MS);
    expect(await placeOf(threadId)).toMatchObject({ quote: 'blåsigt', lost: true });
    await waitUntil(() => told.includes(`threads:${scene.reportId}`), 'told');
    moa.text().insert('Året var '.length, 'blåsigt');
    await marked(moa.doc, { [threadId]: ['blåsigt'] });
    expect(await placeOf(threadId)).toMatchObject({ lost: false });
  });

  test('are gone little by little, which pages tell by what was marked, and back as a whole', async () => {
    const moa = await writer('Moa');
    const threadId = await comment();
    await marked(moa.doc, { [threadId]: ['blåsigt'] });
    const author = new Y.UndoManager(moa.doc.getXmlFragment('content'), { captureTimeout: 60_000 });
    const from = 'Året var '.length;
    moa.text().delete(from + 1, 'låsigt'.length);
    await waitUntil(async () => (await placeOf(threadId))?.quote === 'b', 'followed', HEALED_MS);
    moa.text().delete(from, 1);
    await waitUntil(async () => (await placeOf(threadId))?.lost, 'gone', HEALED_MS);
    expect(await placeOf(threadId)).toMatchObject({ quote: 'blåsigt', lost: true });
    author.undo();
    await marked(moa.doc, { [threadId]: ['blåsigt'] });
    await waitUntil(async () => (await placeOf(threadId))?.lost === false, 'back', HEALED_MS);
    expect(lineOf(moa.doc)).toBe(BEFORE);
  });

  test('are looked at even when their writer has left', async () => {
    const moa = await writer('Moa');
    const threadId = await comment();
    await marked(moa.doc, { [threadId]: ['blåsigt'] });
    moa.text().delete('Året var '.length, 'blåsigt'.length);
    await waitUntil(async () => !lineOf(await storedDoc(scene.sql, id)).includes('blåsigt'), 'stored');
    moa.provider.destroy();
    await waitUntil(async () => (await placeOf(threadId))?.lost, 'gone', HEALED_MS);
    await roomLetGo();
  });
});

describe('a section', () => {
  const setState = (state: string) => scene.sql`update sections set state = ${state} where id = ${id}`;

  test('that is closed to writing is not written in, and has its marks when it is opened again', async () => {
    const threadId = await comment();
    await waitUntil(async () => marksIn(await storedDoc(scene.sql, id))[threadId], 'marked');
    await setState('ready');
    const late = await comment({
      anchor: { ...WINDY, quote: 'båt', prefix: 'Ingen ', suffix: ' låg kvar.' },
    });
    const sam = await writer('Sam');
    // Whatever the healer does for those who come, it has had the time for it when another room has been healed.
    await roomsHealed();
    expect(marksIn(sam.doc)).toEqual({ [threadId]: ['blåsigt'] });
    await setState('draft');
    await waitUntil(() => sam.closes.length > 0 && sam.provider.synced, 'come back');
    const want = Object.fromEntries([[threadId, ['blåsigt']] as const, [late, ['båt']] as const].sort());
    await marked(sam.doc, want);
  });

  /** A comment in another section is marked. */
  async function roomsHealed(): Promise<void> {
    const other = await sectionId(scene, 'Övrigt');
    const anchor = { ...WINDY, quote: 'dyrare', prefix: 'Bränslet blev ', suffix: '.' };
    const threadId = await said(scene, 'staff', commentOn(other, { anchor }));
    await waitUntil(
      async () => marksIn(await storedDoc(scene.sql, other))[threadId],
      'the other section healed',
    );
  }

  test('whose text is replaced has them on the same words in it, and knows which are gone', async () => {
    const moa = await writer('Moa');
    const windy = await comment();
    const boat = await comment({
      anchor: { ...WINDY, quote: 'båt', prefix: 'Ingen ', suffix: ' låg kvar.' },
    });
    await waitUntil(() => Object.keys(marksIn(moa.doc)).length === 2, 'both marked', HEALED_MS);
    const paragraph = {
      type: 'paragraph',
      content: [{ type: 'text', text: 'Det var ett år som var blåsigt.' }],
    };
    await scene.sql.begin((tx) => replaceRoom(tx, id, fieldsToUpdate({ content: [paragraph] })));
    const sam = await writer('Sam', 1);
    await marked(sam.doc, { [windy]: ['blåsigt'] });
    expect(await placeOf(windy)).toMatchObject({ prefix: 'Det var ett år som var ', lost: false });
    expect(await placeOf(boat)).toMatchObject({ quote: 'båt', lost: true });
  });
});

test('a server that starts again, and one that missed what was told, heal what they open', async () => {
  await server.close();
  const threadId = await comment();
  server = await runCollab(scene.sql);
  const moa = await writer('Moa');
  await marked(moa.doc, { [threadId]: ['blåsigt'] });
});

describe('a server that heals', () => {
  const signals = { failed: 0, healed: 0 };

  beforeEach(async () => {
    Object.assign(signals, { failed: 0, healed: 0 });
    await server.close();
    server = await runCollab(scene.sql, {
      signals: {
        ...UNHEARD,
        healed: () => void signals.healed++,
        healingFailed: () => void signals.failed++,
      },
    });
  });

  test('has nothing to do where a section is gone', async () => {
    await comment();
    await waitUntil(() => signals.healed > 0, 'healed');
    await roomLetGo();
    await scene.sql`delete from reports where id = ${scene.reportId}`;
    const seen: string[] = [];
    await scene.sql.listen('delaktig_rights', (payload) => seen.push(payload));
    await scene.sql.notify('delaktig_rights', `places:${id}`);
    await waitUntil(() => seen.length > 0, 'told');
    // The pace is a tenth of a second, and what asks the database so many times is longer.
    for (const began = performance.now(); performance.now() - began < 500; ) await scene.sql`select 1`;
    expect(signals.failed).toBe(0);
  });

  test('lets nobody in another section wait for one that is made to take long', async () => {
    const other = await sectionId(scene, 'Övrigt');
    const mallory = await writer('Mallory');
    const { cookie } = await letIn(scene.sql, scene.house, 'Moa', 'manager');
    const moa = stockClient(server.url, other, cookie);
    await waitUntil(() => moa.provider.synced, 'the other room open');
    const letters = 2_000;
    mallory.doc.transact(() => {
      mallory.text().insert(0, 'x'.repeat(letters));
      for (let mark = 0; mark < letters; mark++) {
        const key = `comment--${Buffer.from(String(mark).padStart(6, '0')).toString('base64')}`;
        mallory.text().format(0, letters - mark, { [key]: 1 });
      }
    });
    const anchor = { ...WINDY, quote: 'dyrare', prefix: 'Bränslet blev ', suffix: '.' };
    const threadId = await said(scene, 'staff', commentOn(other, { anchor }));
    const isMarked = () => {
      mallory.text().insert(0, 'y');
      textsIn(moa.doc)[0]?.insert(0, 'a');
      return marksIn(moa.doc)[threadId] !== undefined;
    };
    await waitUntil(isMarked, 'the other section healed', 30_000);
    expect(moa.closes).toEqual([]);
  }, 60_000);
});
