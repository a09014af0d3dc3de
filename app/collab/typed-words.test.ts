import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { typedWords } from './typed-words.ts';

/** A section with one paragraph, and how to write in it; answers the updates of what was done since. */
function setUp(words: string) {
  const doc = new Y.Doc();
  const field = doc.getXmlFragment('analysis');
  const text = new Y.XmlText(words);
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [text]);
  field.insert(0, [paragraph]);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  return { field, text, since: () => Y.mergeUpdates(updates) };
}

test('the words are those that were typed, not those that stood there', () => {
  const { text, since } = setUp('Före.');
  for (const letter of ' Åsa och jag.') text.insert(text.length, letter);
  expect(typedWords(since())).toBe('Åsa och jag.');
});

test('what was taken back is gone, in whole or in part', () => {
  const { text, since } = setUp('');
  text.insert(0, 'Bra dag');
  text.delete(2, 3);
  for (const letter of '!?') text.insert(text.length, letter);
  text.delete(text.length - 1, 1);
  expect(typedWords(since())).toBe('Brag!');
});

test('a paragraph begins a line, and marks are no words', () => {
  const { field, text, since } = setUp('');
  text.insert(0, 'Först');
  text.format(0, 5, { bold: {} });
  const next = new Y.XmlElement('paragraph');
  next.insert(0, [new Y.XmlText('Sedan')]);
  field.insert(1, [next]);
  expect(typedWords(since())).toBe('Först\nSedan');
});

test('only removing brings no words', () => {
  const { text, since } = setUp('Allt det här');
  text.delete(0, 5);
  expect(typedWords(since())).toBe('');
});
