import { type Content, type ContentNode, plainText } from '@delaktig/domain';
import { expect } from 'vitest';
import * as Y from 'yjs';
import { markedRanges, quoteAt } from '../anchors/index.ts';
import { fieldContent, fieldsToUpdate, healMarks, type KnownPlace } from '../index.ts';
import { Hand } from '../writer.testing.ts';

export const p = (...content: (string | ContentNode)[]): ContentNode => ({
  type: 'paragraph',
  content: content.map((each) => (typeof each === 'string' ? { type: 'text', text: each } : each)),
});

export const FIELDS = ['analysis', 'content'] as const;
export type FieldName = (typeof FIELDS)[number];

/** Words of a thread that nobody has seen in the text yet, and of which only the words are known. */
export const knownPlace = (threadId: string, quote: string, more: Partial<KnownPlace> = {}): KnownPlace => ({
  threadId,
  said: quote,
  field: 'analysis',
  quote,
  prefix: '',
  suffix: '',
  at: null,
  from: null,
  to: null,
  lost: false,
  ...more,
});

/** A server with a room and the table of its threads, and two who write there with editors of their own. */
export class CommentedRoom {
  readonly server = new Y.Doc();
  readonly docs: readonly [Y.Doc, Y.Doc] = [new Y.Doc(), new Y.Doc()];
  readonly #hands: Record<FieldName, Hand>[];
  readonly #online = [true, true];
  readonly #waiting: Uint8Array[][] = [[], []];
  readonly #held: Uint8Array[][] = [[], []];
  known: KnownPlace[] = [];

  constructor(fields: Partial<Record<FieldName, Content>>) {
    const seed = fieldsToUpdate(fields);
    this.server.clientID = 2;
    for (const [index, doc] of this.docs.entries()) doc.clientID = 11 + index;
    for (const doc of [this.server, ...this.docs]) Y.applyUpdate(doc, seed, 'network');
    for (const [index, doc] of this.docs.entries()) {
      doc.on('update', (update, origin) => {
        if (origin !== 'network') this.#waiting[index]?.push(update);
      });
    }
    this.server.on('update', (update, origin) => {
      for (const index of [0, 1]) if (origin !== index) this.#held[index]?.push(update);
    });
    this.#hands = this.docs.map((doc) => ({
      analysis: new Hand(doc, 'analysis'),
      content: new Hand(doc, 'content'),
    }));
    this.deliver();
  }

  hand(by: 0 | 1, field: FieldName = 'analysis'): Hand {
    const hand = this.#hands[by]?.[field];
    if (hand === undefined) throw new Error('There are two');
    return hand;
  }

  /** All that was written travels, of those who have contact. */
  deliver(): void {
    for (let moved = true; moved; ) {
      moved = false;
      for (const [index, doc] of this.docs.entries()) {
        if (!this.#online[index]) continue;
        for (const update of this.#waiting[index]?.splice(0) ?? []) {
          Y.applyUpdate(this.server, update, index);
          moved = true;
        }
        for (const update of this.#held[index]?.splice(0) ?? []) {
          Y.applyUpdate(doc, update, 'network');
          moved = true;
        }
      }
    }
  }

  contact(by: 0 | 1, online: boolean): void {
    this.#online[by] = online;
    this.deliver();
  }

  content(field: FieldName): Content {
    return fieldContent(this.server, field);
  }

  line(field: FieldName): string {
    return plainText(this.content(field));
  }

  /** Somebody marks words, as their page has them. */
  comment(threadId: string, words: string, field: FieldName = 'analysis', nth = 0): void {
    const line = this.line(field);
    let at = line.indexOf(words);
    for (let next = 0; next < nth; next++) at = line.indexOf(words, at + 1);
    if (at === -1) throw new Error(`"${words}" does not stand there`);
    const quoted = quoteAt(line, { from: at, to: at + words.length });
    this.known.push({
      threadId,
      said: quoted.quote,
      field,
      ...quoted,
      at,
      from: null,
      to: null,
      lost: false,
    });
    this.heal();
  }

  /** Heals the server's room, and tells everybody. Whatever happened: no letter is changed, and once is enough. */
  heal(): void {
    this.deliver();
    const before = FIELDS.map((field) => this.line(field));
    const changed = healMarks(this.server, this.known);
    for (const place of changed) expect(this.known).not.toContainEqual(place);
    const byThread = new Map(changed.map((place) => [place.threadId, place]));
    this.known = this.known.map((place) => byThread.get(place.threadId) ?? place);
    expect(FIELDS.map((field) => this.line(field))).toEqual(before);
    const written = Y.encodeStateAsUpdate(this.server);
    expect(healMarks(this.server, this.known)).toEqual([]);
    expect(Y.encodeStateAsUpdate(this.server)).toEqual(written);
    this.#expectMarksOfPlaces();
    this.deliver();
    this.#expectAllEqual(before);
  }

  place(threadId: string): KnownPlace {
    const place = this.known.find((each) => each.threadId === threadId);
    if (place === undefined) throw new Error('No such thread');
    return place;
  }

  /** What the page shows of a thread. */
  shown(threadId: string): string {
    const { quote, said, lost } = this.place(threadId);
    return lost ? `(${said})` : quote;
  }

  /** One thread, one place; and no mark anywhere that no thread has. */
  #expectMarksOfPlaces(): void {
    const marked = FIELDS.flatMap((field) =>
      [...markedRanges(this.content(field))].flatMap(([threadId, ranges]) =>
        ranges.map(({ from, to }) => ({
          threadId,
          field,
          at: from,
          quote: this.line(field).slice(from, to),
        })),
      ),
    );
    const placed = this.known
      .filter(({ lost }) => !lost)
      .map(({ threadId, field, at, quote }) => ({ threadId, field, at, quote }));
    const byThread = (a: { threadId: string }, b: { threadId: string }) => (a.threadId < b.threadId ? -1 : 1);
    expect(marked.sort(byThread)).toEqual(placed.sort(byThread));
  }

  #expectAllEqual(lines: readonly string[]): void {
    for (const [index, doc] of this.docs.entries()) {
      if (!this.#online[index]) continue;
      expect(FIELDS.map((field) => plainText(fieldContent(doc, field)))).toEqual(lines);
      for (const field of FIELDS) expect(fieldContent(doc, field)).toEqual(this.content(field));
    }
    if (!this.#online.every(Boolean)) return;
    for (const field of FIELDS) expect(this.hand(1, field).content).toEqual(this.hand(0, field).content);
  }
}
