import type { EngineWorld, Somebody } from './engine-world.ts';
import { HeldPage, HeldStock } from './held-clients.ts';
import type { HeldSection } from './held-section.ts';
import { editProse, pasteMuch, type Random } from './prose-edits.ts';

/** Something that happens. How often, in relation to the others: `weight`. */
export type Step = { name: string; weight: number; act(world: EngineWorld, random: Random): unknown };

const somebody = (world: EngineWorld, random: Random): Somebody => {
  const found = world.people[random.below(world.people.length)];
  if (!found) throw new Error('There are people');
  return found;
};

const sectionOf = ({ client }: Somebody, random: Random): HeldSection => {
  const found = client.sections[random.below(client.sections.length)];
  if (!found) throw new Error('There are sections');
  return found;
};

const side = (random: Random) => random.pick(['server', 'client'] as const);

const STEPS: readonly Step[] = [
  {
    name: 'edit',
    weight: 120,
    act: (world, random) => editProse(sectionOf(somebody(world, random), random).doc, random),
  },
  {
    name: 'the server writes',
    weight: 12,
    act: (world, random) => world.write(sectionOf(somebody(world, random), random).sectionId),
  },
  {
    name: 'caret',
    weight: 10,
    act(world, random) {
      const { awareness } = sectionOf(somebody(world, random), random);
      awareness.setLocalState({ user: {}, cursor: { anchor: random.below(100) } });
    },
  },
  {
    name: 'let some go',
    weight: 150,
    act(world, random) {
      const { wire } = somebody(world, random).client;
      const to = side(random);
      for (let left = 1 + random.below(8); left > 0; left--) wire?.letGo(to);
    },
  },
  {
    name: 'let all go',
    weight: 40,
    act(world) {
      for (const { client } of world.people) client.wire?.letAllGo();
    },
  },
  {
    name: 'connect',
    weight: 70,
    act(world, random) {
      const who = somebody(world, random);
      if (world.rightOf(who.person) !== 'none') who.client.connect(world.node);
    },
  },
  {
    name: 'break off',
    weight: 6,
    act(world, random) {
      const who = somebody(world, random);
      const stillArrives = random.below((who.client.wire?.waiting('server') ?? 0) + 1);
      world.breakOff(who, stillArrives, random.below(2) === 0);
    },
  },
  { name: 'leave', weight: 2, act: (world, random) => world.leave(somebody(world, random)) },
  { name: 'notice', weight: 8, act: (world) => world.notice() },
  {
    name: 'tinker',
    weight: 10,
    act(world, random) {
      const { client } = somebody(world, random);
      const to = side(random);
      const way = random.pick(['duplicate', 'duplicate', 'delay', 'delay', 'drop'] as const);
      const [at, places] = [random.below(6), 1 + random.below(5)];
      // Yjs takes its messages in any order, twice or not at all; the frames of a page are counted.
      if (client instanceof HeldStock) client.wire?.[way](to, at, places);
    },
  },
  {
    name: 'say again',
    weight: 8,
    act: (world, random) => sectionOf(somebody(world, random), random).sayAgain(),
  },
  {
    name: 'close a section',
    weight: 4,
    act(world, random) {
      const who = somebody(world, random);
      const section = sectionOf(who, random);
      if (who.client instanceof HeldPage) who.client.closeSection(section);
    },
  },
  {
    name: 'a new tab',
    weight: 1.5,
    act(world, random) {
      const who = somebody(world, random);
      world.leave(who);
      who.client.destroy();
      who.client = world.newClient(who.person, who.kind);
    },
  },
  {
    name: 'other rights',
    weight: 2,
    act(world, random) {
      const { person, isReader } = somebody(world, random);
      const right = random.pick(['write', 'write', 'read', 'none'] as const);
      if (!isReader) world.rights.set(person.accountId, right);
    },
  },
  {
    name: 'rights are decided anew',
    weight: 6,
    act(world) {
      for (const { person } of world.people) world.node.decideAnew(person);
    },
  },
  { name: 'restart', weight: 1, act: (world) => world.restart('close') },
  { name: 'kill', weight: 1, act: (world) => world.restart('kill') },
  { name: 'the database restarts', weight: 1, act: (world) => world.breakConnections() },
  { name: 'the database goes', weight: 0.7, act: (world) => (world.trouble ? null : world.goAway()) },
  { name: 'the database is slow', weight: 4, act: (world) => (world.trouble ? null : world.lock()) },
  { name: 'the database is well', weight: 25, act: (world) => world.endTrouble() },
  { name: 'breathe', weight: 100, act: (world) => world.breathe() },
  {
    name: 'check',
    weight: 16,
    act: (world) => (world.trouble?.kind === 'away' ? null : world.ledger.check(world.sql, world.sectionIds)),
  },
];

const WHOLE_WEIGHT = STEPS.reduce((sum, { weight }) => sum + weight, 0);

export function pickStep(random: Random): Step {
  let left = random.next() * WHOLE_WEIGHT;
  const found = STEPS.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
  if (!found) throw new Error('The weights are the whole');
  return found;
}

/** What takes its time, and happens once in some of the seeds. */
export const RARE_STEPS: readonly [Step, ...Step[]] = [
  {
    name: 'paste much, and go on typing',
    weight: 1,
    async act(world, random) {
      const open = someoneTyping(world, random);
      if (!open) return;
      pasteMuch(open.section.doc, 280_000);
      for (let edits = 0; edits < 3; edits++) editProse(open.section.doc, random);
      // What is said meanwhile was read together with the paste.
      open.who.client.wire?.letAllGo();
      for (let times = 0; times < 10; times++) {
        await world.breathe();
        await world.ledger.check(world.sql, world.sectionIds);
      }
    },
  },
  {
    name: 'type faster than the database writes',
    weight: 1,
    async act(world, random) {
      const open = someoneTyping(world, random);
      if (!world.trouble) await world.lock();
      if (!open) return;
      // More than the server takes of one client before it is stored.
      for (let edits = 0; edits < 1_300; edits++) editProse(open.section.doc, random);
      const { wire } = open.who.client;
      wire?.letAllGo();
      await world.breathe();
      await world.endTrouble();
      await world.until(
        () => !wire?.isOpen || !wire.isPaused,
        () => `${open.who.person.name} is listened to again`,
      );
    },
  },
];

function someoneTyping(world: EngineWorld, random: Random): { who: Somebody; section: HeldSection } | null {
  const from = random.below(world.people.length);
  for (let step = 0; step < world.people.length; step++) {
    const who = world.people[(from + step) % world.people.length];
    if (!who || world.rightOf(who.person) !== 'write') continue;
    const section = who.client.sections.find(({ isInStep }) => isInStep);
    if (section) return { who, section };
  }
  return null;
}
