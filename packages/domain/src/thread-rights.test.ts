import { describe, expect, it } from 'vitest';
import { REPORT_STATES, SECTION_MODES, SECTION_STATES } from './report.ts';
import { type ReportFacts, type SectionFacts, sectionRights } from './rights.ts';
import type { Actor, Assignment, Role } from './roles.ts';
import {
  leadsSection,
  mayAnswerQuickly,
  mayBeNameless,
  type ThreadFacts,
  type ThreadRights,
  threadRights,
} from './thread-rights.ts';

const UNIT = 'home-support';
const REPORT: ReportFacts = {
  state: 'open',
  unitIds: [UNIT],
  administrationId: 'social',
  approver: 'superior',
};
const SECTION: SectionFacts = {
  state: 'draft',
  readyFor: 'approver',
  mode: 'comment',
  economy: false,
  writers: { workGroupIds: [], controllers: false },
  deputyIds: ['maria'],
};
/** Begun by Ali, answered by Maria and the controller. */
const THREAD: ThreadFacts = {
  state: 'open',
  hidden: false,
  reopened: false,
  startedBy: 'ali',
  writerIds: ['ali', 'maria', 'jonas'],
  suggestion: null,
};

function someone(accountId: string, role: Role, where: Partial<Assignment> = {}): Actor {
  const held = { role, administrationId: 'social', unitId: UNIT, workGroupIds: [], ...where };
  return { accountId, assignments: [held] };
}

const PEOPLE: Record<string, Actor> = {
  manager: someone('annika', 'manager'),
  'deputy with the section': someone('maria', 'deputy'),
  'deputy without it': someone('leif', 'deputy'),
  superior: someone('eva', 'superior'),
  controller: someone('jonas', 'controller'),
  representative: someone('birgitta', 'representative'),
  'staff who began it': someone('ali', 'staff'),
  'other staff': someone('karin', 'staff'),
};

/** The rights that are given, in the order in which they stand in the type. */
function letters(rights: ThreadRights): string {
  const { see, read, reply, react, editOwn, close, reopen, hide, show, take, undo } = rights;
  const said = { see, read, reply, react, edit: editOwn, close, reopen, hide, show, take, undo };
  return Object.entries(said)
    .filter(([, may]) => may)
    .map(([name]) => name)
    .join(' ');
}

const TABLE: [thread: Partial<ThreadFacts>, who: string, may: string][] = [
  [{}, 'manager', 'see read reply react edit close hide'],
  [{}, 'deputy with the section', 'see read reply react edit close hide'],
  [{}, 'deputy without it', 'see read reply react edit'],
  [{}, 'superior', 'see read reply react edit'],
  [{}, 'controller', 'see read reply react edit'],
  [{}, 'representative', 'see read reply react edit'],
  [{}, 'staff who began it', 'see read reply react edit'],
  [{}, 'other staff', 'see read reply react edit'],

  [{ state: 'closed' }, 'manager', 'see read react hide'],
  [{ state: 'closed' }, 'deputy with the section', 'see read react reopen hide'],
  [{ state: 'closed' }, 'superior', 'see read react'],
  [{ state: 'closed' }, 'controller', 'see read react reopen'],
  [{ state: 'closed' }, 'staff who began it', 'see read react reopen'],
  [{ state: 'closed' }, 'other staff', 'see read react'],

  [{ state: 'closed', reopened: true }, 'manager', 'see read react hide'],
  [{ state: 'closed', reopened: true }, 'controller', 'see read react'],
  [{ state: 'closed', reopened: true }, 'staff who began it', 'see read react'],

  [{ hidden: true }, 'manager', 'see read close show'],
  [{ hidden: true }, 'deputy with the section', 'see read close show'],
  [{ hidden: true }, 'deputy without it', ''],
  [{ hidden: true }, 'superior', ''],
  [{ hidden: true }, 'controller', ''],
  [{ hidden: true }, 'representative', ''],
  [{ hidden: true }, 'staff who began it', 'see'],
  [{ hidden: true }, 'other staff', ''],

  [{ hidden: true, state: 'closed' }, 'deputy with the section', 'see read show'],
  [{ hidden: true, startedBy: null }, 'staff who began it', ''],

  [{ suggestion: 'open' }, 'manager', 'see read reply react edit close hide take'],
  [{ suggestion: 'open' }, 'deputy with the section', 'see read reply react edit close hide take'],
  [{ suggestion: 'open' }, 'deputy without it', 'see read reply react edit'],
  [{ suggestion: 'open' }, 'superior', 'see read reply react edit'],
  [{ suggestion: 'open' }, 'staff who began it', 'see read reply react edit'],
  [{ suggestion: 'open', hidden: true }, 'manager', 'see read close show'],
  [{ suggestion: 'open', state: 'closed' }, 'manager', 'see read react hide'],
  [{ suggestion: 'taken', state: 'closed' }, 'manager', 'see read react hide undo'],
  [{ suggestion: 'taken', state: 'closed' }, 'staff who began it', 'see read react reopen'],
  // Its proposer had a new ground.
  [{ suggestion: 'taken' }, 'manager', 'see read reply react edit close hide undo'],
];

