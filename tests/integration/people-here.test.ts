import { describe, expect, test } from 'vitest';
import { startSession } from '../../server/accounts/sessions.ts';
import { madeUpPeople, pasted } from '../support/made-up-roster.ts';
import { administration, HOME, NOW, previewOf, rows, run, takeIn } from '../support/people-scene.ts';

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

  test('with a protected identity and no row: nobody is new there without a word, nor closed with all', async () => {
    const { sql, people, administrationId, counts } = await administration();
    await run(
      people,
      administrationId,
      rows(['Bo Ek', '', '', HOME, '', ''], ['Eva Al', '', '', HOME, '', '']),
    );
    await sql`update accounts set name = '', protected = true where name = 'Bo Ek'`;
    const list = rows(['Bo Ek', '', '', HOME, '', '']);
    const preview = await previewOf(people, administrationId, list);
    expect(preview.unrecognised).toEqual([{ unit: HOME, people: 1 }]);
    expect(preview.counts).toMatchObject({ new: 1, unproven: 1, leavers: 2 });
    const before = await counts();
    expect(await takeIn(people, preview, 'all')).toMatchObject({
      ok: false,
      reason: 'unproven',
      preview: { seen: preview.seen },
    });
    expect(await counts()).toEqual(before);
    expect(await takeIn(people, preview, 'all', true)).toMatchObject({
      ok: true,
      done: { added: 1, rolesEnded: 1, closed: 1 },
    });
    const [hidden] = await sql`select closed_at from accounts where protected`;
    expect(hidden).toEqual({ closed_at: null });
    const next = await previewOf(people, administrationId, list);
    expect(next.counts).toMatchObject({ unchanged: 1, new: 0, unproven: 0 });
    const chosen = next.leavers.map(({ assignmentId }) => assignmentId);
    expect(await takeIn(people, next, chosen)).toMatchObject({ ok: true, done: { closed: 1 } });
  });

  test('gets a username that is made up, once, when there is nothing else to sign in with', async () => {
    const { sql, people, administrationId } = await administration();
    const list = rows(['Bo Ek', '', '', HOME, '', ''], ['Eva Al', 'eva@a.example', '', HOME, '', '']);
    await run(people, administrationId, list);
    await run(people, administrationId, list);
    const usernames = await sql<{ name: string; username: string }[]>`
      select name, username from accounts where username is not null`;
    expect([...usernames]).toEqual([{ name: 'Bo Ek', username: expect.stringMatching(/^[a-z]+-\d{4}$/) }]);
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
    await sql`update accounts set password_hash = 'what Bo chose', username = 'bo' where id = ${bo?.id ?? ''}`;
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
      select closed_at, password_hash, username, (select count(*) from role_assignments ra where ra.account_id = a.id
        and coalesce(ra.valid_to >= '2026-11-23', true))::int as roles
      from accounts a where email = 'bo@a.example'`;
    expect(open).toEqual({ closed_at: null, password_hash: null, username: null, roles: 1 });
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
