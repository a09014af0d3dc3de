import type { Content } from '@delaktig/domain';
import { plainText } from '@delaktig/domain';
import { fieldsFromUpdate, fieldsToUpdate } from '@delaktig/editor';
import { decodeShare } from '@delaktig/sync';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Sql } from '../../server/database/connect.ts';
import { loadRoom, replaceRoom } from '../../server/database/rooms.ts';
import { authorsIn } from '../../server/road/authors.ts';
import type { Compose } from '../../server/rooms/compose.ts';
import { runCollab, stockClient } from '../support/collab.ts';
import { letIn } from '../support/house.ts';
import { act, type RoadScene, roadScene, sectionId, writes } from '../support/road-scene.ts';
import { inbox, said, say, suggestOn, threadOf, type Who } from '../support/threads-scene.ts';
import { waitUntil } from '../support/wait-until.ts';

const SUMMARY = 'Sammanfattning';
const BEFORE = 'Året var blåsigt.\nIngen båt låg kvar.';
const AFTER = 'Året var stormigt från mars.\nIngen båt låg kvar.';

let scene: RoadScene;
let id: string;
let server: Awaited<ReturnType<typeof runCollab>>;

beforeEach(async () => {
  scene = await roadScene();
  id = await sectionId(scene, SUMMARY);
  server = await runCollab(scene.sql);
  await keepShares(scene.sql);
});

/** The queue of shares is emptied as soon as anybody looks: what came into it stays here. */
async function keepShares(sql: Sql): Promise<void> {
  await sql`create table kept_shares (like room_shares)`;
  await sql.unsafe(`
    create function keep_share() returns trigger language plpgsql as $$
    begin insert into kept_shares select new.*; return null; end $$;
    create trigger share_kept after insert on room_shares for each row execute function keep_share();`);
}

const WANTED = { words: 'stormigt från mars', seen: 'blåsigt', body: 'Så var det.' };

function take(who: Who, threadId: string, more: Partial<typeof WANTED & { compose: Compose }> = {}) {
  const { compose = server.collab.compose, ...wanted } = more;
  return say(scene, who, { act: 'take-suggestion', threadId, ...WANTED, ...wanted }, { compose });
}

function undo(who: Who, threadId: string) {
  return say(scene, who, { act: 'undo-suggestion', threadId }, { compose: server.collab.compose });
}

async function updatesOf(sectionId: string): Promise<Uint8Array[]> {
  const { snapshot, tail } = await loadRoom(scene.sql, sectionId);
  return [...(snapshot ? [snapshot.state] : []), ...tail.map(({ update }) => update)];
}

/** What is stored in a field. */
async function contentOf(field = 'content'): Promise<Content> {
  return fieldsFromUpdate(Y.mergeUpdates(await updatesOf(id)), [field])[field] ?? [];
}

const textOf = async () => plainText(await contentOf());

/** Whose words are in the room, one entry for each Yjs client. */
async function credits(): Promise<string[]> {
  const rows = await scene.sql<{ account: string }[]>`
    select account_id::text as account from room_clients where section_id = ${id} order by 1`;
  return rows.map(({ account }) => account);
}

/** Everything that an act may change. */
async function everything(): Promise<unknown> {
  const tables = ['threads', 'suggestions', 'thread_posts', 'notices', 'room_clients', 'kept_shares'];
  const { sql } = scene;
  const rows = await Promise.all(
    tables.map((name) => sql`select t::text as row from ${sql(name)} t order by 1`),
  );
  return [rows.map((all) => all.map(({ row }) => row)), await textOf()];
}

/** A manager with an editor open in the section. */
async function writerIn(name: string) {
  const { cookie } = await letIn(scene.sql, scene.house, name, 'manager');
  const { doc, provider } = stockClient(server.url, id, cookie);
  const prose = doc.getXmlFragment('content');
  await waitUntil(() => prose.length > 0, 'the room open');
  const textAt = (block: number): Y.XmlText => {
    const paragraph = prose.get(block);
    const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
    if (!(text instanceof Y.XmlText)) throw new Error('There is no text there');
    return text;
  };
  const words = () => plainText(fieldsFromUpdate(Y.encodeStateAsUpdate(doc), ['content']).content ?? []);
  return { doc, provider, textAt, words };
}

