import { describe, expect, it } from 'vitest';
import { account, ground, HOME, LAKE, planOf, problemsOf, staff, TODAY, table } from './roster.testing.ts';
import type { RosterHeldRole } from './roster.ts';
import { rosterPlan } from './roster-plan.ts';

const SAM = 'Sam Lind | sam@a.example | 070-123 45 67 | Enheten för hemnära stöd | Nattgruppen |';

describe('somebody new', () => {
  it('gets an account, a role and the group', () => {
    const { people, wrong, right } = planOf(ground(), SAM);
    expect([wrong, right]).toEqual([[], 1]);
    expect(people).toEqual([
      {
        rows: [2],
        accountId: null,
        name: 'Sam Lind',
        is: 'new',
        reopens: false,
        set: { name: 'Sam Lind', email: 'sam@a.example', mobile: '+46701234567' },
        before: {},
        getsUsername: false,
        roles: [
          {
            unitId: HOME.id,
            role: 'staff',
            assignmentId: null,
            act: 'add',
            groups: [{ id: 'g-night', name: 'Nattgruppen' }],
          },
        ],
      },
    ]);
  });

  it('without address and number gets a username', () => {
    const { people } = planOf(
      ground(),
      'Lind, Sam | | | ENHETEN  för hemnära stöd | |',
      'Sam Lind | - | – | Sjöhagens boende | |',
      'Bo Ek | | 0701112233 | Sjöhagens boende | |',
    );
    expect(people.map(({ set, getsUsername }) => [set.name, getsUsername])).toEqual([
      ['Sam Lind', true],
      ['Sam Lind', true],
      ['Bo Ek', false],
    ]);
  });

  it('may stand on several rows, with several roles, units and groups', () => {
    const { people, newGroups } = planOf(
      ground(),
      SAM,
      'sam  lind | SAM@a.example | | Sjöhagens boende | Sjön, Ängen | Skyddsombud',
      'Sam Lind | | 0701234567 | Enheten för hemnära stöd | Boendestöd norr / Sjön |',
    );
    expect(people).toHaveLength(1);
    expect(
      people[0]?.roles.map(({ unitId, role, groups }) => [unitId, role, groups.map((g) => g.name)]),
    ).toEqual([
      [HOME.id, 'staff', ['Nattgruppen', 'Boendestöd norr', 'Sjön']],
      [LAKE.id, 'representative', ['Sjön', 'Ängen']],
    ]);
    expect(newGroups).toEqual([
      { unitId: HOME.id, name: 'Sjön' },
      { unitId: LAKE.id, name: 'Sjön' },
      { unitId: LAKE.id, name: 'Ängen' },
    ]);
  });
});

