import type { Content } from '@delaktig/domain';
import { plainText } from '@delaktig/domain';
import { fieldsFromUpdate } from '@delaktig/editor';
import * as Y from 'yjs';
import type { Sql } from '../../server/database/connect.ts';
import { loadRoom } from '../../server/database/rooms.ts';
import type { Compose } from '../../server/rooms/compose.ts';
import { runCollab, stockClient } from './collab.ts';
import { letIn } from './house.ts';
import { roadScene, sectionId } from './road-scene.ts';
import { said, say, suggestOn, type Who } from './threads-scene.ts';
import { waitUntil } from './wait-until.ts';

/** The summary of the made-up report, and what becomes of it by `take`. */
export const BEFORE = 'Året var blåsigt.\nIngen båt låg kvar.';
export const AFTER = 'Året var stormigt från mars.\nIngen båt låg kvar.';

const WANTED = { words: 'stormigt från mars', seen: 'blåsigt', body: 'Så var det.' };
type Wanted = typeof WANTED & { compose: Compose };

export type SuggestionScene = Awaited<ReturnType<typeof suggestionScene>>;

/** The made-up report with its rooms, and a section in which words are suggested, taken and written. */
export async function suggestionScene() {
  const scene = await roadScene();
  const { sql, house } = scene;
  const id = await sectionId(scene, 'Sammanfattning');
  const server = await runCollab(sql);
  const { compose } = server.collab;
  await keepShares(sql);

  const updates = async (): Promise<Uint8Array[]> => {
    const { snapshot, tail } = await loadRoom(sql, id);
    return [...(snapshot ? [snapshot.state] : []), ...tail.map(({ update }) => update)];
  };
  /** As it is stored. */
  const content = async (): Promise<Content> =>
    fieldsFromUpdate(Y.mergeUpdates(await updates()), ['content']).content ?? [];
  const text = async () => plainText(await content());
  /** A manager with an editor open in the section. */
  const writer = async (name: string) => {
    const { cookie } = await letIn(sql, house, name, 'manager');
    const { doc } = stockClient(server.url, id, cookie);
    const prose = doc.getXmlFragment('content');
    await waitUntil(() => prose.length > 0, 'the room open');
    const words = () => plainText(fieldsFromUpdate(Y.encodeStateAsUpdate(doc), ['content']).content ?? []);
    return { words, block: (index: number) => textOf(prose.get(index)) };
  };
  return {
    scene,
    id,
    compose,
    updates,
    content,
    text,
    writer,
    suggested: (more: Parameters<typeof suggestOn>[1] = {}) => said(scene, 'staff', suggestOn(id, more)),
    take: (who: Who, threadId: string, { compose: by = compose, ...more }: Partial<Wanted> = {}) =>
      say(scene, who, { act: 'take-suggestion', threadId, ...WANTED, ...more }, { compose: by }),
    undo: (who: Who, threadId: string) => say(scene, who, { act: 'undo-suggestion', threadId }, { compose }),
    /** Somebody types in the first block, after what stands there. */
    typed: async (after: string, words: string): Promise<void> => {
      const { block } = await writer('Skri Vare');
      block(0).insert(after.length, words);
      await waitUntil(async () => (await text()).includes(after + words), 'stored');
    },
    /** Whose words are in the room, one entry for each Yjs client. */
    credits: async (): Promise<string[]> => {
      const rows = await sql<{ account: string }[]>`
        select account_id::text as account from room_clients where section_id = ${id} order by 1`;
      return rows.map(({ account }) => account);
    },
    /** What an act may change. */
    everything: async (): Promise<unknown> => {
      const rows = await Promise.all(
        CHANGED.map((name) => sql`select t::text as row from ${sql(name)} t order by 1`),
      );
      return [rows.map((all) => all.map(({ row }) => row)), await text()];
    },
  };
}

const CHANGED = ['threads', 'suggestions', 'thread_posts', 'notices', 'room_clients', 'kept_shares'];

/** The queue of shares is emptied as soon as anybody looks: what came into it stays in `kept_shares`. */
async function keepShares(sql: Sql): Promise<void> {
  await sql`create table kept_shares (like room_shares)`;
  await sql.unsafe(`
    create function keep_share() returns trigger language plpgsql as $$
    begin insert into kept_shares select new.*; return null; end $$;
    create trigger share_kept after insert on room_shares for each row execute function keep_share();`);
}

function textOf(paragraph: unknown): Y.XmlText {
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error('There is no text there');
  return text;
}