describe('taking a suggestion', () => {
  test.each(['open', 'not open'])(
    'in a room that is %s: the text is the proposal, and the credit there once',
    async (open) => {
      const writer = open === 'open' ? await writerIn('Skri Vare') : null;
      const { sql, people } = scene;
      const threadId = await said(scene, 'staff', suggestOn(id));
      expect(await authorsIn(sql, id)).not.toContain(people.staff.accountId);
      expect(await take('manager', threadId)).toEqual({ ok: true, threadId });
      expect(await textOf()).toBe(AFTER);
      if (writer) await waitUntil(() => writer.words() === AFTER, 'the writer has it');

      expect(await credits()).toEqual([people.staff.accountId]);
      expect(await authorsIn(sql, id)).toContain(people.staff.accountId);
      expect(await authorsIn(sql, id)).not.toContain(people.manager.accountId);
      const shares = await sql<{ account: string; share: Uint8Array }[]>`
      select account_id::text as account, share from kept_shares where section_id = ${id}`;
      expect(shares.map(({ account }) => account)).toEqual([people.staff.accountId]);
      const [client] = await sql<
        { client: string }[]
      >`select client from room_clients where section_id = ${id}`;
      const inserted = shares.flatMap(({ share }) => [...decodeShare(share).inserted.ranges()]);
      expect(new Set(inserted.map((range) => range.client))).toEqual(new Set([Number(client?.client)]));

      expect(await threadOf(scene, 'staff', threadId)).toMatchObject({
        state: 'closed',
        unread: true,
        outcome: { kind: 'changed', body: 'Så var det.', by: { name: 'Runa Fyr' } },
        place: { quote: 'stormigt från mars', lost: false },
        suggestion: {
          original: 'blåsigt',
          taken: {
            words: 'stormigt från mars',
            by: { name: 'Runa Fyr', role: 'manager' },
            day: '2026-01-21',
          },
          changed: false,
          mayTake: false,
          mayUndo: false,
        },
      });
      expect((await threadOf(scene, 'manager', threadId))?.suggestion).toMatchObject({ mayUndo: true });
      expect(await inbox(scene, 'staff')).toMatchObject([{ kind: 'outcome', threadId }]);
    },
  );

  test('with words of one’s own makes one an author too', async () => {
    const threadId = await said(scene, 'staff', suggestOn(id));
    expect(await take('manager', threadId, { words: 'stormigt' })).toMatchObject({ ok: true });
    expect(await textOf()).toBe('Året var stormigt.\nIngen båt låg kvar.');
    expect(await authorsIn(scene.sql, id)).toEqual(
      expect.arrayContaining([scene.people.staff.accountId, scene.people.manager.accountId]),
    );
    expect((await threadOf(scene, 'staff', threadId))?.suggestion).toMatchObject({
      proposed: 'stormigt från mars',
      taken: { words: 'stormigt' },
    });
  });

  test('loses nothing of what somebody types in the same block meanwhile', async () => {
    const [one, other] = [await writerIn('Skri Vare'), await writerIn('Ord Rik')];
    const threadId = await said(scene, 'staff', suggestOn(id));
    let typed = 0;
    let taken: Awaited<ReturnType<typeof take>> | null = null;
    const taking = take('manager', threadId).then((result) => {
      taken = result;
    });
    // A letter before the words and one after them, as long as it takes, and a while longer.
    for (let after = 0; after < 20; after += taken === null ? 0 : 1) {
      one.textAt(0).insert(0, 'ö');
      const text = other.textAt(0);
      text.insert(text.length, 'å');
      typed += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await taking;
    expect(taken).toEqual({ ok: true, threadId });
    const whole = `${'ö'.repeat(typed)}Året var stormigt från mars.${'å'.repeat(typed)}\nIngen båt låg kvar.`;
    await waitUntil(async () => (await textOf()) === whole, 'all of it stored');
    await waitUntil(() => one.words() === whole && other.words() === whole, 'all of it shown');
  });

  test('by two at the same time is one', async () => {
    const { sql, people } = scene;
    const { accountId } = people.deputy;
    await sql`insert into section_deputies (section_id, account_id) values (${id}, ${accountId})`;
    const node = await runCollab(sql);
    for (const compose of [server.collab.compose, node.collab.compose]) {
      const [other] = await sql<{ id: string }[]>`select id from threads where state = 'open'`;
      expect(other).toBeUndefined();
      const threadId = await said(scene, 'staff', suggestOn(id));
      const results = await Promise.all([take('manager', threadId), take('deputy', threadId, { compose })]);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(results.find(({ ok }) => !ok)).toEqual({ ok: false, reason: 'changed' });
      expect(await textOf()).toBe(AFTER);
      expect(await credits()).toEqual([people.staff.accountId]);
      expect(await inbox(scene, 'staff')).toHaveLength(1);
      await node.collab.compose(id, async () => ({ update: null, result: null }));
      expect(await undo('manager', threadId)).toMatchObject({ ok: true });
      await said(scene, 'manager', { act: 'close-thread', threadId, outcome: 'answered', body: 'Nej.' });
      await sql`delete from room_clients where section_id = ${id}`;
      await sql`delete from notices`;
    }
  });

  test('asks for a new look when other words stand there, and says when they are gone', async () => {
    const threadId = await said(scene, 'staff', suggestOn(id));
    const before = await everything();
    expect(await take('manager', threadId, { seen: 'blåsigt och kallt' })).toEqual({
      ok: false,
      reason: 'look-again',
    });
    const writer = await writerIn('Skri Vare');
    const text = writer.textAt(0);
    expect(await everything()).toEqual(before);
    text.insert('Året var blå'.length, 'st och blå');
    await waitUntil(async () => (await textOf()).includes('blåst och blåsigt'), 'stored');
    expect(await take('manager', threadId)).toEqual({ ok: false, reason: 'look-again' });
    text.delete('Året var '.length, 'blåst och blåsigt'.length);
    await waitUntil(async () => (await textOf()).startsWith('Året var .'), 'stored');
    expect(await take('manager', threadId)).toEqual({ ok: false, reason: 'words-gone' });
    expect(await credits()).not.toContain(scene.people.staff.accountId);
  });

  test('leaves nothing half done when the database fails in the middle', async () => {
    const writer = await writerIn('Skri Vare');
    const threadId = await said(scene, 'staff', suggestOn(id));
    const before = await everything();
    const { sql } = scene;
    await sql.unsafe(`
      create function fail() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;`);
    for (const table of ['room_shares', 'thread_places', 'suggestions', 'threads', 'notices']) {
      await sql.unsafe(`
        create trigger failing before insert or update on ${table} for each row execute function fail();`);
      await expect(take('manager', threadId), table).rejects.toThrow('no');
      await sql.unsafe(`drop trigger failing on ${table}`);
      expect(await everything()).toEqual(before);
    }
    expect(writer.words()).toBe(BEFORE);
    expect(await take('manager', threadId)).toMatchObject({ ok: true });
    await waitUntil(() => writer.words() === AFTER, 'the writer has it');
    expect(await credits()).toHaveLength(1);
  });

  test('and marking the section as ready come one after the other', async () => {
    const threadId = await said(scene, 'staff', suggestOn(id));
    const ready = { act: 'mark-ready', sectionId: id, despite: true, reason: 'Brådska.' } as const;
    const [taken, marked] = await Promise.all([take('manager', threadId), act(scene, 'manager', ready)]);
    expect(marked).toEqual({ ok: true });
    if (!taken.ok) expect(taken).toEqual({ ok: false, reason: 'changed' });
    expect(await textOf()).toBe(taken.ok ? AFTER : BEFORE);
    expect((await threadOf(scene, 'manager', threadId))?.suggestion?.taken === null).toBe(!taken.ok);
    expect(await undo('manager', threadId)).toEqual({ ok: false, reason: 'changed' });
  });

  test('keeps what is bold and what is a link in the block', async () => {
    const content = [
      paragraph(['Året var ', 'mycket ', ['blåsigt', BOLD], ' enligt ', ['mätningen', LINK], '.']),
    ];
    await scene.sql.begin((tx) => replaceRoom(tx, id, fieldsToUpdate({ content })));
    const anchor = {
      of: 'words',
      field: 'content',
      quote: 'mycket blåsigt enligt mätningen',
      prefix: 'Året var ',
      suffix: '.',
    } as const;
    const proposed = 'ovanligt blåsigt och kallt enligt mätningen i hamnen';
    const threadId = await said(scene, 'staff', suggestOn(id, { anchor, proposed }));
    const taken = await take('manager', threadId, { words: proposed, seen: anchor.quote });
    expect(taken).toMatchObject({ ok: true });
    expect(plainText(await contentOf())).toBe(`Året var ${proposed}.`);
    const marked = (type: string) =>
      runs(contentNow)
        .flatMap(({ text, marks }) => (marks.includes(type) ? [text] : []))
        .join('|');
    const contentNow = await contentOf();
    expect(marked('bold').trim()).toBe('blåsigt');
    expect(marked('link').trim()).toBe('mätningen');
    expect(await undo('manager', threadId)).toMatchObject({ ok: true });
    expect(plainText(await contentOf())).toBe(`Året var ${anchor.quote}.`);
  });
});

describe('undoing', () => {
  test('puts back what stood there, opens the thread, and uses up nobody’s opening again', async () => {
    const { sql, people } = scene;
    const threadId = await said(scene, 'staff', suggestOn(id));
    await take('manager', threadId);
    const before = await credits();
    expect(await undo('staff', threadId)).toEqual({ ok: false, reason: 'forbidden' });
    scene.now = new Date(scene.now.getTime() + 60_000);
    expect(await undo('manager', threadId)).toEqual({ ok: true, threadId });
    expect(await textOf()).toBe(BEFORE);
    expect(await credits()).toEqual(before);
    expect(await authorsIn(sql, id)).not.toContain(people.manager.accountId);
    expect(await threadOf(scene, 'manager', threadId)).toMatchObject({
      state: 'open',
      outcome: null,
      posts: [{ body: '' }, { body: 'Så var det.', outcome: 'changed', by: { name: 'Runa Fyr' } }],
      place: { quote: 'blåsigt', lost: false },
      suggestion: { taken: null, changed: false, mayTake: true, mayUndo: false },
    });
    expect(await inbox(scene, 'staff')).toMatchObject([{ kind: 'reopened' }, { kind: 'outcome' }]);
    expect(await undo('manager', threadId)).toEqual({ ok: false, reason: 'changed' });
    expect(await take('manager', threadId)).toMatchObject({ ok: true });
    expect(await textOf()).toBe(AFTER);
    expect((await threadOf(scene, 'staff', threadId))?.mayReopen).toBe(true);
    await said(scene, 'staff', { act: 'reopen-thread', threadId, body: 'Det var i april.' });
    // Whoever began it has a new ground, and what was taken still stands there.
    expect(await undo('manager', threadId)).toMatchObject({ ok: true });
    expect(await textOf()).toBe(BEFORE);
  });

  test('of what was taken though the text had changed puts that text back', async () => {
    await writerTypes('Året var blå', 'st och blå');
    const threadId = await said(scene, 'staff', suggestOn(id));
    await scene.sql`update thread_places set quote = 'blåst och blåsigt' where thread_id = ${threadId}`;
    expect(await take('manager', threadId, { seen: 'blåst och blåsigt' })).toMatchObject({ ok: true });
    expect(await textOf()).toBe(AFTER);
    expect(await undo('manager', threadId)).toMatchObject({ ok: true });
    expect(await textOf()).toBe('Året var blåst och blåsigt.\nIngen båt låg kvar.');
  });

  test('is refused when somebody has touched the words since, and not for what is written beside them', async () => {
    const threadId = await said(scene, 'staff', suggestOn(id));
    await take('manager', threadId);
    expect(await writes(scene, 'deputy', id, 'Nytt stycke.')).toBe(true);
    await writerTypes('Året var stormigt från ', 'slutet av ');
    expect(await undo('manager', threadId)).toEqual({ ok: false, reason: 'look-again' });
    expect((await threadOf(scene, 'manager', threadId))?.state).toBe('closed');
  });

  test('is refused in another room than the one that took it', async () => {
    const threadId = await said(scene, 'staff', suggestOn(id));
    await take('manager', threadId);
    const state = Y.mergeUpdates(await updatesOf(id));
    await scene.sql.begin((tx) => replaceRoom(tx, id, state));
    expect((await threadOf(scene, 'manager', threadId))?.suggestion?.mayUndo).toBe(false);
    expect(await undo('manager', threadId)).toEqual({ ok: false, reason: 'look-again' });
    expect(await textOf()).toBe(AFTER);
  });
});

/** Somebody types in the first block, after what stands there. */
async function writerTypes(after: string, words: string): Promise<void> {
  const writer = await writerIn('Skri Vare');
  writer.textAt(0).insert(after.length, words);
  await waitUntil(async () => (await textOf()).includes(after + words), 'stored');
}

const BOLD = { type: 'bold' };
const LINK = { type: 'link', attrs: { href: 'https://matning.example/' } };

function paragraph(parts: (string | [string, { type: string }])[]): Content[number] {
  const content = parts.map((part) =>
    typeof part === 'string'
      ? { type: 'text', text: part }
      : { type: 'text', text: part[0], marks: [part[1]] },
  );
  return { type: 'paragraph', content };
}

/** Pieces of text with the names of their marks. */
function runs(content: Content): { text: string; marks: string[] }[] {
  return content.flatMap((node) => [
    ...(node.text === undefined
      ? []
      : [{ text: node.text, marks: (node.marks ?? []).map(({ type }) => type) }]),
    ...runs(node.content ?? []),
  ]);
}
