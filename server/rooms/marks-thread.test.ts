import { describe, expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { waitUntil } from '../../tests/support/wait-until.ts';
import { MarksThread } from './marks-thread.ts';

function thread(options: ConstructorParameters<typeof MarksThread>[0] = {}): MarksThread {
  const started = new MarksThread(options);
  onTestFinished(() => started.close());
  return started;
}

/** A section with one paragraph, and marks of nobody's on its letters. */
function forged(letters: number, marks: number): Uint8Array {
  const doc = new Y.Doc();
  const text = new Y.XmlText();
  const paragraph = new Y.XmlElement('paragraph');
  doc.getXmlFragment('content').push([paragraph]);
  paragraph.push([text]);
  text.insert(0, 'x'.repeat(letters));
  for (let mark = 0; mark < marks; mark++) {
    const key = `comment--${Buffer.from(String(mark).padStart(6, '0')).toString('base64')}`;
    text.format(0, letters - mark, { [key]: 1 });
  }
  return Y.encodeStateAsUpdate(doc);
}

const ailing = (...parts: Uint8Array[]) => ({ parts, known: [], client: 7 });

describe('the thread for marks', () => {
  test('is not there before somebody needs it, and goes when nobody has for a while', async () => {
    const asked = thread({ idleMs: 20 });
    expect(asked.isRunning).toBe(false);
    expect((await asked.heal(ailing(forged(5, 1)))).update).not.toBeNull();
    expect(asked.isFree).toBe(true);
    await waitUntil(() => !asked.isRunning, 'gone');
    expect((await asked.heal(ailing(forged(5, 0)))).update).toBeNull();
  });

  test('has no patience with one that takes long, and does what waits behind it', async () => {
    const asked = thread({ patienceMs: 0 });
    const all = await Promise.allSettled([asked.heal(ailing(forged(2000, 400))), asked.heal(ailing())]);
    expect(all[0]).toMatchObject({
      status: 'rejected',
      reason: { message: expect.stringContaining('ended') },
    });
    // With none at all the second may be too slow as well, but it is answered.
    expect(all).toHaveLength(2);
  });

  test('throws on what is no document', async () => {
    await expect(thread().heal(ailing(new Uint8Array([9, 9, 9])))).rejects.toThrow();
  });
});
