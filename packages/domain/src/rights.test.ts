import { describe, expect, it } from 'vitest';
import {
  CONTROLLER_OF_ECONOMY,
  DEPUTY,
  expand,
  MANAGER,
  MANAGER_WHO_APPROVES,
  NOTHING,
  REPRESENTATIVE,
  readerOfDrafts,
  STAFF_NAMED,
  STAFF_NOT_NAMED,
  SUPERIOR,
  SUPERIOR_WHO_DOES_NOT_APPROVE,
  situations,
  standing,
} from '../../../tests/support/rights-table.ts';
import { type Approver, REPORT_STATES, type ReportState } from './report.ts';
import {
  type ReportFacts,
  reportRights,
  type SectionFacts,
  type SectionRights,
  sectionRights,
} from './rights.ts';
import type { Actor, Assignment, Role } from './roles.ts';

const ADMINISTRATION = 'social';
const UNIT = 'home-support';

function role(role: Role, workGroupIds: string[] = [], unitId: string | null = UNIT): Assignment {
  return { role, administrationId: ADMINISTRATION, unitId, workGroupIds };
}

function actor(accountId: string, ...assignments: Assignment[]): Actor {
  return { accountId, assignments };
}

const SECTION: SectionFacts = {
  state: 'draft',
  readyFor: 'approver',
  mode: 'comment',
  economy: false,
  writers: { workGroupIds: ['evening'], controllers: false },
  deputyIds: ['maria'],
};
const economy = { economy: true };
const openToControllers = { writers: { workGroupIds: [], controllers: true } };

type Case = { who: string; actor: Actor; section?: Partial<SectionFacts>; approver?: Approver; may: string };

const CASES: Case[] = [
  { who: 'the manager', actor: actor('annika', role('manager')), may: MANAGER },
  {
    who: 'the manager, who approves',
    actor: actor('annika', role('manager')),
    approver: 'manager',
    may: MANAGER_WHO_APPROVES,
  },
  { who: 'a deputy with the section', actor: actor('maria', role('deputy')), may: DEPUTY },
  {
    who: 'a deputy with the section, where the manager approves',
    actor: actor('maria', role('deputy')),
    approver: 'manager',
    may: DEPUTY,
  },
  {
    who: 'a deputy without the section whose group is named',
    actor: actor('leif', role('deputy', ['evening'])),
    may: readerOfDrafts('w'),
  },
  {
    who: 'a deputy without the section whose group is not named',
    actor: actor('leif', role('deputy', ['night'])),
    may: readerOfDrafts(''),
  },
  { who: 'staff of the named group', actor: actor('ali', role('staff', ['evening'])), may: STAFF_NAMED },
  {
    who: 'staff of several groups, one of them named',
    actor: actor('ali', role('staff', ['night', 'evening'])),
    may: STAFF_NAMED,
  },
  {
    who: 'staff of another group',
    actor: actor('karin', role('staff', ['night'])),
    may: STAFF_NOT_NAMED,
  },
  { who: 'staff of no group', actor: actor('karin', role('staff')), may: STAFF_NOT_NAMED },
  {
    who: 'staff of the named group, in an economy section',
    actor: actor('ali', role('staff', ['evening'])),
    section: economy,
    may: STAFF_NAMED,
  },
  {
    who: 'staff whose account a section has been given to, without being deputy',
    actor: actor('maria', role('staff', ['night'])),
    may: STAFF_NOT_NAMED,
  },
  { who: 'a controller', actor: actor('jonas', role('controller')), may: readerOfDrafts('') },
  {
    who: 'a controller, opened for controllers',
    actor: actor('jonas', role('controller')),
    section: openToControllers,
    may: readerOfDrafts('w f'),
  },
  {
    who: 'a controller in an economy section',
    actor: actor('jonas', role('controller')),
    section: economy,
    may: CONTROLLER_OF_ECONOMY,
  },
  { who: 'the superior', actor: actor('eva', role('superior')), may: SUPERIOR },
  {
    who: 'the superior, where the manager approves',
    actor: actor('eva', role('superior')),
    approver: 'manager',
    may: SUPERIOR_WHO_DOES_NOT_APPROVE,
  },
  { who: 'a representative', actor: actor('birgitta', role('representative')), may: REPRESENTATIVE },
  { who: 'an administrator', actor: actor('tomas', role('administrator', [], null)), may: NOTHING },
  { who: 'an account without a role', actor: actor('nobody'), may: NOTHING },
  {
    who: 'a group that is named but goes with a role that does not write',
    actor: actor('birgitta', role('representative', ['evening'])),
    may: REPRESENTATIVE,
  },
];

