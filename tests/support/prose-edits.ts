import * as Y from 'yjs';
import type { seeded } from './random.ts';

export type Random = ReturnType<typeof seeded>;

/** The fragment that the editor works in. */
export const proseOf = (doc: Y.Doc, field = 'prosa'): Y.XmlFragment => doc.getXmlFragment(field);

const WORDS = ['vi ', 'öppnade ', 'en ', 'ny ', 'avdelning ', 'för ', 'små ', 'barn, ', 'å', 'ä '] as const;

/** One edit, as the editor makes them of a key, a paste or a button. Answers what it was. */
export function editProse(doc: Y.Doc, random: Random, field?: string): string {
  const prose = proseOf(doc, field);
  const kind = random.pick(EDITS);
  doc.transact(() => kind.edit(prose, random));
  return kind.name;
}

/** So much text at once that it is looked at elsewhere than in the loop. */
export function pasteMuch(doc: Y.Doc, letters: number): void {
  doc.transact(() => insertParagraph(proseOf(doc), 0, 'mycket '.repeat(letters / 7)));
}

type Edit = { name: string; edit(prose: Y.XmlFragment, random: Random): void };

const type: Edit = {
  name: 'type',
  edit(prose, random) {
    const text = someText(prose, random);
    if (!text) return insertParagraph(prose, 0, random.pick(WORDS));
    text.insert(random.below(text.length + 1), random.pick(WORDS));
  },
};

const erase: Edit = {
  name: 'erase',
  edit(prose, random) {
    const text = someText(prose, random);
    if (!text || text.length === 0) return;
    const at = random.below(text.length);
    text.delete(at, Math.min(1 + random.below(6), text.length - at));
  },
};

const paragraph: Edit = {
  name: 'paragraph',
  edit: (prose, random) => insertParagraph(prose, random.below(prose.length + 1), random.pick(WORDS)),
};

const removeBlock: Edit = {
  name: 'remove a block',
  edit(prose, random) {
    if (prose.length > 2) prose.delete(random.below(prose.length), 1);
  },
};

const embolden: Edit = {
  name: 'embolden',
  edit(prose, random) {
    const text = someText(prose, random);
    if (!text || text.length === 0) return;
    const at = random.below(text.length);
    text.format(at, Math.min(1 + random.below(8), text.length - at), { bold: random.pick([true, null]) });
  },
};

const table: Edit = {
  name: 'table',
  edit(prose, random) {
    const element = new Y.XmlElement('table');
    prose.insert(random.below(prose.length + 1), [element]);
    for (let row = 0; row < 2; row++) {
      const cells = [new Y.XmlElement('tableCell'), new Y.XmlElement('tableCell')];
      const tableRow = new Y.XmlElement('tableRow');
      tableRow.insert(0, cells);
      element.insert(row, [tableRow]);
      for (const cell of cells) insertParagraph(cell, 0, random.pick(WORDS));
    }
  },
};

const heading: Edit = {
  name: 'heading',
  edit(prose, random) {
    const block = blockAt(prose, random);
    if (block instanceof Y.XmlElement) block.setAttribute('level', String(1 + random.below(3)));
  },
};

/** Mostly typing. */
const EDITS: readonly [Edit, ...Edit[]] = [
  type,
  ...[type, type, type, type, erase, erase, paragraph, removeBlock, embolden, table, heading],
];

function insertParagraph(into: Y.XmlFragment, at: number, words: string): void {
  const element = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  into.insert(at, [element]);
  element.insert(0, [text]);
  text.insert(0, words);
}

const blockAt = (fragment: Y.XmlFragment, random: Random) =>
  fragment.length > 0 ? fragment.get(random.below(fragment.length)) : undefined;

/** A text somewhere in the tree; undefined where there is none. */
function someText(fragment: Y.XmlFragment, random: Random): Y.XmlText | undefined {
  const child = blockAt(fragment, random);
  if (child instanceof Y.XmlText) return child;
  return child instanceof Y.XmlElement ? someText(child, random) : undefined;
}
