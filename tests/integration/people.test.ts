import type { Actor } from '@delaktig/domain';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startSession } from '../../server/accounts/sessions.ts';
import type { Sql } from '../../server/database/connect.ts';
import { insertAssignment } from '../../server/database/organisation.ts';
import { takePulse } from '../../server/database/pulse.ts';
import { patience } from '../../server/http/patience.ts';
import { createLog } from '../../server/log.ts';
import type { PeoplePreview, PeopleUseCases } from '../../server/people/contract.ts';
import { peopleUseCases } from '../../server/people/use-cases.ts';
import { testDatabase } from '../support/database.ts';
import { idOf } from '../support/house.ts';
import { HEADINGS, type ListedPerson, madeUpPeople, pasted } from '../support/made-up-roster.ts';

const NOW = new Date('2026-11-23T10:00:00Z');
const UNITS = {
  'Enheten för hemnära stöd': ['Nattgruppen', 'Kvällslaget', 'Boendestöd norr'],
  'Gruppbostäderna på Udden': ['Linden', 'Rönnen'],
  'Sjöhagens boende': ['Våning 1', 'Våning 2'],
};
const HOME = 'Enheten för hemnära stöd';

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
    expect(first.counts).toEqual({ right: 235, wrong: 5, new: 235, changed: 0, unchanged: 0, leavers: 0 });
    expect(await counts()).toEqual({ accounts: 1, roles: 1 });
    const taken = await takeIn(people, first);
    expect(taken).toMatchObject({ ok: true, done: { added: 235, wrong: 5, groups: 7 } });
    expect(await counts()).toEqual({ accounts: 236, roles: 236 });

    const mended = await previewOf(people, administrationId, pasted(right));
    expect(mended.counts).toEqual({ right: 240, wrong: 0, new: 5, changed: 0, unchanged: 235, leavers: 0 });
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

describe('whoever is here already', () => {
  test('gets what changed, and a list without groups leaves groups alone', async () => {
    const { sql, people, administrationId } = await administration();
    await run(people, administrationId, rows(['Bo Ek', 'bo@a.example', '', HOME, 'Natt, Dag', '']));
    const preview = await previewOf(
      people,
      administrationId,
      rows(
        ['Bo Ekman', 'bo@a.example', '070-111 22 33', HOME, 'Dag', ''],
        ['Bo Ekman', 'bo@a.example', '', HOME, '', 'Ombud'],
      ),
    );
    expect(preview.changedPeople).toMatchObject([
      {
        changes: [
          { field: 'name', before: 'Bo Ek', after: 'Bo Ekman' },
          { field: 'mobile', before: null, after: '+46701112233' },
        ],
        roles: [
          { role: 'staff', act: 'groups', groups: ['Dag'] },
          { role: 'representative', act: 'add' },
        ],
      },
    ]);
    await takeIn(people, preview);
    await run(people, administrationId, `Namn\tE-post\tEnhet\nBo Ekman\tBO@a.example\t${HOME}`);
    const held = await sql`
      select a.name, a.email, a.mobile, ra.role, array(select g.name from assignment_groups ag
        join work_groups g on g.id = ag.work_group_id where ag.assignment_id = ra.id) as groups
      from accounts a join role_assignments ra on ra.account_id = a.id
      where a.email = 'bo@a.example' order by ra.role`;
    expect([...held]).toEqual([
      { name: 'Bo Ekman', email: 'bo@a.example', mobile: '+46701112233', role: 'representative', groups: [] },
      { name: 'Bo Ekman', email: 'bo@a.example', mobile: '+46701112233', role: 'staff', groups: ['Dag'] },
    ]);
  });

  test('in another administration gets a role here and keeps name and address', async () => {
    const { sql, people, administrationId, elsewhere } = await administration();
    const accountId = await elsewhere('Bo Ek', 'bo@a.example');
    await run(people, administrationId, rows(['Bosse Annan', 'bo@a.example', '0701112233', HOME, '', '']));
    const [account] = await sql`select name, email, mobile from accounts where id = ${accountId}`;
    expect(account).toEqual({ name: 'Bo Ek', email: 'bo@a.example', mobile: null });
    const again = await previewOf(
      people,
      administrationId,
      rows(['Bosse Annan', 'bo@a.example', '', HOME, '', '']),
    );
    expect(again.counts).toMatchObject({ unchanged: 1, changed: 0, new: 0 });
  });

  test('with a protected identity is told by role, and never gets a name', async () => {
    const { sql, people, administrationId } = await administration();
    await run(people, administrationId, rows(['Bo Ek', 'bo@a.example', '', HOME, '', '']));
    await sql`update accounts set name = '', protected = true where email = 'bo@a.example'`;
    const preview = await previewOf(
      people,
      administrationId,
      rows(['Bo Ek', 'bo@a.example', '0701112233', HOME, 'Dag', '']),
    );
    const { text: _own, ...told } = preview;
    expect(preview.changedPeople).toMatchObject([{ name: '' }]);
    expect(JSON.stringify(told)).not.toMatch(/Bo Ek|bo@a|\+46/);
    await takeIn(people, preview);
    const [account] = await sql`select name, protected, username from accounts where email = 'bo@a.example'`;
    expect(account).toEqual({ name: '', protected: true, username: null });
  });
});

