import { fieldContent } from '@delaktig/editor/fragment';
import { describe, expect, test } from 'vitest';
import { stockClient } from '../support/collab.ts';
import { CommentWorld } from '../support/comment-world.ts';
import { letIn } from '../support/house.ts';
import { marksIn } from '../support/marks.ts';
import type { Random } from '../support/prose-edits.ts';
import { seeded } from '../support/random.ts';
import { waitUntil } from '../support/wait-until.ts';

/** FUZZ_SEEDS=100 tries so many; FUZZ_FROM=5000 others. */
const SEEDS = Number(process.env.FUZZ_SEEDS ?? 8);
const FROM = Number(process.env.FUZZ_FROM ?? 1000);
const AT_ONCE = 4;
const STEPS = 70;
/** What the product promises. */
const HEALED_MS = 2_000;

type Step = { weight: number; act(world: CommentWorld, random: Random): unknown };

const STEPS_BY_WEIGHT: readonly Step[] = [
  { weight: 60, act: (world) => world.edit() },
  { weight: 12, act: (world) => world.comment('comment') },
  { weight: 6, act: (world) => world.comment('suggest') },
  { weight: 5, act: (world) => world.take() },
  { weight: 1, act: (world) => world.withdraw() },
  { weight: 10, act: (world) => world.forge() },
  { weight: 8, act: (world) => world.toggle() },
  { weight: 2, act: (world) => world.restart() },
  { weight: 4, act: (world) => world.turn() },
  // Long enough, now and then, for a healing in the middle of it all.
  { weight: 6, act: (_world, random) => new Promise((resolve) => setTimeout(resolve, random.below(900))) },
];

function pick(random: Random): Step {
  let left = random.below(STEPS_BY_WEIGHT.reduce((sum, { weight }) => sum + weight, 0));
  const found = STEPS_BY_WEIGHT.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
  if (!found) throw new Error('The weights are the whole');
  return found;
}

async function run(seed: number): Promise<CommentWorld['counts']> {
  const random = seeded(seed);
  const world = await CommentWorld.build(random);
  for (let step = 0; step < STEPS; step++) {
    await pick(random).act(world, random);
    for (let turns = random.below(6); turns > 0; turns--)
      await new Promise((resolve) => setImmediate(resolve));
  }
  await world.settle();
  let lacking = '';
  const isHealed = async () => {
    lacking = await world.unhealed();
    return lacking === '';
  };
  await waitUntil(isHealed, 'healed', HEALED_MS).catch(() => {
    throw new Error(`Not healed: ${lacking}`);
  });
  // Marks that the healer makes are written by nobody else; and whoever comes reads the same.
  await world.settle();
  const { cookie } = await letIn(world.scene.sql, world.scene.house, 'Ny', 'representative');
  const { doc, provider } = stockClient(world.server.url, world.sectionId, cookie);
  await waitUntil(() => provider.synced, 'somebody new in step');
  const [first] = world.peers;
  expect(fieldContent(doc, 'content')).toEqual(first && fieldContent(first.doc, 'content'));
  expect(marksIn(doc)).toEqual(first && marksIn(first.doc));
  expect(await world.proposersClients()).toBe(world.counts.taken);
  return world.counts;
}

const GROUPS = Array.from({ length: Math.ceil(SEEDS / AT_ONCE) }, (_, group) =>
  Array.from({ length: AT_ONCE }, (_, index) => FROM + group * AT_ONCE + index),
);

const done: CommentWorld['counts'][] = [];

describe('comments, suggestions and somebody hostile among those who write', () => {
  test.each(GROUPS)(
    'all read the same as what is stored, and the marks are those of the table (%i …)',
    async (...seeds) => {
      const runs = await Promise.all(
        seeds.map((seed) =>
          run(seed).catch((cause: unknown) => {
            throw new Error(`seed ${seed}`, { cause });
          }),
        ),
      );
      if (process.env.FUZZ_TELL) console.info(JSON.stringify(runs));
      done.push(...runs);
    },
    120_000,
  );

  test('there was something of everything', () => {
    for (const what of ['comments', 'taken', 'restarts', 'closings', 'forgeries'] as const)
      expect(done.reduce((sum, counts) => sum + counts[what], 0)).toBeGreaterThan(0);
  });
});