const FOREIGN: { where: string; at: Pick<Assignment, 'administrationId' | 'unitId'> }[] = [
  { where: 'another unit of the administration', at: { administrationId: ADMINISTRATION, unitId: 'homes' } },
  { where: 'another administration', at: { administrationId: 'schools', unitId: 'preschool' } },
  { where: 'another administration, same unit id', at: { administrationId: 'schools', unitId: UNIT } },
  { where: 'the whole administration, not a unit', at: { administrationId: ADMINISTRATION, unitId: null } },
];
const EVERY_ROLE: Role[] = [
  'manager',
  'deputy',
  'superior',
  'controller',
  'representative',
  'staff',
  'administrator',
];
for (const { where, at } of FOREIGN) {
  const assignments = EVERY_ROLE.map((each) => ({ role: each, ...at, workGroupIds: ['evening'] }));
  CASES.push({ who: `every role in ${where}`, actor: actor('maria', ...assignments), may: NOTHING });
}

describe('what each role may do with a section', () => {
  for (const { who, actor, section, approver, may } of CASES) {
    it(who, () => {
      const rows = expand(may);
      expect([...rows.keys()].sort()).toEqual(
        everySituation()
          .map(({ name }) => name)
          .sort(),
      );
      const decided = new Map(
        everySituation().map(({ name, report, facts }) => [
          name,
          letters(
            sectionRights(
              actor,
              { ...report, ...(approver && { approver }) },
              { ...SECTION, ...section, ...facts },
            ),
          ),
        ]),
      );
      expect(Object.fromEntries(decided)).toEqual(Object.fromEntries(rows));
    });
  }
});

describe('several roles at once', () => {
  const open = facts('open');
  const may = (who: Actor, section: Partial<SectionFacts> = {}) =>
    letters(sectionRights(who, open, { ...SECTION, ...section }));

  it('give the union of their rights', () => {
    const both = actor('birgitta', role('representative'), role('staff', ['evening']));
    expect(may(both, { mode: 'write' })).toBe('r c w d');
    const stand = actor('eva', role('superior'), role('manager'));
    expect(may(stand, { state: 'ready' })).toBe('r c a b');
  });

  it('give the better of two ways to comment', () => {
    const both = actor('birgitta', role('staff', ['night']), role('representative'));
    expect(letters(sectionRights(both, facts('closing'), SECTION))).toBe('r c d');
  });

  it('of which those of other units count for nothing', () => {
    const lent = actor('yasmin', role('manager', [], 'homes'), role('staff', ['night']));
    expect(may(lent, { mode: 'write' })).toBe('r c');
  });

  it('never open what the state of the report has closed', () => {
    const all = actor('maria', ...EVERY_ROLE.map((each) => role(each, ['evening'])));
    for (const state of ['submitted', 'adopted'] as const) {
      const rights = sectionRights(all, facts(state), { ...SECTION, ...economy, mode: 'write' });
      expect(letters(rights)).toBe('r n');
    }
  });

  it('never open the room of a section that is ready, approved or closed', () => {
    const all = actor('maria', ...EVERY_ROLE.map((each) => role(each, ['evening'])));
    expect(may(all, { mode: 'write' })).toContain('w f s');
    for (const shut of [{ state: 'ready' }, { state: 'approved' }, { mode: 'closed' }] as const) {
      const rights = sectionRights(all, open, { ...SECTION, ...economy, mode: 'write', ...shut });
      expect(rights).toMatchObject({ write: false, editFacts: false, setStatus: false });
    }
  });
});