describe('who has left', () => {
  test('is chosen, and closed when no role is left; a later list opens the account again', async () => {
    const { sql, people, administrationId, elsewhere, administrationOf } = await administration();
    const both = rows(
      ['Bo Ek', 'bo@a.example', '', HOME, 'Dag', ''],
      ['Eva Al', 'eva@a.example', '', HOME, 'Dag', ''],
      ['Ola By', 'ola@a.example', '', HOME, 'Dag', ''],
      ['Ulla Ro', 'ulla@a.example', '', HOME, '', 'Enhetschef'],
    );
    await elsewhere('Ola By', 'ola@a.example');
    await run(people, administrationId, both);
    const [bo] = await sql<{ id: string }[]>`select id from accounts where email = 'bo@a.example'`;
    await startSession(sql, bo?.id ?? '', NOW);
    const preview = await previewOf(
      people,
      administrationId,
      rows(['Pia Ny', 'pia@a.example', '', HOME, 'Dag', '']),
    );
    expect(preview.leavers.map(({ name, why }) => [name, why])).toEqual([
      ['Bo Ek', 'absent'],
      ['Eva Al', 'absent'],
      ['Ola By', 'absent'],
    ]);
    const some = preview.leavers
      .filter(({ name }) => name !== 'Eva Al')
      .map(({ assignmentId }) => assignmentId);
    expect(await takeIn(people, preview, some)).toMatchObject({
      ok: true,
      done: { rolesEnded: 2, closed: 1 },
    });
    const states = await sql`
      select a.name, a.closed_at is not null as closed,
        (select count(*) from sessions s where s.account_id = a.id and s.revoked_at is null)::int as sessions,
        (select ra.valid_to from role_assignments ra where ra.account_id = a.id
          and ra.administration_id = ${administrationId}) as until
      from accounts a where a.name in ('Bo Ek', 'Eva Al', 'Ola By') order by a.name`;
    expect([...states]).toEqual([
      { name: 'Bo Ek', closed: true, sessions: 0, until: '2026-11-22' },
      { name: 'Eva Al', closed: false, sessions: 0, until: null },
      { name: 'Ola By', closed: false, sessions: 0, until: '2026-11-22' },
    ]);
    expect(await administrationOf('ola@a.example')).toHaveLength(2);

    const back = await previewOf(people, administrationId, both);
    expect(back.newPeople.map(({ name, reopens }) => [name, reopens])).toEqual([
      ['Bo Ek', true],
      ['Ola By', false],
    ]);
    await takeIn(people, back);
    const [open] = await sql`
      select closed_at, (select count(*) from role_assignments ra where ra.account_id = a.id
        and coalesce(ra.valid_to >= '2026-11-23', true))::int as roles
      from accounts a where email = 'bo@a.example'`;
    expect(open).toEqual({ closed_at: null, roles: 1 });
    const acts = await sql<{ act: string }[]>`select distinct act from audit_log order by act`;
    expect(acts.map(({ act }) => act)).toEqual([
      'account.close',
      'account.reopen',
      'group.add',
      'people.import',
      'person.add',
      'role.add',
      'role.end',
    ]);
  });

  test('all at once, but nobody whom the preview did not show', async () => {
    const { sql, people, administrationId } = await administration();
    await run(people, administrationId, pasted(madeUpPeople(9, 40, { [HOME]: ['Dag'] })));
    const preview = await previewOf(
      people,
      administrationId,
      rows(['Pia Ny', 'pia@a.example', '', HOME, '', '']),
    );
    const [own] = await sql<{ id: string }[]>`select id from role_assignments where role = 'administrator'`;
    const forged = await takeIn(people, preview, [own?.id ?? '', 'inget-id']);
    expect(forged).toMatchObject({ ok: true, done: { rolesEnded: 0 } });
    const next = await previewOf(
      people,
      administrationId,
      rows(['Pia Ny', 'pia@a.example', '', HOME, '', '']),
    );
    expect(await takeIn(people, next, 'all')).toMatchObject({
      ok: true,
      done: { rolesEnded: 40, closed: 40 },
    });
  });
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

type People = PeopleUseCases & { actor: Actor };

/** An administration with three units and an administrator, who asks. */
async function administration(given?: { sql: Sql; name: string }) {
  const { sql } = given ?? (await testDatabase());
  const name = given?.name ?? 'Socialförvaltningen';
  const administrationId = await idOf(sql`
    insert into administrations (organisation, name) values ('Provkommun', ${name}) returning id`);
  for (const unit of Object.keys(UNITS)) {
    await sql`insert into units (administration_id, name, initials) values (${administrationId}, ${unit}, 'XX')`;
  }
  const accountId = await idOf(
    sql`insert into accounts (name, email) values ('Adam Min', ${`${name}@a.example`}) returning id`,
  );
  await insertAssignment(sql, {
    accountId,
    role: 'administrator',
    administrationId,
    unitId: null,
    workGroupIds: [],
  });
  const assignments = [{ role: 'administrator' as const, administrationId, unitId: null, workGroupIds: [] }];
  return {
    sql,
    administrationId,
    people: peopleOf(sql, { accountId, assignments }),
    counts: async () => {
      const [row] = await sql`
        select (select count(*) from accounts)::int as accounts, (select count(*) from role_assignments)::int as roles`;
      return row;
    },
    administrationOf: (email: string) => sql`
      select ra.id from role_assignments ra join accounts a on a.id = ra.account_id where a.email = ${email}`,
    /** Somebody with a role where others administer. */
    elsewhere: async (person: string, email: string) => {
      const otherId = await idOf(sql`
        insert into administrations (organisation, name) values ('Provkommun', 'Andra') returning id`);
      const unitId = await idOf(sql`
        insert into units (administration_id, name, initials) values (${otherId}, 'Skolan', 'S') returning id`);
      const id = await idOf(
        sql`insert into accounts (name, email) values (${person}, ${email}) returning id`,
      );
      await insertAssignment(sql, {
        accountId: id,
        role: 'staff',
        administrationId: otherId,
        unitId,
        workGroupIds: [],
      });
      return id;
    },
  };
}

function peopleOf(sql: Sql, actor: Actor): People {
  const log = createLog('silent');
  const pulse = takePulse(sql, log);
  onTestFinished(() => pulse.stop());
  return { ...peopleUseCases({ sql, clock: () => NOW, actor, patience: patience({ log, pulse }) }), actor };
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function rows(...cells: string[][]): string {
  return [HEADINGS, ...cells].map((row) => row.join('\t')).join('\n');
}

async function previewOf(people: People, administrationId: string, text: string): Promise<PeoplePreview> {
  const result = await people.preview(administrationId, bytes(text));
  if (!result.ok) throw new Error(result.reason);
  return result.preview;
}

function takeIn(people: People, preview: PeoplePreview, leaving: readonly string[] | 'all' = []) {
  const { administration, text, seen } = preview;
  return people.takeIn({ administrationId: administration.id, list: bytes(text), mended: [], seen, leaving });
}

async function run(people: People, administrationId: string, text: string): Promise<void> {
  const result = await takeIn(people, await previewOf(people, administrationId, text));
  expect(result).toMatchObject({ ok: true, done: { wrong: 0 } });
}

function swedish(a: string, b: string): number {
  return a.localeCompare(b, 'sv');
}
