import { describe, expect, test } from 'vitest';
import { historyOf } from '../../server/road/history.ts';
import { expand, situations, standing, WHAT_EACH_MAY } from '../support/rights-table.ts';
import { act, done, person, type RoadScene, roadScene, sectionId, view } from '../support/road-scene.ts';
import { said, say, viewed, type Who } from '../support/threads-scene.ts';

const SUMMARY = 'Sammanfattning';
/** What somebody may write, to the letter. */
const WRITTEN = '  Vi delar inte bilden.\n\n\tSe ”bilaga 3”:  <b>sex</b> av åtta.\n';

async function scene(): Promise<{ scene: RoadScene; id: string }> {
  const made = await roadScene();
  return { scene: made, id: await sectionId(made, SUMMARY) };
}

const state = (id: string, body = WRITTEN) => ({ act: 'state-dissent', sectionId: id, body }) as const;
const withdraw = (id: string) => ({ act: 'withdraw-dissent', sectionId: id }) as const;

async function dissents(of: RoadScene, who: Who) {
  return (await viewed(of, who)).dissents;
}

describe('a dissent', () => {
  test('is read by all who read the section, as it was written, with role and day', async () => {
    const { scene: of, id } = await scene();
    await said(of, 'representative', state(id));
    const by = { accountId: of.people.representative.accountId, name: 'Ebba Våg', role: 'representative' };
    for (const who of ['manager', 'deputy', 'superior', 'controller', 'staff'] as const)
      expect(await dissents(of, who)).toEqual([
        { sectionId: id, by, day: '2026-01-21', body: WRITTEN, mine: false },
      ]);
    expect(await dissents(of, 'representative')).toMatchObject([{ mine: true }]);
  });

  test('is one for each person and section, and changes with its day', async () => {
    const { scene: of, id } = await scene();
    const other = await person(of.sql, of.house, 'representative', { name: 'Olle Rev' });
    await said(of, 'representative', state(id, 'Först så.'));
    await said(of, other, state(id, 'Jag också.'));
    of.now = new Date('2026-01-23T00:30:00+01:00');
    await said(of, 'representative', state(id, 'Sedan så.'));
    expect((await dissents(of, 'manager')).map(({ body, day }) => [body, day])).toEqual([
      ['Jag också.', '2026-01-21'],
      ['Sedan så.', '2026-01-23'],
    ]);
    await said(of, 'representative', withdraw(id));
    await said(of, 'representative', withdraw(id));
    expect((await dissents(of, 'manager')).map(({ body }) => body)).toEqual(['Jag också.']);
  });

  test('of somebody whose name is not kept is a role', async () => {
    const { scene: of, id } = await scene();
    await of.sql`
      update accounts set name = '', protected = true where id = ${of.people.representative.accountId}`;
    await said(of, 'representative', state(id));
    expect((await dissents(of, 'staff'))[0]?.by).toMatchObject({ name: '', role: 'representative' });
  });

  test('stands when the report is handed in, and is nobody’s to change then', async () => {
    const { scene: of, id } = await scene();
    await said(of, 'representative', state(id));
    await of.sql`update reports set state = 'submitted' where id = ${of.reportId}`;
    for (const late of [state(id, 'För sent.'), withdraw(id)])
      expect(await say(of, 'representative', late)).toEqual({ ok: false, reason: 'changed' });
    expect((await dissents(of, 'staff')).map(({ body }) => body)).toEqual([WRITTEN]);
  });

  test('stays when its author is a representative no longer', async () => {
    const { scene: of, id } = await scene();
    await said(of, 'representative', state(id));
    const { accountId } = of.people.representative;
    await of.sql`delete from role_assignments where account_id = ${accountId}`;
    const without = { accountId, assignments: [] };
    expect(await say(of, without, withdraw(id))).toEqual({ ok: false, reason: 'forbidden' });
    expect(await dissents(of, 'manager')).toMatchObject([{ by: { role: 'representative' } }]);
  });

  test('hinders nobody from marking the section ready, and changes no version of it', async () => {
    const { scene: of, id } = await scene();
    await done(of, 'manager', { act: 'mark-ready', sectionId: id, despite: true });
    const before = JSON.stringify(await view(of, 'superior'));
    await said(of, 'representative', state(id));
    expect(JSON.stringify(await view(of, 'superior'))).toBe(before);
    expect(await act(of, 'manager', { act: 'reopen', sectionId: id, reason: 'En siffra.' })).toEqual({
      ok: true,
    });
    const history = await historyOf(
      of.sql,
      of.people.manager,
      { reportId: of.reportId, sectionId: id },
      of.now,
    );
    expect(JSON.stringify(history)).not.toContain('delar inte');
  });
});

test.each(WHAT_EACH_MAY)('as the table of rights says: %s', async (who, table) => {
  const { scene: of, id } = await scene();
  for (const { name, report, section, mode } of situations()) {
    const { state: sectionState, readyFor } = standing(section);
    await of.sql`update reports set state = ${report} where id = ${of.reportId}`;
    await of.sql`
      update sections set state = ${sectionState}, ready_for = ${readyFor}, mode = ${mode} where id = ${id}`;
    const may = expand(table).get(name)?.split(' ').includes('d');
    expect([name, (await say(of, who, state(id))).ok]).toEqual([name, may]);
    expect([name, (await say(of, who, withdraw(id))).ok]).toEqual([name, may]);
  }
});

describe('nobody else', () => {
  test.each(['manager', 'deputy', 'superior', 'controller', 'staff'] as const)(
    'states or takes back one: %s',
    async (who) => {
      const { scene: of, id } = await scene();
      await said(of, 'representative', state(id));
      for (const asked of [state(id, 'Nej.'), withdraw(id)])
        expect(await say(of, who, asked)).toEqual({ ok: false, reason: 'forbidden' });
      expect((await dissents(of, who)).map(({ body }) => body)).toEqual([WRITTEN]);
    },
  );

  test('of another unit does, nor where there is no such section', async () => {
    const { scene: of, id } = await scene();
    const abroad = await person(of.sql, of.house, 'representative', {
      unitId: of.people.neighbour.assignments[0]?.unitId ?? '',
      name: 'Från Håll',
    });
    for (const who of [abroad, 'neighbour', 'administrator'] as const)
      expect(await say(of, who, state(id))).toEqual({ ok: false, reason: 'forbidden' });
    const missing = '00000000-0000-4000-8000-000000000000';
    expect(await say(of, 'representative', state(missing))).toEqual({ ok: false, reason: 'not-found' });
    expect(await of.sql`select from dissents`).toHaveLength(0);
  });
});

test('open pages hear of it', async () => {
  const { scene: of, id } = await scene();
  const heard: string[] = [];
  const listening = await of.sql.listen('delaktig_rights', (told) => heard.push(told));
  const threads = `threads:${of.reportId}`;
  for (const [times, what] of [state(id), state(id, 'Annars.'), withdraw(id)].entries()) {
    await said(of, 'representative', what);
    await expect.poll(() => heard.filter((told) => told === threads).length).toBe(times + 1);
  }
  await listening.unlisten();
});
