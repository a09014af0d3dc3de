import { CLOSE, encodeUpdate } from '@delaktig/sync';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import type { Person } from '../../server/rooms/member.ts';
import { UNHEARD } from '../../server/rooms/signals.ts';
import { testDatabase } from '../support/database.ts';
import { readStored } from '../support/engine-ledger.ts';
import { EngineNode } from '../support/engine-node.ts';
import { forgedUpdate } from '../support/forged-updates.ts';
import { HeldStock } from '../support/held-clients.ts';
import { HeldSection } from '../support/held-section.ts';
import { HeldWire } from '../support/held-wire.ts';
import { buildHouse, letIn } from '../support/house.ts';
import { seeded } from '../support/random.ts';

/** FUZZ_SEEDS=500 tries so many. */
const SEEDS = Number(process.env.FUZZ_SEEDS ?? 15);
const FROM = Number(process.env.FUZZ_FROM ?? 1);
const STEPS = 60;

/** Yjs clients. */
const [EVA, BO, MALLORY] = [50, 60, 7] as const;

async function scene() {
  const { sql, url } = await testDatabase();
  const house = await buildHouse(sql);
  const [sectionId = ''] = house.sectionIds;
  const node = new EngineNode({
    databaseUrl: url,
    longestTails: { open: { rows: 6, bytes: 1e6 }, resting: { rows: 0, bytes: 0 } },
    signals: UNHEARD,
    rightOf: () => 'write',
  });
  onTestFinished(() => node.kill());
  const person = async (name: string): Promise<Person> => {
    const { accountId, sessionId } = await letIn(sql, house, name, 'staff');
    return { accountId, sessionId, name, initials: name.slice(0, 1) };
  };
  const clients: { section: HeldSection; client: HeldStock }[] = [];
  const join = (who: Person, clientId: number) => {
    const section = new HeldSection(sectionId, clientId);
    const client = new HeldStock(section, { person: who, told() {} });
    client.connect(node);
    clients.push({ section, client });
    onTestFinished(() => client.destroy());
    return section;
  };
  const [eva, bo, mallory] = [await person('Eva'), await person('Bo'), await person('Mallory')];
  /** One that says what it is told to, again from the door whenever it is shown out. */
  const forger = { wire: null as HeldWire | null, codes: [] as number[] };
  const forge = (update: Uint8Array) => {
    if (!forger.wire?.isOpen) {
      forger.wire = new HeldWire({ message() {}, closed: (code) => forger.codes.push(code) });
      node.admitStock(forger.wire, mallory, sectionId);
    }
    forger.wire.say(encodeUpdate(update));
  };
  const breathe = async () => {
    for (const { client } of clients) client.wire?.letAllGo();
    forger.wire?.letAllGo();
    await sql`select 1`;
  };
  const until = async (isSo: () => boolean, what: string) => {
    for (const end = performance.now() + 10_000; !isSo(); await breathe())
      if (performance.now() > end) throw new Error(`Not in time: ${what}`);
  };
  return { sql, sectionId, node, eva, bo, clients, forger, forge, join, breathe, until };
}

/** Whatever of a document anybody can read. */
const readable = (doc: Y.Doc): string => {
  const fields = [doc.getText('content'), doc.getText('rubrik')];
  return JSON.stringify(fields.map((field) => [field.toDelta(), Object.keys(field.getAttributes()).sort()]));
};

const total = { refused: 0, taken: 0 };

describe('what no document would write is refused, or taken alike by all', () => {
  test.each(Array.from({ length: SEEDS }, (_, i) => FROM + i))('seed %i', async (seed) => {
    const random = seeded(seed);
    const { sql, sectionId, node, eva, bo, clients, forger, forge, join, breathe, until } = await scene();
    const [evas, bos] = [join(eva, EVA), join(bo, BO)];
    await until(() => evas.isInStep && bos.isInStep, 'both in step');
    const type = (section: HeldSection, words: string) => {
      const text = section.doc.getText('content');
      text.insert(random.below(text.length + 1), words);
    };
    type(evas, 'Evas');
    type(bos, 'Bos');
    let newcomers = 0;
    for (let step = 0; step < STEPS; step++) {
      const dice = random.below(20);
      if (dice < 13) forge(forgedUpdate(random, { own: MALLORY, others: [EVA, BO] }));
      else if (dice < 15) type(evas, 'e');
      else if (dice < 17) {
        const text = bos.doc.getText('content');
        if (text.length > 0) text.delete(random.below(text.length), 1);
      } else if (dice < 18) join(eva, 1000 + newcomers++);
      if (random.below(3) > 0) await breathe();
    }
    // A document tries again what it could not take when it hears something.
    type(evas, '!');
    type(bos, '!');
    const late = join(bo, 999);
    const isCalm = () =>
      node.isAtRest &&
      clients.every(({ section, client }) => section.isInStep && !client.wire?.waiting('client'));
    await until(isCalm, 'all in step');
    const stored = await readStored(sql, sectionId);
    for (const { section } of [...clients, { section: late }]) {
      expect(readable(section.doc)).toBe(readable(stored.doc));
      const isSame = Y.equalSnapshots(Y.snapshot(section.doc), Y.snapshot(stored.doc));
      expect(isSame, 'every id, and what is deleted').toBe(true);
    }
    expect(forger.codes.every((code) => code === CLOSE.malformed)).toBe(true);
    total.refused += forger.codes.length;
    total.taken += [...stored.inserted.ranges()].filter(({ client }) => client === MALLORY).length;
  });

  test('and both happen', () => {
    expect(total.refused).toBeGreaterThan(SEEDS);
    expect(total.taken).toBeGreaterThan(SEEDS / 2);
  });
});
