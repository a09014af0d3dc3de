import { plainText } from '@delaktig/domain';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { markedRanges, quoteAt } from '../anchors/index.ts';
import { fieldContent, fieldsToUpdate, healMarks, type KnownPlace } from '../index.ts';
import { storedMark } from './mark-key.ts';
import { knownPlace, p } from './room.testing.ts';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';
const B = 'bbbbbbbb-0000-4000-8000-000000000002';

const place = (quote: string, more: Partial<KnownPlace> = {}) => knownPlace(A, quote, more);

const roomOf = (...paragraphs: string[]): Y.Doc => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, fieldsToUpdate({ analysis: paragraphs.map((words) => p(words)) }));
  return doc;
};

function textIn(doc: Y.Doc, block = 0): Y.XmlText {
  const element = doc.getXmlFragment('analysis').get(block);
  const text = element instanceof Y.XmlElement ? element.get(0) : element;
  if (!(text instanceof Y.XmlText)) throw new Error('There are words');
  return text;
}

/** Heals, and sees to what must hold whatever stands there. Answers what is known after it. */
function healed(doc: Y.Doc, known: readonly KnownPlace[]): KnownPlace[] {
  const lines = () => [...doc.share.keys()].map((name) => plainText(fieldContent(doc, name))).filter(Boolean);
  const before = lines();
  const changed = new Map(healMarks(doc, known).map((each) => [each.threadId, each]));
  expect(lines()).toEqual(before);
  const after = known.map((each) => changed.get(each.threadId) ?? each);
  const written = Y.encodeStateAsUpdate(doc);
  expect(healMarks(doc, after)).toEqual([]);
  expect(Y.encodeStateAsUpdate(doc)).toEqual(written);
  return after;
}

const marksIn = (doc: Y.Doc): unknown => Object.fromEntries(markedRanges(fieldContent(doc, 'analysis')));

/** Every attribute of comments, well made or not. */
const keysIn = (text: Y.XmlText): string[] =>
  text
    .toDelta()
    .flatMap(({ attributes = {} }: { attributes?: object }) => Object.keys(attributes))
    .filter((key: string) => key.startsWith('comment'));

