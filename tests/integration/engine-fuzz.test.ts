import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { readStored } from '../support/engine-ledger.ts';
import { pickStep, RARE_STEPS, type Step } from '../support/engine-steps.ts';
import { EngineWorld } from '../support/engine-world.ts';
import { HeldStock } from '../support/held-clients.ts';
import { proseOf } from '../support/prose-edits.ts';
import { seeded } from '../support/random.ts';

/** Seeds that once failed come first and stay. */
const KEPT_SEEDS: number[] = [];
/** FUZZ_SEEDS=300 tries so many; FUZZ_FROM=5000 others. */
const SEEDS = Number(process.env.FUZZ_SEEDS ?? 12);
const FROM = Number(process.env.FUZZ_FROM ?? 1000);
const STEPS = 1500;

const wordsOf = (doc: Y.Doc): string => proseOf(doc).toString();

async function expectAllAlike(world: EngineWorld): Promise<void> {
  for (const sectionId of world.sectionIds) {
    const stored = await readStored(world.sql, sectionId);
    for (const { client } of stored.inserted.ranges())
      expect(world.readersClients.has(client), 'words of a reader').toBe(false);
    for (const { person, client } of world.people) {
      const section = client.sections.find((each) => each.sectionId === sectionId);
      const right = world.rightOf(person);
      if (!section || right === 'none') continue;
      if (right === 'write') {
        expect(wordsOf(section.doc), `the words of ${person.name}`).toBe(wordsOf(stored.doc));
        const isSame = Y.equalSnapshots(Y.snapshot(section.doc), Y.snapshot(stored.doc));
        expect(isSame, `every id of ${person.name}`).toBe(true);
        continue;
      }
      // Whoever may not write has all that is stored, and keeps to themselves what they wrote.
      const theirs = new Y.Doc();
      Y.applyUpdate(theirs, Y.encodeStateAsUpdate(section.doc));
      Y.applyUpdate(theirs, Y.encodeStateAsUpdate(stored.doc));
      const isWhole = Y.equalSnapshots(Y.snapshot(section.doc), Y.snapshot(theirs));
      expect(isWhole, `all that is stored with ${person.name}`).toBe(true);
    }
  }
}

/** Everybody sees the carets of those who write, and of nobody else. */
async function expectAllPresent(world: EngineWorld): Promise<void> {
  for (const { person, client } of world.people) {
    const writes = world.rightOf(person) === 'write';
    for (const { awareness } of client.sections)
      awareness.setLocalState(writes ? { user: {}, cursor: { anchor: 7 } } : null);
  }
  const here = world.people.filter(({ person }) => world.rightOf(person) !== 'none');
  const whoLacks = () =>
    world.sectionIds.flatMap((sectionId) => {
      const all = here.flatMap(({ person, client }) =>
        client.sections
          .filter((section) => section.sectionId === sectionId)
          .map((section) => ({ name: person.name, section })),
      );
      const writing = all
        .filter(({ section }) => section.awareness.getLocalState() !== null)
        .map(({ section }) => section.doc.clientID)
        .sort();
      return all
        .filter(({ section }) => section.present().join() !== writing.join())
        .map(({ name, section }) => `${name}: ${section.present()} instead of ${writing}`);
    });
  await world.until(
    () => whoLacks().length === 0,
    () => `the carets with ${whoLacks()}`,
  );
}

/** When nobody is there, nothing is kept. */
async function expectAllFreed(world: EngineWorld): Promise<void> {
  for (const who of world.people) world.leave(who);
  const { registry } = world.node;
  await world.until(
    () => registry.openRooms === 0 && registry.waitingBytes === 0,
    () => `${registry.openRooms} rooms and ${registry.waitingBytes} bytes freed`,
  );
}

describe('all clients == server == stored, whatever happens on the way', () => {
  const seeds = [...KEPT_SEEDS, ...Array.from({ length: SEEDS }, (_, i) => FROM + i)];
  test.each(seeds)('seed %i', async (seed) => {
    const random = seeded(seed);
    const rows = 2 + random.below(12);
    const world = await EngineWorld.build(random, {
      open: { rows, bytes: 128 * 1024 },
      resting: { rows: random.below(rows), bytes: 4 * 1024 },
    });
    const rare: Step | null = random.below(3) === 0 ? random.pick(RARE_STEPS) : null;
    const when = random.below(STEPS);
    const log: string[] = [];
    try {
      for (const { client } of world.people) client.connect(world.node);
      for (let at = 0; at < STEPS; at++) {
        const step = at === when && rare ? rare : pickStep(random);
        log.push(step.name);
        await step.act(world, random);
        for (let turns = random.below(3); turns > 0; turns--)
          await new Promise((resolve) => setImmediate(resolve));
      }
      // What a stock client missed it hears of when it comes again.
      for (const who of world.people) if (who.client instanceof HeldStock) world.leave(who);
      await world.settle();
      await expectAllAlike(world);
      await expectAllPresent(world);
      await expectAllFreed(world);
      await world.restart('close');
      await expectAllAlike(world);
      await world.ledger.checkAll(world.sql, world.sectionIds);
      if (process.env.FUZZ_TELL) console.info(seed, world.counts, world.ledger.size);
    } catch (cause) {
      throw new Error(`seed ${seed}: ${log.join(', ')}`, { cause });
    }
  });
});