describe('what is wrong is told by row', () => {
  const NAMED = 'Bo Ek | bo@a.example | | Enheten för hemnära stöd | |';

  it.each<[string, string, unknown]>([
    ['no name', ' | eva@a.example | | Sjöhagens boende | |', { is: 'missing', field: 'name' }],
    ['no unit', 'Eva Al | eva@a.example | | | |', { is: 'missing', field: 'unit' }],
    [
      'a group that is nearly one',
      'Bo Ek | | | Enheten för hemnära stöd | Natgruppen |',
      { is: 'group-near', value: 'Natgruppen', unit: HOME.name, near: 'Nattgruppen' },
    ],
    [
      'a unit that is nearly one',
      'Bo Ek | | | Sjöhagens boend | |',
      { is: 'unit-unknown', value: 'Sjöhagens boend', near: LAKE.name, units: [] },
    ],
    [
      'a unit that is none',
      'Bo Ek | | | Simhallen | |',
      { is: 'unit-unknown', value: 'Simhallen', near: null, units: [HOME.name, LAKE.name] },
    ],
    [
      'a unit that has ended',
      'Bo Ek | | | hemstöd väst | |',
      { is: 'unit-ended', value: 'hemstöd väst', heirs: [HOME.name] },
    ],
    ['an address', 'Bo Ek | bo@a | | Sjöhagens boende | |', { is: 'email-odd', value: 'bo@a' }],
    [
      'two addresses',
      'Bo | b@a.se; c@a.se | | Sjöhagens boende | |',
      { is: 'email-odd', value: 'b@a.se; c@a.se' },
    ],
    [
      'a number',
      'Bo Ek | | 08-123 45 67 | Sjöhagens boende | |',
      { is: 'mobile-odd', value: '08-123 45 67' },
    ],
    ['a role', 'Bo Ek | | | Sjöhagens boende | | Kung', { is: 'role-unknown', value: 'Kung' }],
    ['an administrator', 'Bo Ek | | | Sjöhagens boende | | Administratör', { is: 'role-refused' }],
    ['a formula', '=A1 | | | Sjöhagens boende | |', { is: 'formula', field: 'name', value: '=A1' }],
    ['an error of the sheet', 'Bo | | | #REF! | |', { is: 'formula', field: 'unit', value: '#REF!' }],
    [
      'what cannot be seen',
      'Bo\u200b Ek | | | Sjöhagens boende | |',
      { is: 'hidden', field: 'name', value: 'Bo· Ek' },
    ],
    [
      'too long',
      `${'x'.repeat(121)} | | | Sjöhagens boende | |`,
      { is: 'too-long', field: 'name', most: 120 },
    ],
    [
      'a number for a name',
      '19121212-1212 | | | Sjöhagens boende | |',
      { is: 'name-odd', value: '19121212-1212' },
    ],
  ])('%s', (_what, line, problem) => {
    const plan = planOf(ground(), NAMED, line);
    expect(plan.wrong.map(({ row, problems }) => [row.row, problems])).toEqual([[3, [problem]]]);
    expect([plan.right, plan.people.length]).toEqual([1, 1]);
  });

  it('a cell of spaces that a browser makes, and a number without its zero, are right', () => {
    const plan = planOf(ground(), 'Bo\u00a0Ek | | 701234567 | Sjöhagens boende | |');
    expect(plan.people[0]?.set).toEqual({ name: 'Bo Ek', mobile: '+46701234567' });
  });

  it.each<[string, string[], Record<number, string[]>]>([
    [
      'one address and two names',
      ['Bo Ek | bo@a.example | | Sjöhagens boende | |', 'Bea Ek | bo@a.example | | Sjöhagens boende | |'],
      { 2: ['email-two-names'], 3: ['email-two-names'] },
    ],
    [
      'one number and two people',
      [
        'Bo Ek | | 0701112233 | Sjöhagens boende | |',
        'Ulf Al | u@a.example | 0701112233 | Sjöhagens boende | |',
      ],
      { 2: ['mobile-two-people'], 3: ['mobile-two-people'] },
    ],
    [
      'one address and two numbers',
      [
        'Bo Ek | b@a.example | 0701112233 | Sjöhagens boende | |',
        'Bo Ek | b@a.example | 0701112234 | Sjöhagens boende | |',
      ],
      { 2: ['contradicts'], 3: ['contradicts'] },
    ],
    [
      'a namesake without address beside two with',
      [
        'Bo Ek | b@a.example | | Sjöhagens boende | |',
        'Bo Ek | c@a.example | | Sjöhagens boende | |',
        'Bo Ek | | | Sjöhagens boende | |',
      ],
      { 4: ['same-name'] },
    ],
    [
      'a right row of somebody who has a wrong one',
      ['Bo Ek | b@a.example | | Sjöhagens boende | |', 'Bo Ek | b@a.example | | Simhallen | |'],
      { 2: ['waits'], 3: ['unit-unknown'] },
    ],
  ])('%s', (_what, lines, problems) => {
    expect(problemsOf(planOf(ground(), ...lines))).toEqual(problems);
  });

  it('a new group is new, and one that a single row misspells is not', () => {
    const row = (name: string, group: string) => `${name} | | | Sjöhagens boende | ${group} |`;
    const plan = planOf(
      ground(),
      row('Bo Ek', 'Kvällslaget'),
      row('Eva Al', 'kvällslaget'),
      row('Ola By', 'Kvällslaget'),
      row('Pia Å', 'Kvällslagt'),
    );
    expect(problemsOf(plan)).toEqual({ 5: ['group-near'] });
    expect(plan.newGroups).toEqual([{ unitId: LAKE.id, name: 'Kvällslaget' }]);
  });
});

describe('titles', () => {
  it('that are no role of ours are staff, and those of managers are asked about', () => {
    const plan = rosterPlan(
      table(
        'Namn | Enhet | Befattning',
        'Bo Ek | Sjöhagens boende | Kock',
        'Eva Al | Sjöhagens boende | Bitr. enhetschef',
        'Ola By | Sjöhagens boende | Verksamhetschef',
      ),
      ground(),
    );
    expect(plan.people.map(({ roles }) => roles[0]?.role)).toEqual(['staff', 'deputy']);
    expect(plan.titles).toEqual(['Kock']);
    expect(problemsOf(plan)).toEqual({ 4: ['role-unknown'] });
  });
});

