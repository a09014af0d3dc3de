import type { RoadAct, Role } from '@delaktig/domain';
import { expect, test } from 'vitest';
import { verifyReport } from '../../server/road/verify.ts';
import { seeded } from '../support/random.ts';
import { act, type RoadScene, roadScene, sectionId, seen, writes } from '../support/road-scene.ts';

const REASON = 'En gång till.';
const TURNS = 40;
const WHO = ['manager', 'deputy', 'superior', 'staff'] as const satisfies Role[];
type Chance = ReturnType<typeof seeded>;
type Told = { id: string; epoch: number; words: string; stored: boolean };

/**
 * Four people at once do whatever they may and may not: write, mark, approve, send back, shut, bring back, hand in.
 * Whatever came of it: what is approved is what stands there, what was told as stored stands where it was stored, and
 * what was refused stands nowhere.
 */
test.each(Array.from({ length: 10 }, (_, index) => index + 1))('seed %i', async (seed) => {
  const scene = await roadScene();
  const ids = [await sectionId(scene, 'Sammanfattning'), await sectionId(scene, 'Övrigt')] as const;
  const deputyIds = [scene.people.deputy.accountId];
  await act(scene, 'manager', { act: 'give-section', sectionIds: [ids[0]], deputyIds });
  const told: Told[] = [];
  const results = new Map<string, number>();
  await Promise.all(
    WHO.map(async (who, index) => {
      const chance = seeded(seed * 10 + index);
      for (let turn = 0; turn < TURNS; turn++) {
        const id = chance.pick(ids);
        if (chance.below(5) < 2) {
          told.push(await speak(scene, who, id, `${who} ${seed} ${turn}.`));
          continue;
        }
        const what = await actIn(scene, who, id, chance);
        const result = await act(scene, who, what);
        const outcome = `${what.act} ${result.ok ? 'ok' : result.reason}`;
        results.set(outcome, (results.get(outcome) ?? 0) + 1);
      }
    }),
  );
  expect([...results.keys()].filter((outcome) => /not-of-unit|not-found|missing/.test(outcome))).toEqual([]);
  const verdicts = (await verifyReport(scene.sql, scene.reportId)) ?? [];
  expect(verdicts.filter(({ outcome }) => outcome !== 'same' && outcome !== 'returned')).toEqual([]);
  for (const id of ids) await expectWordsWhereTheyBelong(scene, id, told);
});

async function speak(scene: RoadScene, who: Role, id: string, words: string): Promise<Told> {
  const [section] = await scene.sql<{ epoch: number }[]>`select epoch from sections where id = ${id}`;
  const epoch = section?.epoch ?? 0;
  try {
    return { id, epoch, words, stored: await writes(scene, who, id, words) };
  } catch (error) {
    // Somebody else was first with the number: the room would load anew, and nothing of this is stored.
    if (error instanceof Error && 'code' in error && error.code === '23505') {
      return { id, epoch, words, stored: false };
    }
    throw error;
  }
}

type Kind = RoadAct['act'];

/** What each mostly does, of what may be theirs; staff try what is not. */
const HABITS: Record<(typeof WHO)[number], readonly [Kind, ...Kind[]]> = {
  manager: ['mark-ready', 'mark-ready', 'mark-ready', 'mark-ready', 'restore-approved', 'set-mode', 'submit'],
  deputy: ['mark-ready', 'mark-ready', 'reopen', 'restore-approved', 'set-mode'],
  superior: ['approve', 'approve', 'approve', 'reopen', 'return-report'],
  staff: ['mark-ready', 'approve', 'reopen', 'submit', 'return-report'],
};

async function actIn(
  scene: RoadScene,
  who: (typeof WHO)[number],
  id: string,
  chance: Chance,
): Promise<RoadAct> {
  switch (chance.pick(HABITS[who])) {
    case 'mark-ready':
      return { act: 'mark-ready', sectionId: id, despite: true };
    case 'approve': {
      const { fingerprint } = await seen(scene, who, id);
      return { act: 'approve', sectionId: id, fingerprint: fingerprint ?? '0'.repeat(64) };
    }
    case 'reopen':
      return { act: 'reopen', sectionId: id, reason: REASON };
    case 'restore-approved':
      return { act: 'restore-approved', sectionId: id };
    case 'set-mode': {
      const mode = chance.pick(['comment', 'write', 'write', 'closed'] as const);
      return { act: 'set-mode', sectionIds: [id], mode, workGroupIds: [], controllers: false };
    }
    case 'return-report':
      return { act: 'return-report', sectionIds: [id], reason: REASON };
    default:
      return { act: 'submit', despite: true };
  }
}

async function expectWordsWhereTheyBelong(
  scene: RoadScene,
  id: string,
  told: readonly Told[],
): Promise<void> {
  const { epoch } = await seen(scene, 'manager', id);
  const text = JSON.stringify((await seen(scene, 'manager', id)).fields);
  const versions = await scene.sql<{ canonical: string }[]>`
    select canonical from section_versions where section_id = ${id}`;
  const everywhere = versions.map(({ canonical }) => canonical).join('\n') + text;
  const of = told.filter((each) => each.id === id);
  expect(of.filter(({ stored, words }) => !stored && everywhere.includes(words))).toEqual([]);
  const here = of.filter((each) => each.stored && each.epoch === epoch);
  expect(here.filter(({ words }) => !text.includes(words))).toEqual([]);
  // A room that was replaced is kept as a version as it stood.
  const before = of.filter((each) => each.stored && each.epoch !== epoch);
  expect(before.filter(({ words }) => !everywhere.includes(words))).toEqual([]);
}