describe('what each role may do with the report as a whole', () => {
  const table: [Role, Record<ReportState, string>][] = [
    ['manager', { draft: 'r l', open: 'r l', closing: 'r l', submitted: 'r', adopted: 'r' }],
    ['deputy', { draft: 'r', open: 'r', closing: 'r', submitted: 'r', adopted: 'r' }],
    ['controller', { draft: 'r', open: 'r', closing: 'r', submitted: 'r', adopted: 'r' }],
    ['staff', { draft: '-', open: 'r', closing: 'r', submitted: 'r', adopted: 'r' }],
    ['representative', { draft: '-', open: 'r', closing: 'r', submitted: 'r', adopted: 'r' }],
    ['superior', { draft: '-', open: 'r', closing: 'r', submitted: 'r v', adopted: 'r' }],
    ['administrator', { draft: '-', open: '-', closing: '-', submitted: '-', adopted: '-' }],
  ];
  const may = (who: Actor, report: ReportFacts, sections: SectionFacts[]) => {
    const rights = reportRights(who, report, sections);
    return spell([rights.read && 'r', rights.lead && 'l', rights.receive && 'v']);
  };

  it.each(table)('%s (r reads, l leads, v receives)', (name, expected) => {
    const who = actor('someone', role(name, [], name === 'administrator' ? null : UNIT));
    const decided = REPORT_STATES.map((state) => [state, may(who, facts(state), [SECTION])]);
    expect(Object.fromEntries(decided)).toEqual(expected);
  });

  it('lets staff into a draft in which a section has been opened for their group, and nobody else', () => {
    const opened: SectionFacts[] = [SECTION, { ...SECTION, mode: 'write' }];
    expect(may(actor('ali', role('staff', ['evening'])), facts('draft'), opened)).toBe('r');
    expect(may(actor('karin', role('staff', ['night'])), facts('draft'), opened)).toBe('-');
    expect(may(actor('eva', role('superior', ['evening'])), facts('draft'), opened)).toBe('-');
    expect(may(actor('ali', role('staff', ['evening'])), facts('draft'), [SECTION])).toBe('-');
  });

  it('agrees with the sections: who reads one of them reads the report, and the other way round', () => {
    for (const { actor: who, section } of CASES) {
      for (const { report, facts: at } of everySituation()) {
        const one = { ...SECTION, ...section, ...at };
        expect(reportRights(who, report, [one]).read).toBe(sectionRights(who, report, one).read);
      }
    }
  });

  it('counts the roles of the units that have taken over', () => {
    const report = { ...facts('open'), unitIds: [UNIT, 'successor'] };
    const heir = actor('yasmin', role('manager', [], 'successor'));
    expect(may(heir, report, [SECTION])).toBe('r l');
    expect(letters(sectionRights(heir, report, SECTION))).toBe('r c w f s o m');
  });

  it('is nothing for roles elsewhere', () => {
    for (const { at } of FOREIGN) {
      const who = actor('maria', ...EVERY_ROLE.map((each) => ({ ...role(each, ['evening']), ...at })));
      for (const state of REPORT_STATES) {
        expect(may(who, facts(state), [{ ...SECTION, mode: 'write' }])).toBe('-');
      }
    }
  });
});

function facts(state: ReportState): ReportFacts {
  return { state, unitIds: [UNIT], administrationId: ADMINISTRATION, approver: 'superior' };
}

function everySituation() {
  return situations().map(({ name, report, section, mode }) => ({
    name,
    report: facts(report),
    facts: { ...standing(section), mode },
  }));
}

function letters(rights: SectionRights): string {
  return spell([
    rights.read && 'r',
    rights.comment === 'report' && 'c',
    rights.comment === 'next-plan' && 'n',
    rights.write && 'w',
    rights.editFacts && 'f',
    rights.setStatus && 's',
    rights.open && 'o',
    rights.markReady && 'm',
    rights.approve && 'a',
    rights.reopen && 'b',
    rights.dissent && 'd',
  ]);
}

function spell(held: (string | false)[]): string {
  return held.filter(Boolean).join(' ') || '-';
}