describe('a client that forges marks', () => {
  const words = 'alfa bravo charlie delta echo foxtrot';

  test.each<[string, string, unknown]>([
    ['of a thread that there is not', storedMark(B).key, { thread: B }],
    ['under a name that is not the thread’s', 'comment--AAAAAAAA', { thread: A }],
    ['under a bare name', 'comment', { thread: A }],
    ['without a thread', 'comment--AAAAAAAA', {}],
    ['that are no object', storedMark(A).key, true],
    ['with more than the thread', storedMark(A).key, { thread: A, resolved: true }],
    ['of another thread under the name of this', storedMark(A).key, { thread: B }],
    ['with much in them', 'comment--BBBBBBBB', { thread: 'x'.repeat(200_000) }],
  ])('%s: they go', (_name, key, value) => {
    const doc = roomOf(words);
    const known = healed(doc, [place('bravo charlie')]);
    textIn(doc).format(0, words.length, { [key]: value });
    expect(healed(doc, known)).toEqual(known);
    expect(marksIn(doc)).toEqual({ [A]: [{ from: 5, to: 18 }] });
    expect(keysIn(textIn(doc))).toEqual([storedMark(A).key]);
  });

  test('moves a mark onto other words, and it goes back', () => {
    const doc = roomOf(words);
    const known = healed(doc, [place('bravo charlie')]);
    const { key, value } = storedMark(A);
    textIn(doc).format(0, words.length, { [key]: null });
    textIn(doc).format(24, 4, { [key]: value });
    expect(healed(doc, known)).toEqual(known);
    expect(marksIn(doc)).toEqual({ [A]: [{ from: 5, to: 18 }] });
  });

  test('widens it over everything, and changes a letter of the words, too', () => {
    const doc = roomOf(words, 'mer text i nästa stycke');
    const known = healed(doc, [place('bravo charlie')]);
    const { key, value } = storedMark(A);
    textIn(doc).format(0, words.length, { [key]: value });
    textIn(doc, 1).format(0, 10, { [key]: value });
    textIn(doc).delete(7, 1);
    expect(healed(doc, known)).toMatchObject([{ quote: 'brvo charlie', at: 5 }]);
  });

  test('deletes the words and marks others', () => {
    const doc = roomOf(words);
    const known = healed(doc, [place('bravo charlie')]);
    const { key, value } = storedMark(A);
    textIn(doc).delete(5, 13);
    textIn(doc).format(6, 5, { [key]: value });
    expect(healed(doc, known)).toEqual([{ ...known[0], lost: true }]);
    expect(marksIn(doc)).toEqual({});
  });

  test('makes the paragraph anew, without the mark, and marks the same words elsewhere', () => {
    const doc = roomOf(words, 'och bravo charlie igen');
    const known = healed(doc, [place('bravo charlie', { at: 5 })]);
    const { key, value } = storedMark(A);
    doc.getXmlFragment('analysis').delete(0, 1);
    const element = new Y.XmlElement('paragraph');
    element.insert(0, [new Y.XmlText(words)]);
    doc.getXmlFragment('analysis').insert(0, [element]);
    textIn(doc, 1).format(4, 13, { [key]: value });
    expect(healed(doc, known)).toMatchObject([{ at: 5, lost: false }]);
    expect(marksIn(doc)).toEqual({ [A]: [{ from: 5, to: 18 }] });
  });

  const shrunk = (doc: Y.Doc) => {
    const known = healed(doc, [place('bravo charlie', { at: 5 })]);
    textIn(doc).delete(5, 6);
    const left = healed(doc, known);
    expect(left).toMatchObject([{ quote: 'charlie', at: 5 }]);
    return left;
  };

  test('marks what was said elsewhere, while what is left of it stands', () => {
    const doc = roomOf(words, 'och bravo charlie igen');
    const known = shrunk(doc);
    const { key, value } = storedMark(A);
    textIn(doc, 1).format(4, 13, { [key]: value });
    expect(healed(doc, known)).toEqual(known);
    expect(marksIn(doc)).toEqual({ [A]: [{ from: 5, to: 12 }] });
  });

  test('does so and makes the paragraph anew, without the mark', () => {
    const doc = roomOf(words, 'och bravo charlie igen');
    const known = shrunk(doc);
    const { key, value } = storedMark(A);
    doc.getXmlFragment('analysis').delete(0, 1);
    const element = new Y.XmlElement('paragraph');
    element.insert(0, [new Y.XmlText('alfa charlie delta echo foxtrot')]);
    doc.getXmlFragment('analysis').insert(0, [element]);
    textIn(doc, 1).format(4, 13, { [key]: value });
    expect(healed(doc, known)).toMatchObject([{ quote: 'charlie', at: 5 }]);
  });

  test('widens a mark over other words beside what is left', () => {
    const doc = roomOf(words);
    const known = shrunk(doc);
    const { key, value } = storedMark(A);
    textIn(doc).format(0, 12, { [key]: value });
    expect(healed(doc, known)).toEqual(known);
  });

  /** Each on all letters from its own to the end, so that every letter has the marks of all before it. */
  function nested(count: number, markOf: (at: number) => { key: string; value: unknown }): Y.Doc {
    const doc = roomOf('x'.repeat(count));
    doc.transact(() => {
      for (let at = 0; at < count; at++) {
        const { key, value } = markOf(at);
        textIn(doc).format(0, count - at, { [key]: value });
      }
    });
    return doc;
  }

  test.each([500, 501, 2_000])('nests %i of them, and taking them away is small and soon done', (count) => {
    const doc = nested(count, (at) => ({ key: `comment--${String(at).padStart(8, '0')}`, value: 1 }));
    const sent = Y.encodeStateAsUpdate(doc).byteLength;
    const before = Y.encodeStateVector(doc);
    const written: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => written.push(update));
    const start = performance.now();
    healMarks(doc, []);
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(keysIn(textIn(doc))).toEqual([]);
    expect(Y.mergeUpdates(written).byteLength).toBeLessThan(sent / 100);
    // Nothing is put there for what is taken away.
    expect(Y.encodeStateVector(doc)).toEqual(before);
  });

  test('tatters the marks of threads that there are, and mending them is small', () => {
    const threads = Array.from(
      { length: 20 },
      (_, at) => `aaaaaaaa-0000-4000-8000-${String(at).padStart(12, '0')}`,
    );
    const letters = Array.from({ length: 4_000 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('');
    const doc = roomOf(letters);
    const known = healed(
      doc,
      threads.map((threadId) => place(letters.slice(100, 1_900), { threadId, at: 100 })),
    );
    for (const threadId of threads) {
      const { key, value } = storedMark(threadId);
      for (let at = 0; at < 4_000; at += 40) textIn(doc).format(at, 20, { [key]: at % 80 ? value : null });
    }
    const sent = Y.encodeStateAsUpdate(doc).byteLength;
    const written: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => written.push(update));
    expect(healMarks(doc, known)).toEqual([]);
    expect(Y.mergeUpdates(written).byteLength).toBeLessThan(sent / 2);
    expect(healMarks(doc, known)).toEqual([]);
  });

  test('puts things that are no letters between those of a thread, and its mark is one all the same', () => {
    const doc = roomOf(words);
    const known = healed(doc, [place('bravo charlie')]);
    doc.transact(() => {
      for (let at = 17; at > 5; at--)
        textIn(doc).insertEmbed(at, { bild: true }, { [storedMark(A).key]: null });
    });
    expect(healed(doc, known)).toMatchObject([{ quote: 'bravo charlie' }]);
    const { key } = storedMark(A);
    const ends = textIn(doc).toDelta() as { attributes?: object }[];
    const marked = ends.map(({ attributes = {} }) => key in attributes);
    expect(marked.filter((is, at) => is !== marked[at - 1])).toEqual([false, true, false]);
  });

  test('makes very many, and the server is done in time', () => {
    const doc = roomOf('x');
    textIn(doc).applyDelta(
      Array.from({ length: 20_000 }, (_, at) => ({
        insert: 'ab',
        attributes: at % 2 === 0 ? {} : { [`comment--${at}`]: { thread: A } },
      })),
    );
    const start = performance.now();
    healed(doc, []);
    expect(keysIn(textIn(doc))).toEqual([]);
    expect(performance.now() - start).toBeLessThan(20_000);
  }, 30_000);
});