describe('somebody who is here already', () => {
  const here = account('a', {
    email: 'Sam@a.example',
    mobile: '+46701234567',
    roles: [staff('r', HOME, 'g-night')],
  });

  it('is unchanged by the same list', () => {
    const plan = planOf(ground({ accounts: [here] }), SAM);
    expect(plan.people).toMatchObject([
      { accountId: 'a', is: 'unchanged', set: {}, roles: [{ act: 'keep' }] },
    ]);
    expect(plan.leavers).toEqual([]);
  });

  it('gets another name, number and group, and keeps the role', () => {
    const plan = planOf(
      ground({ accounts: [here] }),
      'Sam Berg | sam@a.example | 0709999999 | Enheten för hemnära stöd | Dagtid |',
    );
    expect(plan.people).toMatchObject([
      {
        is: 'changed',
        set: { name: 'Sam Berg', mobile: '+46709999999' },
        before: { name: 'Sam Lind', mobile: '+46701234567' },
        roles: [{ assignmentId: 'r', act: 'groups', groups: [{ id: null, name: 'Dagtid' }] }],
      },
    ]);
  });

  it('keeps groups and role that the list does not speak of', () => {
    const deputy = account('a', {
      name: 'Sam Lind',
      roles: [{ ...staff('r', HOME, 'g-night'), role: 'deputy' }],
    });
    const plan = planOf(ground({ accounts: [deputy] }), 'SAM LIND | | | Enheten för hemnära stöd | |');
    expect(plan.people).toMatchObject([
      { accountId: 'a', is: 'changed', set: {}, getsUsername: true, roles: [{ act: 'keep' }] },
    ]);
  });

  it('of another administration gets a role and nothing else', () => {
    const other = account('a', {
      name: 'S. Lind',
      email: 'sam@a.example',
      shared: true,
      heldElsewhere: true,
    });
    const plan = planOf(ground({ accounts: [other] }), SAM);
    expect(plan.people).toMatchObject([{ accountId: 'a', is: 'new', set: {}, roles: [{ act: 'add' }] }]);
    const closed = ground({ accounts: [{ ...other, closed: true }] });
    expect(problemsOf(planOf(closed, SAM))).toEqual({ 2: ['closed-elsewhere'] });
  });

  it('with a protected identity is never named, and known by address only', () => {
    const hidden = account('a', { name: '', email: 'sam@a.example', roles: [staff('r', HOME)] });
    const plan = planOf(ground({ accounts: [hidden] }), SAM);
    expect(plan.people).toMatchObject([{ accountId: 'a', name: '', set: { mobile: '+46701234567' } }]);
    const unnamed = account('a', { name: '', roles: [staff('r', HOME)] });
    const row = 'Sam Lind | | | Enheten för hemnära stöd | |';
    expect(planOf(ground({ accounts: [unnamed] }), row).people[0]?.accountId).toBeNull();
  });

  it('comes back to an account that was closed, and to a role that was to end today', () => {
    const left = account('a', {
      email: 'sam@a.example',
      closed: true,
      roles: [{ ...staff('r', HOME), to: TODAY }],
    });
    expect(planOf(ground({ accounts: [left] }), SAM).people).toMatchObject([
      { accountId: 'a', is: 'new', reopens: true, roles: [{ assignmentId: 'r', act: 'resume' }] },
    ]);
  });
});

describe('who has left', () => {
  const person = (id: string, name: string, ...roles: RosterHeldRole[]) =>
    account(id, { name, email: `${id}@a.example`, roles });

  it('is staff of a named unit who is not in the list, and never a manager', () => {
    const accounts = [
      person('absent', 'Bo Ek', staff('r1', HOME)),
      person('moved', 'Eva Al', staff('r2', HOME)),
      { ...person('leads', 'Ola By', staff('r3', HOME)), leads: true },
      person('unnamed', 'Pia Å', staff('r4', LAKE)),
      person('ending', 'Ulf Ö', { ...staff('r5', HOME), to: TODAY }),
    ];
    const plan = planOf(ground({ accounts }), SAM);
    expect(plan.leavers.map(({ accountId, why }) => [accountId, why])).toEqual([
      ['absent', 'absent'],
      ['moved', 'absent'],
    ]);
    const both = planOf(ground({ accounts }), SAM, 'Eva Al | moved@a.example | | Sjöhagens boende | |');
    expect(both.leavers.map(({ accountId, why }) => [accountId, why])).toEqual([
      ['absent', 'absent'],
      ['moved', 'other-unit'],
      ['unnamed', 'absent'],
    ]);
    const role = planOf(
      ground({ accounts }),
      'Bo Ek | absent@a.example | | Enheten för hemnära stöd | | Ombud',
    );
    expect(role.leavers.find(({ accountId }) => accountId === 'absent')?.why).toBe('other-role');
  });

  it('is not somebody whom a wrong row may mean', () => {
    const accounts = [person('bo', 'Bo Ek', staff('r1', HOME)), person('eva', 'Eva Al', staff('r2', HOME))];
    const plan = planOf(
      ground({ accounts }),
      SAM,
      'Bo Ek | bo@@a.example | | Enheten för hemnära stöd | |',
      'E Al | eva@a.example | | Enheten för hemnära stödet | |',
    );
    expect([plan.wrong.length, plan.leavers]).toEqual([2, []]);
  });
});
