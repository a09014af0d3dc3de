import type { Actor, SectionFacts } from '@delaktig/domain';
import type { ReportEvent, Writer } from '@delaktig/sync';
import { describe, expect, it } from 'vitest';
import type { DecisiveHouse } from '../database/gate.ts';
import { Watchers } from './watchers.ts';

const EVA: Writer[] = [{ accountId: 'eva', name: 'Eva Ek', initials: 'EE', pen: 1 }];
const at = (sectionId: string) => ({ reportId: 'r', sectionId });

const section = (mode: SectionFacts['mode']): SectionFacts => ({
  state: 'draft',
  readyFor: 'approver',
  mode,
  economy: false,
  writers: { workGroupIds: ['dag'], controllers: false },
  deputyIds: [],
});

/** A draft, of which staff see what they have been asked to write in: section b always. */
const draft = (mode: SectionFacts['mode']): DecisiveHouse => ({
  revision: 0,
  report: { state: 'draft', unitIds: ['u'], administrationId: 'a', approver: 'superior' },
  sections: new Map([
    ['a', section(mode)],
    ['b', section('write')],
  ]),
});

function someone(): { actor: Actor } {
  const assignment = { role: 'staff', administrationId: 'a', unitId: 'u', workGroupIds: ['dag'] } as const;
  return { actor: { accountId: 'sam', assignments: [assignment] } };
}

function page() {
  const told: ReportEvent[] = [];
  return { told, tell: (event: ReportEvent) => void told.push(event) };
}

const writing = (sectionId: string, writers: Writer[]): ReportEvent => ({
  type: 'presence',
  sectionId,
  writers,
});

describe('who is told of what happens in a report', () => {
  it('is whoever watches it, of those who write where they may read', () => {
    const watchers = new Watchers();
    const first = page();
    watchers.add('r', first, someone(), draft('comment'));
    watchers.writersChanged(at('a'), EVA);
    watchers.writersChanged(at('b'), EVA);
    watchers.writersChanged({ reportId: 'q', sectionId: 'b' }, EVA);
    const second = page();
    watchers.add('r', second, someone(), draft('comment'));
    watchers.writersChanged(at('b'), []);
    expect(first.told).toEqual([writing('b', EVA), writing('b', [])]);
    expect(second.told).toEqual([writing('b', EVA), writing('b', [])]);
  });

  it('is told of nobody where they may read no more, and of those who write where they may again', () => {
    const watchers = new Watchers();
    const one = page();
    watchers.add('r', one, someone(), draft('write'));
    watchers.writersChanged(at('a'), EVA);
    watchers.renew('r', draft('comment'));
    watchers.renew('r', draft('write'));
    const changed: ReportEvent = { type: 'changed', what: 'sections' };
    expect(one.told).toEqual([writing('a', EVA), changed, writing('a', []), changed, writing('a', EVA)]);
  });

  it('hears nothing when nothing is other than it was', () => {
    const watchers = new Watchers();
    const one = page();
    const person = someone();
    expect(watchers.add('r', one, person, draft('write'))).toBe(true);
    watchers.writersChanged(at('a'), EVA);
    one.told.length = 0;
    watchers.renew('r', draft('write'));
    watchers.renewFor(person);
    expect(one.told).toEqual([]);
  });

  it('hears no more of a report that is gone, or of which they lost every role', () => {
    const watchers = new Watchers();
    const [one, two] = [page(), page()];
    const [stays, leaves] = [someone(), someone()];
    watchers.add('r', one, stays, draft('write'));
    watchers.add('r', two, leaves, draft('write'));
    leaves.actor = { accountId: 'sam', assignments: [] };
    watchers.renewFor(leaves);
    watchers.writersChanged(at('a'), EVA);
    expect(two.told).toEqual([]);
    watchers.renew('r', null);
    watchers.writersChanged(at('b'), EVA);
    expect(one.told).toEqual([writing('a', EVA), { type: 'changed', what: 'report' }, writing('a', [])]);
    expect(two.told).toEqual([]);
  });

  it('is decided by the house that is known here, when another page came with an older one', () => {
    const watchers = new Watchers();
    watchers.add('r', page(), someone(), draft('comment'));
    watchers.writersChanged(at('a'), EVA);
    const late = page();
    expect(watchers.add('r', late, someone(), draft('write'))).toBe(false);
    expect(late.told).toEqual([]);
  });

  it('is forgotten with the page, and the report with the last of them', () => {
    const watchers = new Watchers();
    const one = page();
    watchers.add('r', one, someone(), draft('write'));
    expect([...watchers.reports()]).toEqual([{ reportId: 'r', unitIds: ['u'] }]);
    watchers.forget(one);
    watchers.writersChanged(at('a'), EVA);
    expect(one.told).toEqual([]);
    expect([...watchers.reports()]).toEqual([]);
  });
});
