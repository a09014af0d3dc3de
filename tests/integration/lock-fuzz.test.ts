import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { replaceRoom, sealRoom } from '../../server/database/rooms.ts';
import { proseOf } from '../../server/database/sections.ts';
import { LockWorld, textOf } from '../support/lock-world.ts';
import { seeded } from '../support/random.ts';
import { storedText } from '../support/stored-text.ts';

/** FUZZ_SEEDS=300 tries so many; FUZZ_FROM=5000 others. */
const SEEDS = Number(process.env.FUZZ_SEEDS ?? 100);
const FROM = Number(process.env.FUZZ_FROM ?? 1000);
const AT_ONCE = 10;
const STEPS = 60;

type Ending = 'locked' | 'replaced';

/** No two characters that are typed are alike. */
const FIRST_CHARACTER = 0x4e00;

/** What the section's text is when the act commits; the act begins now and ends when it may. */
function close({ sql, sectionId }: LockWorld, ending: Ending): Promise<string> {
  return sql.begin(async (tx) => {
    if (ending === 'replaced') {
      const doc = new Y.Doc();
      doc.getText('content').insert(0, 'En ny text.');
      await replaceRoom(tx, sectionId, Y.encodeStateAsUpdate(doc));
    } else {
      await tx`update sections set state = 'ready' where id = ${sectionId}`;
      await sealRoom(tx, sectionId);
    }
    return textOf((await proseOf(tx, [sectionId])).get(sectionId) ?? []);
  });
}

/** Two who write, one of them without contact for a minute, while the section is closed at some moment. */
async function run(seed: number, ending: Ending): Promise<{ aside: number; typed: number }> {
  const random = seeded(seed);
  const world = await LockWorld.build(random);
  const [moa, ali] = world.pages;
  if (!moa || !ali) throw new Error('There are two');
  const [away, closed, back] = [random.below(STEPS), random.below(STEPS), STEPS + random.below(10)];
  const told = closed + random.below(8);
  let closing: Promise<string> | null = null;
  let characters = FIRST_CHARACTER;
  const turns = async (most: number) => {
    for (let left = random.below(most); left > 0; left--)
      await new Promise((resolve) => setImmediate(resolve));
  };
  for (let step = 0; step < STEPS + 10; step++) {
    if (step === away) {
      ali.goOffline(random.below(4));
      if (step < closed) await world.minute();
    }
    if (step === closed) closing = close(world, ending);
    if (step === told) {
      await closing;
      if (ending === 'locked') world.right.now = 'read';
      await world.node.decideSection(world.sectionId);
    }
    if (step === back) ali.comeBack();
    for (let keys = random.below(3); keys > 0; keys--)
      random.pick([moa, ali] as const).type(String.fromCharCode(characters++), random);
    const page = random.pick([moa, ali] as const);
    for (let left = random.below(6); left > 0; left--) page.wire?.letGo(random.pick(['server', 'client']));
    if (random.below(4) === 0) await page.pass(random.below(400));
    await turns(4);
  }
  const text = await closing;
  if (!ali.isOnline) ali.comeBack();
  const knows = ({ session }: typeof moa) =>
    session.ready && (ending === 'locked' ? !session.writes : session.epoch === 1);
  await world.until(
    () => [moa, ali].every((page) => knows(page) && page.engine.unsent === 0),
    () => `${moa.state} ${ali.state}`,
  );
  const stored = await storedText(world.sql, world.sectionId);
  expect(stored).toBe(text);
  for (const page of [moa, ali]) {
    expect(page.text, `what ${page.person.name} sees`).toBe(text);
    // Of a text that was replaced nobody need see what stood in it before.
    const shown = ending === 'locked' ? [...stored, ...page.aside] : [...page.aside];
    for (const character of page.typed) {
      const times = shown.filter((each) => each === character).length;
      if (ending === 'locked') expect(times, `${character} of ${page.person.name}`).toBe(1);
      else expect(stored).not.toContain(character);
    }
    for (const character of page.aside) expect(page.typed).toContain(character);
    expect(page.browser.of(page.person.accountId)).toEqual([]);
    expect(page.browser.aside(page.person.accountId)).toHaveLength(page.engine.aside().length);
  }
  return { aside: moa.aside.length + ali.aside.length, typed: characters - FIRST_CHARACTER };
}

const SEED_GROUPS = Array.from({ length: Math.ceil(SEEDS / AT_ONCE) }, (_, group) =>
  Array.from({ length: AT_ONCE }, (_, index) => FROM + group * AT_ONCE + index),
);

async function runAll(seeds: readonly number[], ending: Ending): Promise<void> {
  const runs = await Promise.all(
    seeds.map((seed) =>
      run(seed, ending).catch((cause: unknown) => {
        throw new Error(`seed ${seed}`, { cause });
      }),
    ),
  );
  if (process.env.FUZZ_TELL) console.info(JSON.stringify(runs));
  expect(runs.reduce((sum, { typed }) => sum + typed, 0)).toBeGreaterThan(0);
}

describe('two write, one of them without contact', () => {
  test.each(SEED_GROUPS)(
    'and the section is locked: no character lost, none applied, both told (%i …)',
    async (...seeds) => runAll(seeds, 'locked'),
    120_000,
  );

  test.each(SEED_GROUPS.slice(0, 2))(
    'and its text is replaced: nothing of the old goes into the new, both told (%i …)',
    async (...seeds) => runAll(seeds, 'replaced'),
    120_000,
  );
});
