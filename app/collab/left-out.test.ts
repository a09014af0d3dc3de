import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Removed } from './left-out.ts';
import { leftOut, wordsOf } from './left-out.ts';
import { removedIn } from './removed-words.ts';

const text = (doc: Y.Doc): Y.XmlText => {
  const paragraph = doc.getXmlFragment('analysis').get(0);
  if (!(paragraph instanceof Y.XmlElement)) throw new Error('There is a paragraph');
  const words = paragraph.get(0);
  if (!(words instanceof Y.XmlText)) throw new Error('It has words');
  return words;
};

function paragraph(words: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(words)]);
  return element;
}

/** A section as the server has it, and somebody's page with it, whose edits are gathered. */
function setUp(words: string) {
  const server = new Y.Doc();
  server.getXmlFragment('analysis').insert(0, [paragraph(words)]);
  const page = new Y.Doc();
  Y.applyUpdate(page, Y.encodeStateAsUpdate(server));
  const edits: { update: Uint8Array; removed: Removed[] }[] = [];
  let removed: Removed[] = [];
  page.on('afterTransaction', (transaction: Y.Transaction) => {
    removed = removedIn(transaction);
  });
  page.on('update', (update: Uint8Array) => edits.push({ update, removed }));
  const type = (at: number, what: string) => {
    for (const [index, letter] of [...what].entries()) text(page).insert(at + index, letter);
  };
  return { server, page, edits, type };
}

describe('what a section does not hold of some edits', () => {
  test('is the words that were typed, where they would stand', () => {
    const { server, edits, type } = setUp('Enheten har i år börjat.');
    type(15, ' äntligen');
    expect(leftOut(edits, server)?.passages).toEqual([
      { before: 'Enheten har i å', typed: ' äntligen', after: 'r börjat.' },
    ]);
  });

  test('has a little around it, in whole words', () => {
    const long = 'Ett stycke som är så långt att ingen vill läsa om allt av det här. ';
    const { server, edits, type } = setUp(long + long);
    type(long.length, 'Mitt. ');
    expect(leftOut(edits, server)?.passages).toEqual([
      {
        before: '… långt att ingen vill läsa om allt av det här. ',
        typed: 'Mitt. ',
        after: 'Ett stycke som är så långt att ingen vill läsa …',
      },
    ]);
  });

  test('is not what the server got after all', () => {
    const { server, page, edits, type } = setUp('Ord.');
    type(4, ' Ett.');
    Y.applyUpdate(server, Y.encodeStateAsUpdate(page));
    expect(leftOut(edits, server)).toBe(null);
    type(9, ' Två.');
    expect(wordsOf(leftOut(edits, server)?.passages ?? [])).toBe(' Två.');
  });

  test('is what was taken away and stands there still, in the order of the text', () => {
    const { server, page, edits } = setUp('Ett två tre');
    for (let at = 6; at >= 4; at -= 1) text(page).delete(at, 1);
    expect(leftOut(edits, server)).toMatchObject({ passages: [], removed: ['två'] });
    Y.applyUpdate(server, Y.encodeStateAsUpdate(page));
    expect(leftOut(edits, server)).toBe(null);
  });

  test('is nothing of what one typed and took back', () => {
    const { server, page, edits, type } = setUp('Ord.');
    type(4, ' Nej.');
    text(page).delete(4, 5);
    expect(leftOut(edits, server)).toBe(null);
  });

  test('stands on its own where the text is another, or is not to be had', () => {
    const { server, page, edits, type } = setUp('Ord.');
    type(4, ' Mitt.');
    page.getXmlFragment('analysis').insert(1, [paragraph('Nästa rad.')]);
    const other = setUp('Helt annat.').server;
    const alone = [
      { before: '', typed: ' Mitt.', after: '' },
      { before: '', typed: 'Nästa rad.', after: '' },
    ];
    expect(leftOut(edits, other)?.passages).toEqual(alone);
    expect(leftOut(edits, null)?.passages).toEqual(alone);
    expect(leftOut(edits, server)?.passages).toHaveLength(2);
  });

  test('is shown also where somebody has taken the paragraph away', () => {
    const { server, edits, type } = setUp('Ord.');
    type(4, ' Mitt.');
    server.getXmlFragment('analysis').delete(0, 1);
    expect(wordsOf(leftOut(edits, server)?.passages ?? [])).toBe(' Mitt.');
  });

  test('is there also when nobody can read it: a word made bold', () => {
    const { server, page, edits } = setUp('Ord.');
    text(page).format(0, 3, { bold: {} });
    expect(leftOut(edits, server)).toMatchObject({ passages: [], removed: [] });
    Y.applyUpdate(server, Y.encodeStateAsUpdate(page));
    expect(leftOut(edits, server)).toBe(null);
  });

  test('is every letter once, however the edits came about', () => {
    const { server, page, edits, type } = setUp('abc def');
    type(3, '1');
    page.getXmlFragment('analysis').insert(1, [paragraph('2')]);
    text(page).delete(0, 1);
    type(0, '3');
    const mine = leftOut(edits, server);
    expect([...wordsOf(mine?.passages ?? []).replaceAll('\n', '')].sort().join('')).toBe('123');
    expect(mine?.removed).toEqual(['a']);
  });
});