describe('a client that makes a document no editor makes', () => {
  test('nested deeper than a program can follow', () => {
    const doc = roomOf('alfa bravo');
    doc.transact(() => {
      let inner: Y.XmlFragment = doc.getXmlFragment('analysis');
      for (let level = 0; level < 20_000; level++) {
        const element = new Y.XmlElement(level % 2 ? 'listItem' : 'bulletList');
        inner.insert(0, [element]);
        inner = element;
      }
    });
    expect(healed(doc, [place('bravo')])).toMatchObject([{ lost: false }]);
  });

  test('with words directly in the field, things among the letters, and line feeds', () => {
    const doc = new Y.Doc();
    const text = new Y.XmlText();
    doc.getXmlFragment('analysis').insert(0, [text]);
    text.insert(0, 'alfa bravo\r\ncharlie delta');
    text.insertEmbed(7, { bild: true });
    text.insertEmbed(0, new Y.Map());
    expect(plainText(fieldContent(doc, 'analysis'))).toBe('alfa bravo\ncharlie delta');
    const known = healed(doc, [place('bravo\ncharlie')]);
    expect(known).toMatchObject([{ at: 5, quote: 'bravo\ncharlie', lost: false }]);
    expect(marksIn(doc)).toEqual({ [A]: [{ from: 5, to: 18 }] });
    text.insert(10, 'X');
    expect(healed(doc, known)).toMatchObject([{ quote: 'braXvo\ncharlie' }]);
  });

  test('with halves of letters', () => {
    const doc = roomOf('a😀b😀c');
    const known = healed(doc, [place('x', { ...quoteAt('a😀b😀c', { from: 2, to: 5 }), at: 1 })]);
    expect(known).toMatchObject([{ quote: '😀b😀', at: 1 }]);
    expect(plainText(fieldContent(doc, 'analysis'))).toBe('a😀b😀c');
    textIn(doc).insert(0, '\uD83D');
    textIn(doc).insert(3, '\0');
    healed(doc, known);
  });

  test('with fields that are no fields', () => {
    const doc = roomOf('alfa bravo');
    doc.getMap('karta').set('a', 1);
    doc.getArray('lista').insert(0, ['x']);
    const other = new Y.Doc();
    other.getText('sträng').insert(0, 'bravo', { comment: true });
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    const known = healMarks(doc, [place('bravo'), place('bravo', { threadId: B, field: 'karta' })]);
    expect(known).toMatchObject([
      { threadId: A, lost: false },
      { threadId: B, lost: true },
    ]);
  });

  test('with positions that are none', () => {
    const doc = roomOf('alfa bravo');
    const bytes = [
      new Uint8Array(),
      new Uint8Array([255, 255, 255]),
      new Uint8Array([1, 4, 110, 111, 112, 101, 0]),
    ];
    for (const from of bytes) for (const to of bytes) healed(doc, [place('bravo', { from, to, at: 5 })]);
  });

  test('of a million letters', () => {
    const doc = roomOf(...Array.from({ length: 10 }, (_, block) => `${block} bravo `.repeat(12_000)));
    const known = healed(doc, [
      place('4 bravo 4 bravo', { at: 450_001 }),
      place('finns inte', { threadId: B }),
    ]);
    expect(known).toMatchObject([{ lost: false }, { lost: true }]);
  }, 60_000);
});

