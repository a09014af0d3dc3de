import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { fieldContent, fieldsToUpdate, healMarks, proseSchema } from '../index.ts';
import { Hand, writer } from '../writer.testing.ts';
import { storedMark } from './mark-key.ts';
import { knownPlace, p } from './room.testing.ts';

const threads = ['0a4c3c34-13b5-4b4a-9a5c-6a0a5b0a0001', 'ffffffff-ffff-4fff-bfff-ffffffffffff'];

const places = ['bravo charlie', 'charlie delta'].map((quote, index) =>
  knownPlace(threads[index] ?? '', quote),
);

const deltaOf = (doc: Y.Doc): unknown => {
  const block = doc.getXmlFragment('analysis').get(0);
  const text = block instanceof Y.XmlElement ? block.get(0) : null;
  return text instanceof Y.XmlText ? text.toDelta() : null;
};

function healed(): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, fieldsToUpdate({ analysis: [p('alfa bravo charlie delta'), p('echo')] }));
  healMarks(doc, places);
  return doc;
}

test.each(threads)('a mark has the name and value that the binding of the editor gives it: %s', (thread) => {
  const doc = new Y.Doc();
  const marks = [{ type: 'comment', attrs: { thread } }];
  const content = [{ type: 'paragraph', content: [{ type: 'text', text: 'ord', marks }] }];
  prosemirrorJSONToYXmlFragment(proseSchema, { type: 'doc', content }, doc.getXmlFragment('analysis'));
  const { key, value } = storedMark(thread);
  expect(deltaOf(doc)).toEqual([{ insert: 'ord', attributes: { [key]: value } }]);
});

test('what the healer wrote is what the editor would have written, overlapping marks too', () => {
  const doc = healed();
  const written = new Y.Doc();
  prosemirrorJSONToYXmlFragment(
    proseSchema,
    { type: 'doc', content: fieldContent(doc, 'analysis') },
    written.getXmlFragment('analysis'),
  );
  expect(deltaOf(doc)).toEqual(deltaOf(written));
  expect(fieldContent(doc, 'analysis')[0]?.content).toHaveLength(4);
});

test('opening a text with comments writes nothing, and typing beside them leaves them alone', () => {
  const doc = healed();
  const before = Y.encodeStateAsUpdate(doc);
  const opened = writer(doc);
  expect(opened.state.doc.toJSON().content).toEqual(fieldContent(doc, 'analysis'));
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);

  const clock = Y.getState(doc.store, doc.clientID);
  const hand = new Hand(doc, 'analysis');
  hand.type(hand.find('echo').to, 'x');
  // One letter, and no mark.
  expect(Y.getState(doc.store, doc.clientID)).toBe(clock + 1);
});

test('typing among them writes the letter alone', () => {
  const doc = healed();
  const hand = new Hand(doc, 'analysis');
  const clock = Y.getState(doc.store, doc.clientID);
  hand.type(hand.find('charlie').from + 2, 'x');
  expect(Y.getState(doc.store, doc.clientID)).toBe(clock + 1);
  expect(healMarks(doc, places)).toHaveLength(2);
});
