import { describe, expect, test } from 'vitest';
import { startSession } from '../../server/accounts/sessions.ts';
import { lockUnits } from '../../server/database/units.ts';
import { lockRoster } from '../../server/people/roster-ground.ts';
import { somebodyWaits } from '../support/locks.ts';
import { type ListedPerson, madeUpPeople, pasted } from '../support/made-up-roster.ts';
import {
  administration,
  bytes,
  HOME,
  NOW,
  peopleOf,
  previewOf,
  rows,
  takeIn,
  UNITS,
} from '../support/people-scene.ts';

describe('240 people', () => {
  test('with five wrong rows: named by row, mended, and taken in twice without doubles', async () => {
    const { sql, people, administrationId, counts } = await administration();
    const listed = madeUpPeople(240, 240, UNITS);
    const wrong = (row: number, change: Partial<ListedPerson>) => {
      const before = listed[row - 2];
      if (before !== undefined) listed[row - 2] = { ...before, ...change };
    };
    const right = listed.map((person) => ({ ...person }));
    wrong(17, { unit: HOME, group: 'Natgruppen' });
    wrong(58, { email: 'ingen punkt@listan' });
    wrong(99, { unit: 'Sjöhagens boend' });
    wrong(140, { mobile: '08-123 45 67' });
    wrong(201, { role: 'Administratör' });
    const began = performance.now();

    const first = await previewOf(people, administrationId, pasted(listed));
    expect(first.wrong.map(({ row, problems }) => [row.row, problems[0]?.is])).toEqual([
      [17, 'group-near'],
      [58, 'email-odd'],
      [99, 'unit-unknown'],
      [140, 'mobile-odd'],
      [201, 'role-refused'],
    ]);
    expect(first.counts).toEqual({
      right: 235,
      wrong: 5,
      new: 235,
      changed: 0,
      unchanged: 0,
      leaving: 0,
      leavers: 0,
      unproven: 0,
    });
    expect(await counts()).toEqual({ accounts: 1, roles: 1 });
    const taken = await takeIn(people, first);
    expect(taken).toMatchObject({ ok: true, done: { added: 235, wrong: 5, groups: 7 } });
    expect(await counts()).toEqual({ accounts: 236, roles: 236 });

    const mended = await previewOf(people, administrationId, pasted(right));
    expect(mended.counts).toEqual({
      right: 240,
      wrong: 0,
      new: 5,
      changed: 0,
      unchanged: 235,
      leaving: 0,
      leavers: 0,
      unproven: 0,
    });
    expect(await takeIn(people, mended)).toMatchObject({ ok: true, done: { added: 5, unchanged: 235 } });
    const again = await previewOf(people, administrationId, pasted(right));
    expect(again.counts).toMatchObject({ new: 0, changed: 0, unchanged: 240 });
    expect(await takeIn(people, again)).toMatchObject({ ok: true, done: { added: 0, changed: 0 } });
    const took = performance.now() - began;
    console.log(`240 people, read and taken in three times: ${Math.round(took)} ms`);
    expect(took).toBeLessThan(10_000);

    expect(await counts()).toEqual({ accounts: 241, roles: 241 });
    const doubles = await sql`
      select account_id, unit_id, role from role_assignments group by 1, 2, 3 having count(*) > 1`;
    expect([...doubles]).toEqual([]);
    const groups = await sql<{ name: string }[]>`select name from work_groups order by name`;
    expect(groups.map(({ name }) => name)).toEqual(Object.values(UNITS).flat().toSorted(swedish));
    const [log] = await sql`
      select count(*) filter (where act = 'person.add')::int as added,
        count(*) filter (where act = 'people.import')::int as imports,
        string_agg(detail::text, '') as words from audit_log`;
    expect(log).toMatchObject({ added: 240, imports: 3 });
    for (const { name, email } of right) {
      expect(log?.words).not.toContain(name);
      if (email !== '') expect(log?.words).not.toContain(email);
    }
    const [sorts] = await sql`
      select count(*) filter (where email is null and mobile is null)::int as without,
        count(username)::int as usernames from accounts where id <> ${people.actor.accountId}`;
    expect(sorts?.without).toBeGreaterThan(10);
    expect(sorts?.usernames).toBe(sorts?.without);
  });

  test('5,000 rows are taken in within the time that one waits for a page', async () => {
    const { people, administrationId, counts } = await administration();
    const listed = madeUpPeople(5, 5_000, UNITS);
    const began = performance.now();
    const preview = await previewOf(people, administrationId, pasted(listed));
    const read = performance.now() - began;
    expect(preview.counts).toMatchObject({ right: 5_000, wrong: 0, new: 5_000 });
    expect(await takeIn(people, preview)).toMatchObject({ ok: true });
    console.log(
      `5,000 people: preview ${Math.round(read)} ms, all ${Math.round(performance.now() - began)} ms`,
    );
    expect(await counts()).toEqual({ accounts: 5_001, roles: 5_001 });
  }, 60_000);
});