describe('in a report that is open', () => {
  it.each(TABLE)('of a thread %o the %s may: %s', (thread, who, may) => {
    const actor = PEOPLE[who];
    if (actor === undefined) throw new Error(who);
    expect(letters(threadRights(actor, REPORT, SECTION, { ...THREAD, ...thread }))).toBe(may);
  });
});

const THREADS = (['open', 'closed'] as const).flatMap((state) =>
  [false, true].flatMap((hidden) =>
    [false, true].flatMap((reopened) =>
      ([null, 'open', 'taken'] as const).map((suggestion) => ({
        ...THREAD,
        state,
        hidden,
        reopened,
        suggestion,
      })),
    ),
  ),
);

/** Every person, report, section and thread. */
function everywhere(
  see: (actor: Actor, report: ReportFacts, section: SectionFacts, thread: ThreadFacts) => void,
) {
  for (const actor of Object.values(PEOPLE))
    for (const state of REPORT_STATES)
      for (const mode of SECTION_MODES)
        for (const of of SECTION_STATES)
          for (const thread of THREADS)
            see(actor, { ...REPORT, state }, { ...SECTION, mode, state: of }, thread);
}

describe('in every report, section and thread', () => {
  it('nothing is there of a section that one may not read', () => {
    everywhere((actor, report, section, thread) => {
      if (sectionRights(actor, report, section).read) return;
      expect(letters(threadRights(actor, report, section, thread))).toBe('');
    });
  });

  it('those who lead close what is open, and nobody else closes, hides or shows', () => {
    const leads = [PEOPLE.manager, PEOPLE['deputy with the section']];
    everywhere((actor, report, section, thread) => {
      const rights = threadRights(actor, report, section, thread);
      expect(leadsSection(actor, report, section)).toBe(leads.includes(actor));
      expect(rights.close).toBe(leads.includes(actor) && thread.state === 'open');
      expect([rights.hide, rights.show]).toEqual(
        leads.includes(actor) ? [!thread.hidden, thread.hidden] : [false, false],
      );
    });
  });

  it('what is suggested is taken and put back by those who lead and may write, in what is shown', () => {
    everywhere((actor, report, section, thread) => {
      const { take, undo } = threadRights(actor, report, section, thread);
      const may =
        leadsSection(actor, report, section) && sectionRights(actor, report, section).write && !thread.hidden;
      expect(take).toBe(may && thread.state === 'open' && thread.suggestion === 'open');
      expect(undo).toBe(may && thread.suggestion === 'taken');
    });
  });

  it('nobody says anything where comments are closed, or in what is hidden', () => {
    everywhere((actor, report, section, thread) => {
      if (sectionRights(actor, report, section).comment !== 'no' && !thread.hidden) return;
      expect(threadRights(actor, report, section, thread)).toMatchObject({
        reply: false,
        react: false,
        reopen: false,
      });
    });
  });
});

it.each([
  ['another unit', someone('annika', 'manager', { unitId: 'ekbacken' })],
  ['another administration', someone('annika', 'manager', { administrationId: 'education' })],
  ['the administration', someone('tomas', 'administrator', { unitId: null })],
  ['nowhere', { accountId: 'ali', assignments: [] }],
])('somebody of %s sees nothing', (_where, actor) => {
  for (const thread of THREADS) expect(letters(threadRights(actor, REPORT, SECTION, thread))).toBe('');
  expect(mayBeNameless(actor, REPORT, 20)).toBe(false);
  expect(mayAnswerQuickly(actor, REPORT, SECTION)).toBe(false);
});

it('staff speak without a name among eight or more, and nobody else does', () => {
  const staff = someone('ali', 'staff');
  expect([7, 8].map((count) => mayBeNameless(staff, REPORT, count))).toEqual([false, true]);
  for (const role of ['manager', 'deputy', 'superior', 'controller', 'representative'] as const)
    expect(mayBeNameless(someone('x', role), REPORT, 20)).toBe(false);
});

it('staff answer quickly while their comments go to the report', () => {
  const staff = someone('ali', 'staff');
  expect(mayAnswerQuickly(staff, REPORT, SECTION)).toBe(true);
  expect(mayAnswerQuickly(staff, { ...REPORT, state: 'closing' }, SECTION)).toBe(false);
  expect(mayAnswerQuickly(staff, REPORT, { ...SECTION, mode: 'closed' })).toBe(false);
  expect(mayAnswerQuickly(someone('annika', 'manager'), REPORT, SECTION)).toBe(false);
});
