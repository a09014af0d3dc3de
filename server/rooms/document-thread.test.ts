import { describe, expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { DocumentThread } from './document-thread.ts';
import { mergeUpdates } from './room-state.ts';

function thread(): DocumentThread {
  const started = new DocumentThread();
  onTestFinished(() => started.close());
  return started;
}

/** As somebody types: a letter at a time, and a fifth of it taken back. */
function typed(letters: number): { doc: Y.Doc; updates: Uint8Array[] } {
  const updates: Uint8Array[] = [];
  const doc = new Y.Doc();
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const text = doc.getText('t');
  for (let i = 0; i < letters; i++) {
    text.insert(text.length, String.fromCharCode(97 + (i % 26)));
    if (i % 5 === 4) text.delete(text.length - 1, 1);
  }
  return { doc, updates };
}

describe('the thread for documents', () => {
  test('compacts to what Yjs itself would store, with everything in it', async () => {
    const { doc, updates } = typed(2000);
    const compacted = await thread().compact(updates);
    const again = new Y.Doc();
    Y.applyUpdate(again, compacted);
    expect(again.getText('t').toString()).toBe(doc.getText('t').toString());
    expect(Y.encodeStateVectorFromUpdate(compacted)).toEqual(Y.encodeStateVector(doc));
    expect(compacted.byteLength).toBeLessThan(Y.encodeStateAsUpdate(doc).byteLength * 1.2);
    expect(compacted.byteLength).toBeLessThan(mergeUpdates(updates).byteLength / 2);
  });

  test('keeps words that came before those that they lean on', async () => {
    const { doc, updates } = typed(20);
    const [first = new Uint8Array(), ...rest] = updates;
    const gapped = await thread().compact(rest);
    const again = new Y.Doc();
    for (const update of [gapped, first]) Y.applyUpdate(again, update);
    expect(again.getText('t').toString()).toBe(doc.getText('t').toString());
  });

  test('says that it cannot, rather than store what is no document', async () => {
    await expect(thread().compact([new Uint8Array([9, 9, 9])])).rejects.toThrow();
    expect(await thread().footprint(new Uint8Array([9, 9, 9]))).toBeNull();
    // A million deletions of nothing much: no section has them, and nobody should have to look at each.
    const many = [0, 1, 1, 192, 132, 61, ...Array.from({ length: 2_000_000 }, () => 1)];
    expect(await thread().footprint(new Uint8Array(many))).toBeNull();
    expect(await thread().missing(new Uint8Array([0, 0]), new Uint8Array([255]))).toBeNull();
  });

  test('answers each of many questions with its own answer', async () => {
    const asked = thread();
    const all = Array.from({ length: 20 }, (_, i) => typed(i + 1));
    const answers = await Promise.all(all.map(({ updates }) => asked.compact(updates)));
    for (const [at, answer] of answers.entries()) {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, answer);
      expect(doc.getText('t').toString()).toBe(all[at]?.doc.getText('t').toString());
    }
  });

  test('that ends does what is under way, leaves nobody waiting, and a new one takes over', async () => {
    const ending = thread();
    await ending.compact(typed(3).updates);
    const [first, second] = [ending.compact(typed(3000).updates), ending.compact(typed(3).updates)];
    await Promise.all([expect(second).rejects.toThrow('ended'), ending.close()]);
    expect((await first).byteLength).toBeGreaterThan(0);
    expect((await ending.compact(typed(3).updates)).byteLength).toBeGreaterThan(0);
  });
});