describe('what the preview showed is what is done', () => {
  test('a list that was changed since is shown anew', async () => {
    const { people, administrationId, counts } = await administration();
    const preview = await previewOf(people, administrationId, rows(['Bo Ek', '', '', HOME, '', '']));
    const other = { ...preview, text: rows(['Bo Ek', '', '', 'Sjöhagens boende', '', '']) };
    expect(await takeIn(people, other)).toMatchObject({ ok: false, reason: 'list-differs' });
    expect(await counts()).toEqual({ accounts: 1, roles: 1 });
  });

  test('nothing is done when somebody else was there first', async () => {
    const { sql, people, administrationId, counts } = await administration();
    const preview = await previewOf(
      people,
      administrationId,
      rows(['Bo Ek', 'bo@a.example', '', HOME, '', '']),
    );
    await sql`insert into accounts (name, email) values ('Bo Ek', 'BO@a.example')`;
    const result = await takeIn(people, preview);
    expect(result).toMatchObject({ ok: false, reason: 'outcome-differs' });
    expect(await counts()).toEqual({ accounts: 2, roles: 1 });
    if (result.ok || !('preview' in result)) throw new Error('no preview');
    expect(await takeIn(people, result.preview)).toMatchObject({ ok: true });
    expect(await counts()).toEqual({ accounts: 2, roles: 2 });
  });

  test('two who take in the same list at once make nobody twice', async () => {
    const { people, administrationId, counts } = await administration();
    const list = pasted(madeUpPeople(3, 60, UNITS));
    const preview = await previewOf(people, administrationId, list);
    const results = await Promise.all([takeIn(people, preview), takeIn(people, preview)]);
    expect(results.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(await counts()).toEqual({ accounts: 61, roles: 61 });
  });

  test('cells that were mended in the page are read, and others keep their rows', async () => {
    const { people, administrationId } = await administration();
    const list = rows(
      ['Bo Ek', '', '', 'Simhallen', '', ''],
      ['', '', '', '', '', ''],
      ['Eva', 'eva', '', HOME, '', ''],
    );
    const preview = await previewOf(people, administrationId, list);
    expect(preview.wrong.map(({ row }) => row.row)).toEqual([2, 4]);
    const mended = await people.preview(administrationId, bytes(preview.text), [
      { row: 4, field: 'email', value: 'eva@a.example' },
    ]);
    expect(mended.ok && mended.preview.wrong.map(({ row }) => row.row)).toEqual([2]);
    expect(mended.ok && mended.preview.newPeople).toMatchObject([{ name: 'Eva', rows: [4] }]);
  });
});

test('a list that is being taken in does not hold up what only refers to those in it', async () => {
  const { sql, people, administrationId } = await administration();
  const table = { headingRow: 1, fields: [], titles: false, leftOut: [], rows: [] };
  await sql.begin(async (tx) => {
    await lockRoster(tx, { administrationId, table });
    await sql.begin(async (other) => {
      await other`set local lock_timeout = '2s'`;
      await startSession(other, people.actor.accountId, NOW);
      await other`insert into units (administration_id, name, initials) values (${administrationId}, 'Ny', 'N')`;
    });
  });
  expect(await sql`select 1 from sessions where account_id = ${people.actor.accountId}`).toHaveLength(1);
});

test('a list waits for those who move people between units, and holds nobody meanwhile', async () => {
  const { sql, people, administrationId } = await administration();
  const table = { headingRow: 1, fields: [], titles: false, leftOut: [], rows: [] };
  const { list } = await sql.begin(async (tx) => {
    const units = await tx<{ id: string }[]>`select id from units`;
    const unitIds = units.map(({ id }) => id);
    await lockUnits(tx, unitIds);
    const list = sql.begin((other) => lockRoster(other, { administrationId, table }));
    await somebodyWaits(sql);
    await tx`set local lock_timeout = '2s'`;
    await tx`select 1 from accounts where id = ${people.actor.accountId} for no key update`;
    return { list };
  });
  await list;
});

test('nobody but an administrator of the administration reads or takes in anything', async () => {
  const { sql, people, administrationId } = await administration();
  const preview = await previewOf(
    people,
    administrationId,
    rows(['Bo Ek', 'bo@a.example', '', HOME, '', '']),
  );
  const other = await administration({ sql, name: 'Kulturförvaltningen' });
  const visitor = peopleOf(sql, { accountId: people.actor.accountId, assignments: [] });
  for (const stranger of [other.people, visitor]) {
    expect(await stranger.preview(administrationId, bytes(preview.text))).toEqual({
      ok: false,
      reason: 'forbidden',
    });
    expect(await takeIn(stranger, preview)).toEqual({ ok: false, reason: 'forbidden' });
  }
  expect(await sql`select 1 from accounts where email = 'bo@a.example'`).toHaveLength(0);
});

function swedish(a: string, b: string): number {
  return a.localeCompare(b, 'sv');
}
