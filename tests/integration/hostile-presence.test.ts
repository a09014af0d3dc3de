import {
  type AwarenessEntry,
  encodeAwareness,
  encodeAwarenessEntries,
  encodeFrame,
  encodeUpdate,
} from '@delaktig/sync';
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import { stockClient } from '../support/collab.ts';
import { saying, written } from '../support/forged-updates.ts';
import { hostileScene } from '../support/hostile-scene.ts';
import { letIn } from '../support/house.ts';
import { waitUntil } from '../support/wait-until.ts';

const presence = (...entries: AwarenessEntry[]) => encodeAwareness(encodeAwarenessEntries(entries));

const caret = (clientId: number, clock = 1, more: Record<string, unknown> = {}): AwarenessEntry => ({
  clientId,
  clock,
  state: { user: { name: 'Eva Chef', color: '#000000' }, cursor: { anchor: 1 }, ...more },
});

type Scene = Awaited<ReturnType<typeof hostileScene>>;

/** Whom Bo sees. */
const seenBy = ({ second }: Scene): Map<number, Record<string, unknown>> =>
  second.provider.awareness.getStates();

async function showEva(scene: Scene): Promise<number> {
  scene.first.provider.awareness.setLocalStateField('cursor', { anchor: 7 });
  const { clientID } = scene.first.doc;
  await waitUntil(() => seenBy(scene).has(clientID), 'Eva is seen');
  return clientID;
}

describe('a client shows itself', () => {
  test('with the name of its session, whatever name it gives itself', async () => {
    const scene = await hostileScene();
    const mallory = await scene.enter();
    mallory.say(presence(caret(7, 1, { admin: true })));
    await waitUntil(() => seenBy(scene).has(7), 'Mallory is seen');
    const { user, cursor, ...more } = seenBy(scene).get(7) ?? {};
    expect(user).toMatchObject({ name: 'Mallory Provare', initials: 'MP' });
    expect(cursor).toEqual({ anchor: 1 });
    expect(more).toEqual({});
    await scene.expectUnharmed();
  });

  test("and nobody moves, removes or takes over a colleague's caret", async () => {
    const scene = await hostileScene();
    const evas = await showEva(scene);
    const before = structuredClone(seenBy(scene).get(evas));
    const mallory = await scene.enter();
    for (const clock of [0, 1, 2, 100, Number.MAX_SAFE_INTEGER]) {
      mallory.say(presence(caret(evas, clock)));
      mallory.say(presence({ clientId: evas, clock, state: null }));
    }
    // Told together with one's own, after which a look shows that all of it was heard.
    mallory.say(presence(caret(evas, 5000), caret(8)));
    await waitUntil(() => seenBy(scene).has(8), 'all of it heard');
    expect(seenBy(scene).get(evas)).toEqual(before);
    await scene.expectUnharmed();
  });

  test('and one who may not write shows nothing', async () => {
    const scene = await hostileScene();
    const reader = await letIn(scene.sql, scene.house, 'Läsaren', 'representative');
    const quiet = await scene.enter(reader.cookie);
    quiet.say(presence(caret(9)));
    quiet.say(encodeUpdate(saying(9, 'smuget in')));
    await quiet.heard();
    await showEva(scene);
    expect(seenBy(scene).has(9)).toBe(false);
    expect(scene.second.text.toString()).not.toContain('smuget');
    await scene.expectUnharmed();
  });
});

describe('a caret that is none is dropped, and harms nobody', () => {
  const deep = (depth: number) =>
    encodeAwareness(
      written((write, encoder) => {
        for (const number of [1, 7, 1]) write(number);
        encoding.writeVarString(encoder, `{"cursor":${'['.repeat(depth)}${']'.repeat(depth)}}`);
      }),
    );
  const wide = presence(caret(7, 1, { cursor: { anchor: 'x'.repeat(15_000_000) } }));
  const crowd = presence(...Array.from({ length: 1024 }, (_, i) => caret(100_000 + i)));

  test.each<[string, () => Uint8Array]>([
    ['deeper than JSON can write', () => deep(10_000)],
    ['deep and long', () => deep(3_000_000)],
    ['of fifteen megabytes', () => wide],
    ['of a thousand people at once', () => crowd],
  ])('%s', async (_name, message) => {
    const scene = await hostileScene();
    const mallory = await scene.enter();
    for (let times = 0; times < 3; times++) mallory.say(message());
    await mallory.heard();
    await scene.expectUnharmed();
    await showEva(scene);
    expect(seenBy(scene).size).toBeLessThan(12);
  });

  test.each<[string, Uint8Array]>([
    ['of no object', encodeAwareness(written((write) => [1, 7, 1, 1, 49].forEach(write)))],
    ['of more people than there are', encodeAwareness(written((write) => [2 ** 40, 7].forEach(write)))],
    ['that ends too early', presence(caret(7)).subarray(0, 12)],
  ])('%s closes its socket', async (_name, message) => {
    const scene = await hostileScene();
    const mallory = await scene.enter();
    mallory.say(message);
    await waitUntil(() => mallory.raw.code === 4400, 'shown out');
    await scene.expectUnharmed();
  });
});

test('carets without end cost the others nothing, on either kind of socket', async () => {
  const scene = await hostileScene();
  const [mallory, page] = [await scene.enter(), await scene.enterPage()];
  for (let clock = 1; clock <= 20_000; clock++) {
    mallory.say(presence(caret(7, clock)));
    page.raw.socket.send(encodeFrame({ kind: 'data', channel: 1, data: presence(caret(8, clock)) }));
  }
  await scene.expectUnharmed(5_000);
  await mallory.heard();
  expect(mallory.raw.code).toBeNull();
  // The one who comes sees each once.
  const late = stockClient(scene.server.url, scene.sectionId, scene.eva.cookie);
  await waitUntil(() => late.provider.awareness.getStates().has(8), 'the carets with the late one');
  expect(scene.server.collab.counts().queuedBytes).toBeLessThan(1_000_000);
});

test('ids without end are remembered no longer than their session can be', async () => {
  const scene = await hostileScene();
  const mallory = await scene.enter();
  for (let from = 0; from < 50_000; from += 500) {
    const entries = Array.from({ length: 500 }, (_, i): AwarenessEntry[] => [
      caret(1_000_000 + from + i),
      { clientId: 1_000_000 + from + i, clock: 2, state: null },
    ]);
    mallory.say(presence(...entries.flat()));
  }
  await mallory.heard();
  await scene.expectUnharmed(5_000);
});
