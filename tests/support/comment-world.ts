import { plainText } from '@delaktig/domain';
import { quoteAt } from '@delaktig/editor/anchors';
import { fieldContent } from '@delaktig/editor/fragment';
import * as Y from 'yjs';
import { loadRoom, sealRoom } from '../../server/database/rooms.ts';
import { type RunningCollab, runCollab, stockClient } from './collab.ts';
import { letIn } from './house.ts';
import { marksIn, placesAsMarks, storedDoc, strip, textsIn } from './marks.ts';
import { editProse, type Random } from './prose-edits.ts';
import { type RoadScene, roadScene, sectionId } from './road-scene.ts';
import { commentOn, said, say, suggestOn, viewed } from './threads-scene.ts';
import { waitUntil } from './wait-until.ts';

export type Peer = ReturnType<typeof stockClient>;

const PEERS = 4;
const FIELD = 'content';
/** Where nobody writes and one comment stands, whose marks the hostile one meddles with as with the others. */
const STILL = { field: 'orord', words: 'ord som ingen', line: 'Här står de ord som ingen rör.' };
const FORGED = '0f0f0f0f-1111-4222-8333-444444444444';

const lineOf = (doc: Y.Doc): string => plainText(fieldContent(doc, FIELD));

/** One section with four who write in it, the last of them hostile; comments, suggestions, and a server that comes and goes. */
export class CommentWorld {
  readonly scene: RoadScene;
  readonly sectionId: string;
  readonly peers: Peer[] = [];
  /** What came of what was done, for a test that must not be empty. */
  readonly counts = { comments: 0, taken: 0, restarts: 0, closings: 0, forgeries: 0 };
  server: RunningCollab;
  isOpen = true;
  #stillThread = '';
  readonly #random: Random;

  static async build(random: Random): Promise<CommentWorld> {
    const scene = await roadScene();
    const id = await sectionId(scene, 'Sammanfattning');
    const world = new CommentWorld(scene, id, await runCollab(scene.sql), random);
    for (let at = 0; at < PEERS; at++) {
      const { cookie } = await letIn(scene.sql, scene.house, `Skribent ${at}`, 'manager');
      world.peers.push(stockClient(world.server.url, id, cookie));
    }
    await world.#inStep();
    await world.#commentOnStill();
    return world;
  }

  private constructor(scene: RoadScene, id: string, server: RunningCollab, random: Random) {
    this.scene = scene;
    this.sectionId = id;
    this.server = server;
    this.#random = random;
  }

