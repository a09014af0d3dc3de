import { IdSet } from '@delaktig/sync';
import * as Y from 'yjs';

/** Words that an edit took away, and where they stood: the first of their ids, which follow each other. */
export type Removed = { client: number; clock: number; text: string };

/** A stretch of words that somebody typed, with a little of what stands before and after it in its paragraph. */
export type Passage = { before: string; typed: string; after: string };

/** What of some edits a section's text does not hold. */
export type LeftOut = {
  /** The edits as an update, without what the section holds. */
  update: Uint8Array;
  passages: Passage[];
  /** Words of the section that the edits took away, and that still stand there. */
  removed: string[];
};

type Edits = readonly { update: Uint8Array; removed: readonly Removed[] }[];

/** So many characters around the words are enough to find the place. */
const AROUND = 48;

/**
 * What of these edits does not stand in a document: in the order of the document where they can be placed in it, and
 * where they cannot, or there is no document (null), in the order in which they were typed. Null when all of it does.
 */
export function leftOut(edits: Edits, doc: Y.Doc | null): LeftOut | null {
  const whole = Y.mergeUpdates(edits.map(({ update }) => update));
  const update = doc ? Y.diffUpdate(whole, Y.encodeStateVector(doc)) : whole;
  const gone = Y.decodeUpdate(update).ds;
  const typed = typedIn(update, gone);
  const removed = stillThere(
    edits.flatMap((each) => each.removed),
    update,
    doc,
  );
  if (typed.length === 0 && removed.length === 0 && !changesMore(update, doc)) return null;
  const shown = new IdSet();
  const placed = doc ? passagesIn(doc, update, shown) : [];
  const rest = typed
    .filter(({ client, clock, text }) => text === '\n' || !shown.has({ client, from: clock, to: clock + 1 }))
    .map(({ text }) => text)
    .join('')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ before: '', typed: line, after: '' }));
  return { update, passages: [...placed, ...rest], removed };
}

/** The words of some passages as one copies them, one line each. */
export const wordsOf = (passages: readonly Passage[]): string =>
  passages.map(({ typed }) => typed).join('\n');

type Deletions = ReturnType<typeof Y.decodeUpdate>['ds'];

/** What an update brings in and does not take away again, unit by unit as strings count; a block begins a line. */
function typedIn(update: Uint8Array, gone: Deletions): Removed[] {
  return Y.decodeUpdate(update).structs.flatMap((struct) => {
    if (!(struct instanceof Y.Item)) return [];
    const { content, id } = struct;
    if (content instanceof Y.ContentType) return [{ client: id.client, clock: id.clock, text: '\n' }];
    if (!(content instanceof Y.ContentString)) return [];
    return content.str
      .split('')
      .map((text, index) => ({ client: id.client, clock: id.clock + index, text }))
      .filter(({ client, clock }) => !isGone(gone, client, clock));
  });
}

function isGone(gone: Deletions, client: number, clock: number): boolean {
  return (gone.clients.get(client) ?? []).some(
    (range) => clock >= range.clock && clock < range.clock + range.len,
  );
}

/** The ids that an update brings, without the gaps between them. */
function broughtBy(update: Uint8Array): IdSet {
  const ids = new IdSet();
  for (const struct of Y.decodeUpdate(update).structs) {
    const { client, clock } = struct.id;
    if (struct instanceof Y.Item || struct instanceof Y.GC)
      ids.add({ client, from: clock, to: clock + struct.length });
  }
  return ids;
}

