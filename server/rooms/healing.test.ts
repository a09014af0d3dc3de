import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { healed } from './healing.ts';

/** Paragraphs with as many marks of nobody's on each. */
function forged(paragraphs: number, marks: number): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (let block = 0; block < paragraphs; block++) {
      const paragraph = new Y.XmlElement('paragraph');
      const text = new Y.XmlText();
      doc.getXmlFragment('content').push([paragraph]);
      paragraph.push([text]);
      const attributes = Array.from({ length: marks }, (_, mark) => [
        `comment--${Buffer.from(String(mark).padStart(6, '0')).toString('base64')}`,
        1,
      ]);
      text.insert(0, 'x', Object.fromEntries(attributes));
    }
  });
  return Y.encodeStateAsUpdate(doc);
}

test('what heals a room is never so much that it fills the section', () => {
  const ailing = { parts: [forged(10, 100)], known: [], client: 7 };
  expect(healed(ailing).update?.byteLength).toBeLessThan(64 * 1024);
  expect(() => healed(ailing, 1)).toThrow('Marks of');
});