  /** Somebody writes, whether they have contact or not; in a closed section an editor takes nothing. */
  edit(): void {
    if (this.isOpen) editProse(this.#peer().doc, this.#random, FIELD);
  }

  async comment(kind: 'comment' | 'suggest'): Promise<void> {
    const { doc } = this.#peer();
    const line = lineOf(doc);
    const from = this.#random.below(line.length);
    const words = line.slice(from, from + 1 + this.#random.below(12));
    const to = from + (kind === 'suggest' ? (words.split('\n')[0] ?? '') : words).length;
    const { quote, prefix, suffix } = quoteAt(line, { from, to });
    if (quote.trim() === '') return;
    const anchor = { of: 'words', field: FIELD, quote, prefix, suffix } as const;
    const markedAt = { at: from };
    const result =
      kind === 'comment'
        ? await this.#say('staff', commentOn(this.sectionId, { anchor, markedAt }))
        : await this.#say(
            'staff',
            suggestOn(this.sectionId, { anchor, markedAt, proposed: `${quote}, helt nytt` }),
          );
    if (result.ok) this.counts.comments += 1;
  }

  /** Takes a suggestion into the text as it stands, or is told that it cannot be. */
  async take(): Promise<void> {
    const { threads } = await viewed(this.scene, 'manager');
    const thread = threads.find(({ suggestion, state }) => suggestion && state === 'open');
    if (!thread?.place || !thread.suggestion) return;
    const { proposed } = thread.suggestion;
    const wanted = { words: proposed, seen: thread.place.quote, body: 'Så blir det.' };
    const result = await this.#say('manager', { act: 'take-suggestion', threadId: thread.id, ...wanted });
    if (result.ok) this.counts.taken += 1;
  }

  /** Who began it takes it back. */
  async withdraw(): Promise<void> {
    const threads = (await viewed(this.scene, 'staff')).threads.filter(({ id }) => id !== this.#stillThread);
    const postId = threads[this.#random.below(threads.length)]?.posts[0]?.id;
    if (postId) await this.#say('staff', { act: 'delete-post', postId });
  }

  /** The hostile one takes marks away, copies them, and makes some up. */
  forge(): void {
    const { doc } = this.peers.at(-1) ?? this.#peer();
    const texts = [...textsIn(doc, FIELD), ...textsIn(doc, STILL.field)].filter(({ length }) => length > 1);
    const from = texts[this.#random.below(texts.length)];
    const to = texts[this.#random.below(texts.length)];
    if (!from || !to || !this.isOpen) return;
    const key = from
      .toDelta()
      .flatMap(({ attributes }: { attributes?: object }) => Object.keys(attributes ?? {}))
      .find((each: string) => each.startsWith('comment'));
    doc.transact(() => {
      const half = Math.ceil(to.length / 2);
      if (key) to.format(0, half, { [key]: from.toDelta()[0]?.attributes?.[key] ?? { thread: FORGED } });
      if (this.#random.below(2) === 0) strip(from);
      to.format(this.#random.below(half), 1, { 'comment--AAAAAAAA': { thread: FORGED } });
    });
    this.counts.forgeries += 1;
  }

  toggle(): void {
    const { provider } = this.#peer();
    if (provider.shouldConnect) provider.disconnect();
    else provider.connect();
  }

  async restart(): Promise<void> {
    await this.server.close();
    this.server = await runCollab(this.scene.sql);
    // The next attempt goes to the new address.
    for (const { provider } of this.peers) provider.serverUrl = `${this.server.url}/collab`;
    this.counts.restarts += 1;
  }

  /** Closes the section to writing, or opens it again. */
  async turn(isOpen = !this.isOpen): Promise<void> {
    if (isOpen === this.isOpen) return;
    this.isOpen = isOpen;
    await this.scene.sql.begin(async (tx) => {
      await tx`update sections set state = ${isOpen ? 'draft' : 'ready'} where id = ${this.sectionId}`;
      if (!isOpen) await sealRoom(tx, this.sectionId);
    });
    if (!isOpen) this.counts.closings += 1;
  }

  /** Everybody is back, and reads the same as what is stored, in which nothing that anybody wrote is missing. */
  async settle(): Promise<void> {
    await this.turn(true);
    for (const { provider } of this.peers) provider.connect();
    await waitUntil(
      async () => this.peers.every(({ provider }) => provider.synced) && (await this.#isSame()),
      'all alike',
      20_000,
    );
  }

  /** What should be and is not, of the marks with each and in the table; '' when all is well. */
  async unhealed(): Promise<string> {
    const places = JSON.stringify(await placesAsMarks(this.scene.sql, this.sectionId));
    const docs = [...this.peers.map(({ doc }) => doc), await storedDoc(this.scene.sql, this.sectionId)];
    const still = JSON.stringify({ [this.#stillThread]: [STILL.words] });
    const moved = docs
      .map((doc) => JSON.stringify(marksIn(doc, STILL.field)))
      .find((marks) => marks !== still);
    if (moved !== undefined) return `${moved} is not ${still}`;
    const other = docs
      .map((doc) => JSON.stringify(sorted(marksIn(doc))))
      .find((marks) => marks !== sortedJson(places));
    return other === undefined ? '' : `${other} is not ${sortedJson(places)}`;
  }

  /** How many Yjs clients in the room are the proposer's: one for each suggestion that was taken. */
  async proposersClients(): Promise<number> {
    const { owners } = await loadRoom(this.scene.sql, this.sectionId);
    return [...owners.values()].filter((owner) => owner === this.scene.people.staff.accountId).length;
  }

  /** The section has no such field, so that no page would write in it: its place is put there by hand. */
  async #commentOnStill(): Promise<void> {
    const { doc } = this.#peer();
    const text = new Y.XmlText(STILL.line);
    const paragraph = new Y.XmlElement('paragraph');
    doc.transact(() => {
      doc.getXmlFragment(STILL.field).push([paragraph]);
      paragraph.push([text]);
    });
    const from = STILL.line.indexOf(STILL.words);
    const { quote, prefix, suffix } = quoteAt(STILL.line, { from, to: from + STILL.words.length });
    const anchor = { of: 'words', field: FIELD, quote, prefix, suffix } as const;
    const { sql } = this.scene;
    this.#stillThread = await said(this.scene, 'staff', commentOn(this.sectionId, { anchor }));
    await sql`
      update thread_places set field = ${STILL.field}, quote = ${quote}, prefix = ${prefix}, suffix = ${suffix},
        at = null, rel_from = null, rel_to = null, lost = false
      where thread_id = ${this.#stillThread}`;
  }

  async #isSame(): Promise<boolean> {
    const stored = await storedDoc(this.scene.sql, this.sectionId);
    const whole = JSON.stringify(fieldContent(stored, FIELD));
    return this.peers.every(
      ({ doc }) =>
        Y.getState(stored.store, doc.clientID) === Y.getState(doc.store, doc.clientID) &&
        JSON.stringify(fieldContent(doc, FIELD)) === whole,
    );
  }

  async #inStep(): Promise<void> {
    await waitUntil(() => this.peers.every(({ provider }) => provider.synced), 'all in step');
  }

  #say(...[who, act]: [Parameters<typeof say>[1], Parameters<typeof say>[2]]) {
    return say(this.scene, who, act, { compose: this.server.collab.compose });
  }

  #peer(): Peer {
    const [first, ...rest] = this.peers;
    if (!first) throw new Error('There are peers');
    return this.#random.pick([first, ...rest]);
  }
}

const sorted = (marks: object): object =>
  Object.fromEntries(Object.entries(marks).sort(([a], [b]) => (a < b ? -1 : 1)));

const sortedJson = (json: string): string => JSON.stringify(sorted(JSON.parse(json)));
