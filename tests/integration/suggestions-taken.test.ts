import type { Content, ThreadResult } from '@delaktig/domain';
import { plainText } from '@delaktig/domain';
import { fieldsToUpdate } from '@delaktig/editor';
import { decodeShare } from '@delaktig/sync';
import { beforeEach, describe, expect, test } from 'vitest';
import { replaceRoom } from '../../server/database/rooms.ts';
import { authorsIn } from '../../server/road/authors.ts';
import { runCollab } from '../support/collab.ts';
import { act } from '../support/road-scene.ts';
import { AFTER, BEFORE, type SuggestionScene, suggestionScene } from '../support/suggestion-scene.ts';
import { inbox, threadOf } from '../support/threads-scene.ts';
import { waitUntil } from '../support/wait-until.ts';

let at: SuggestionScene;

beforeEach(async () => {
  at = await suggestionScene();
});

describe('taking a suggestion', () => {
  test.each(['open', 'not open'])(
    'in a room that is %s: the text is the proposal, and the credit there once',
    async (open) => {
      const writer = open === 'open' ? await at.writer('Skri Vare') : null;
      const { sql, people } = at.scene;
      const threadId = await at.suggested();
      expect(await authorsIn(sql, at.id)).not.toContain(people.staff.accountId);
      expect(await at.take('manager', threadId)).toEqual({ ok: true, threadId });
      expect(await at.text()).toBe(AFTER);
      if (writer) await waitUntil(() => writer.words() === AFTER, 'the writer has it');

      expect(await at.credits()).toEqual([people.staff.accountId]);
      expect(await authorsIn(sql, at.id)).toContain(people.staff.accountId);
      expect(await authorsIn(sql, at.id)).not.toContain(people.manager.accountId);
      const shares = await sql<{ account: string; share: Uint8Array }[]>`
      select account_id::text as account, share from kept_shares where section_id = ${at.id}`;
      expect(shares.map(({ account }) => account)).toEqual([people.staff.accountId]);
      const [client] = await sql<
        { client: string }[]
      >`select client from room_clients where section_id = ${at.id}`;
      const inserted = shares.flatMap(({ share }) => [...decodeShare(share).inserted.ranges()]);
      expect(new Set(inserted.map((range) => range.client))).toEqual(new Set([Number(client?.client)]));

      expect(await threadOf(at.scene, 'staff', threadId)).toMatchObject({
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
      expect((await threadOf(at.scene, 'manager', threadId))?.suggestion).toMatchObject({ mayUndo: true });
      expect(await inbox(at.scene, 'staff')).toMatchObject([{ kind: 'outcome', threadId, suggestion: true }]);
    },
  );

  test('with words of one’s own makes one an author too', async () => {
    const threadId = await at.suggested();
    expect(await at.take('manager', threadId, { words: 'stormigt' })).toMatchObject({ ok: true });
    expect(await at.text()).toBe('Året var stormigt.\nIngen båt låg kvar.');
    expect(await authorsIn(at.scene.sql, at.id)).toEqual(
      expect.arrayContaining([at.scene.people.staff.accountId, at.scene.people.manager.accountId]),
    );
    expect((await threadOf(at.scene, 'staff', threadId))?.suggestion).toMatchObject({
      proposed: 'stormigt från mars',
      taken: { words: 'stormigt' },
    });
  });

  test('loses nothing of what somebody types in the same block meanwhile', async () => {
    const [one, other] = [await at.writer('Skri Vare'), await at.writer('Ord Rik')];
    const threadId = await at.suggested();
    let typed = 0;
    let taken: ThreadResult | null = null;
    const taking = at.take('manager', threadId).then((result) => {
      taken = result;
    });
    // A letter before the words and one after them, as long as it takes, and a while longer.
    for (let after = 0; after < 20; after += taken === null ? 0 : 1) {
      one.block(0).insert(0, 'ö');
      const text = other.block(0);
      text.insert(text.length, 'å');
      typed += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await taking;
    expect(taken).toEqual({ ok: true, threadId });
    const whole = `${'ö'.repeat(typed)}Året var stormigt från mars.${'å'.repeat(typed)}\nIngen båt låg kvar.`;
    await waitUntil(async () => (await at.text()) === whole, 'all of it stored');
    await waitUntil(() => one.words() === whole && other.words() === whole, 'all of it shown');
  });

  test.each(['one node', 'two nodes'])('by two at the same time on %s is one', async (nodes) => {
    const { sql, people } = at.scene;
    const { accountId } = people.deputy;
    await sql`insert into section_deputies (section_id, account_id) values (${at.id}, ${accountId})`;
    const { compose } = nodes === 'one node' ? at : (await runCollab(sql)).collab;
    const threadId = await at.suggested();
    const results = await Promise.all([
      at.take('manager', threadId),
      at.take('deputy', threadId, { compose }),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toEqual({ ok: false, reason: 'changed' });
    expect(await at.text()).toBe(AFTER);
    expect(await at.credits()).toEqual([people.staff.accountId]);
    expect(await inbox(at.scene, 'staff')).toHaveLength(1);
  });

  test('asks for a new look when other words stand there, and says when they are gone', async () => {
    const threadId = await at.suggested();
    const before = await at.everything();
    expect(await at.take('manager', threadId, { seen: 'blåsigt och kallt' })).toEqual({
      ok: false,
      reason: 'look-again',
    });
    const writer = await at.writer('Skri Vare');
    const text = writer.block(0);
    expect(await at.everything()).toEqual(before);
    text.insert('Året var blå'.length, 'st och blå');
    await waitUntil(async () => (await at.text()).includes('blåst och blåsigt'), 'stored');
    expect(await at.take('manager', threadId)).toEqual({ ok: false, reason: 'look-again' });
    text.delete('Året var '.length, 'blåst och blåsigt'.length);
    await waitUntil(async () => (await at.text()).startsWith('Året var .'), 'stored');
    expect(await at.take('manager', threadId)).toEqual({ ok: false, reason: 'words-gone' });
    expect(await at.credits()).not.toContain(at.scene.people.staff.accountId);
  });

  test('leaves nothing half done when the database fails in the middle', async () => {
    const writer = await at.writer('Skri Vare');
    const threadId = await at.suggested();
    const before = await at.everything();
    const { sql } = at.scene;
    await sql.unsafe(`
      create function fail() returns trigger language plpgsql as $$ begin raise exception 'it fails here'; end $$;`);
    for (const table of ['room_shares', 'thread_places', 'suggestions', 'threads', 'notices']) {
      await sql.unsafe(`
        create trigger failing before insert or update on ${table} for each row execute function fail();`);
      await expect(at.take('manager', threadId), table).rejects.toThrow('it fails here');
      await sql.unsafe(`drop trigger failing on ${table}`);
      expect(await at.everything()).toEqual(before);
    }
    expect(writer.words()).toBe(BEFORE);
    expect(await at.take('manager', threadId)).toMatchObject({ ok: true });
    await waitUntil(() => writer.words() === AFTER, 'the writer has it');
    expect(await at.credits()).toHaveLength(1);
  });

  test('and marking the section as ready come one after the other', async () => {
    const threadId = await at.suggested();
    const ready = { act: 'mark-ready', sectionId: at.id, despite: true, reason: 'Brådska.' } as const;
    const [taken, marked] = await Promise.all([
      at.take('manager', threadId),
      act(at.scene, 'manager', ready),
    ]);
    expect(marked).toEqual({ ok: true });
    if (!taken.ok) expect(taken).toEqual({ ok: false, reason: 'changed' });
    expect(await at.text()).toBe(taken.ok ? AFTER : BEFORE);
    expect((await threadOf(at.scene, 'manager', threadId))?.suggestion?.taken === null).toBe(!taken.ok);
    expect(await at.undo('manager', threadId)).toEqual({ ok: false, reason: 'changed' });
  });

  test('keeps what is bold and what is a link in the block', async () => {
    const content = [
      paragraph(['Året var ', 'mycket ', ['blåsigt', BOLD], ' enligt ', ['mätningen', LINK], '.']),
    ];
    await at.scene.sql.begin((tx) => replaceRoom(tx, at.id, fieldsToUpdate({ content })));
    const anchor = {
      of: 'words',
      field: 'content',
      quote: 'mycket blåsigt enligt mätningen',
      prefix: 'Året var ',
      suffix: '.',
    } as const;
    const proposed = 'ovanligt blåsigt och kallt enligt mätningen i hamnen';
    const threadId = await at.suggested({ anchor, proposed });
    const taken = await at.take('manager', threadId, { words: proposed, seen: anchor.quote });
    expect(taken).toMatchObject({ ok: true });
    expect(plainText(await at.content())).toBe(`Året var ${proposed}.`);
    const marked = (type: string) =>
      runs(contentNow)
        .flatMap(({ text, marks }) => (marks.includes(type) ? [text] : []))
        .join('|');
    const contentNow = await at.content();
    expect(marked('bold').trim()).toBe('blåsigt');
    expect(marked('link').trim()).toBe('mätningen');
    expect(await at.undo('manager', threadId)).toMatchObject({ ok: true });
    expect(plainText(await at.content())).toBe(`Året var ${anchor.quote}.`);
  });
});

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