/** Whether an update does anything beside typing: a mark, a table, a deletion of what is no words. */
function changesMore(update: Uint8Array, doc: Y.Doc | null): boolean {
  const { structs, ds } = Y.decodeUpdate(update);
  const own = broughtBy(update);
  const isOwn = (client: number, clock: number) => own.has({ client, from: clock, to: clock + 1 });
  const brings = structs.some(
    (struct) =>
      struct instanceof Y.Item &&
      !(struct.content instanceof Y.ContentString) &&
      !isGone(ds, struct.id.client, struct.id.clock),
  );
  if (brings || !doc) return brings;
  const known = Y.createDeleteSetFromStructStore(doc.store);
  return [...ds.clients].some(([client, ranges]) =>
    ranges.some(({ clock, len }) =>
      Array.from({ length: len }, (_, index) => clock + index).some(
        (at) =>
          at < Y.getState(doc.store, client) &&
          !isOwn(client, at) &&
          !Y.isDeleted(known, Y.createID(client, at)),
      ),
    ),
  );
}

/** Of what was taken away: not what was typed in the same edits, and not what is gone from the document as well. */
function stillThere(removed: readonly Removed[], update: Uint8Array, doc: Y.Doc | null): string[] {
  const own = broughtBy(update);
  const known = doc ? Y.createDeleteSetFromStructStore(doc.store) : null;
  const units = removed
    .flatMap(({ client, clock, text }) =>
      text.split('').map((unit, index) => ({ client, clock: clock + index, unit })),
    )
    .filter(({ client, clock }) => !own.has({ client, from: clock, to: clock + 1 }))
    .filter(({ client, clock }) => !known || !Y.isDeleted(known, Y.createID(client, clock)))
    .sort((a, b) => a.client - b.client || a.clock - b.clock);
  const stretches: { client: number; end: number; text: string }[] = [];
  for (const { client, clock, unit } of units) {
    const last = stretches.at(-1);
    if (last?.client === client && last.end === clock) {
      last.text += unit;
      last.end += 1;
    } else if (last?.client !== client || last.end < clock)
      stretches.push({ client, end: clock + 1, text: unit });
  }
  return stretches.map(({ text }) => text.trim()).filter((text) => text !== '');
}

/** The words of an update where they would stand in a document; `shown` gets their ids. */
function passagesIn(doc: Y.Doc, update: Uint8Array, shown: IdSet): Passage[] {
  const both = new Y.Doc();
  try {
    Y.applyUpdate(both, Y.encodeStateAsUpdate(doc));
    Y.applyUpdate(both, update);
    const isTyped = (client: number, clock: number) => clock >= Y.getState(doc.store, client);
    return [...both.share.values()].flatMap((root) => passagesOf(root, isTyped, shown));
  } finally {
    both.destroy();
  }
}

type IsTyped = (client: number, clock: number) => boolean;

/** Anything that holds words, or what holds them. */
type Shared = Y.Doc['share'] extends Map<string, infer Type> ? Type : never;

function passagesOf(type: Shared, isTyped: IsTyped, shown: IdSet): Passage[] {
  const runs: { text: string; isTyped: boolean }[] = [];
  const below: Passage[] = [];
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    const { content, id } = item;
    if (content instanceof Y.ContentType) below.push(...passagesOf(content.type, isTyped, shown));
    if (!(content instanceof Y.ContentString)) continue;
    for (const [index, text] of content.str.split('').entries()) {
      const typed = isTyped(id.client, id.clock + index);
      if (typed) shown.add({ client: id.client, from: id.clock + index, to: id.clock + index + 1 });
      const last = runs.at(-1);
      if (last?.isTyped === typed) last.text += text;
      else runs.push({ text, isTyped: typed });
    }
  }
  const here = runs.flatMap((run, at): Passage[] => {
    const textOf = (some: typeof runs) => some.map(({ text }) => text).join('');
    if (!run.isTyped) return [];
    return [
      {
        before: ending(textOf(runs.slice(0, at))),
        typed: run.text,
        after: beginning(textOf(runs.slice(at + 1))),
      },
    ];
  });
  return [...here, ...below];
}

/** The last words, whole. */
function ending(text: string): string {
  return text.length <= AROUND ? text : `…${text.slice(-AROUND).replace(/^\S*/, '')}`;
}

/** The first words, whole. */
function beginning(text: string): string {
  return text.length <= AROUND ? text : `${text.slice(0, AROUND).replace(/\S*$/, '')}…`;
}