describe('words that are marked for the first time', () => {
  const line = 'alfa bravo alfa bravo\nalfa charlie';

  test.each<[string, Partial<KnownPlace>, number | null]>([
    ['by what stands around them', { quote: 'alfa', prefix: 'bravo\n', suffix: ' charlie' }, 22],
    ['by where they stood', { quote: 'bravo', at: 15 }, 16],
    ['not, when they may be any', { quote: 'bravo' }, null],
    ['by their letters, when a blank is another', { quote: 'bravo alfa  charlie', at: 16 }, 16],
    ['not, when there are none like them', { quote: 'delta' }, null],
  ])('%s', (_name, how, at) => {
    const doc = roomOf(...line.split('\n'));
    const [known] = healed(doc, [place('', how)]);
    expect(known).toMatchObject(at === null ? { lost: true } : { lost: false, at });
  });

  test('by the letters between two positions, when they have been changed meanwhile', () => {
    const doc = roomOf('alfa bravo charlie delta, bravo charlie');
    const from = Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(textIn(doc), 5));
    const to = Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(textIn(doc), 18, -1));
    textIn(doc).insert(11, 'ny ');
    expect(healed(doc, [place('bravo charlie', { from, to })])).toMatchObject([
      { quote: 'bravo ny charlie' },
    ]);
  });

  test('by positions beside a block', () => {
    const doc = roomOf('alfa', 'bravo', 'charlie');
    const fragment = doc.getXmlFragment('analysis');
    const from = Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(fragment, 1));
    const to = Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(fragment, 2));
    expect(healed(doc, [place('bravo', { from, to })])).toMatchObject([{ at: 5, quote: 'bravo' }]);
  });
});
