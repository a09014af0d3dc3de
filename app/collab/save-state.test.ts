import { describe, expect, test } from 'vitest';
import type { Change, SaveEvent, SaveState } from './save-state.ts';
import { NO_SAVES, reduceSaves, restingIn, saveState, unsentChanges } from './save-state.ts';

const change = (id: number, count = 1): Change => ({
  id,
  count,
  at: 0,
  update: new Uint8Array([id]),
  epoch: 0,
  removed: [],
});

const open: SaveEvent = { type: 'link', link: { kind: 'open' } };
const down = (code = 1006): SaveEvent => ({ type: 'link', link: { kind: 'down', code } });
const opened: SaveEvent = { type: 'opened', section: 'a' };
const changed = (id = 1): SaveEvent => ({ type: 'changed', section: 'a', change: change(id) });
const update: SaveEvent = { type: 'sent', section: 'a', answer: false };
const answer: SaveEvent = { type: 'sent', section: 'a', answer: true };
const lost: SaveEvent = { type: 'lost', section: 'a' };
const away: SaveEvent = { type: 'away' };
const found: SaveEvent = { type: 'found', section: 'a', change: change(9, 12) };
const refused = (code: number, quiet = false): SaveEvent => ({ type: 'refused', section: 'a', code, quiet });
const saved = (count: number, at = 7): SaveEvent => ({ type: 'saved', section: 'a', count, at });

/** Opened, and both sides have told what they have. */
const ready = [open, opened, answer, saved(1, 1)];

const savesAfter = (events: SaveEvent[]) => events.reduce(reduceSaves, NO_SAVES);

describe('the save state', () => {
  test.each<[string, SaveEvent[], SaveState['line']]>([
    ['a page that has just come', [], { kind: 'idle' }],
    ['an opened section without a change', ready, { kind: 'idle' }],
    ['a change that is on its way', [...ready, changed(), update], { kind: 'saving' }],
    ['a change that is told as committed', [...ready, changed(), update, saved(2)], { kind: 'saved', at: 7 }],
    [
      'two changes, one of them committed',
      [...ready, changed(1), update, changed(2), update, saved(2)],
      { kind: 'saving' },
    ],
    [
      'two changes told at once',
      [...ready, changed(1), update, changed(2), update, saved(3)],
      { kind: 'saved', at: 7 },
    ],
    ['an answer told twice', [...ready, changed(), update, saved(1), saved(1)], { kind: 'saving' }],
    ['a change before the section opened', [open, changed()], { kind: 'saving' }],
    ['the same, sent in the answer but not told', [open, changed(), opened, answer], { kind: 'saving' }],
    ['the same, told', [open, changed(), opened, answer, saved(1)], { kind: 'saved', at: 7 }],
    ['offline with nothing unsent', [...ready, lost, down()], { kind: 'offline', unsent: 0 }],
    [
      'offline after all was saved',
      [...ready, changed(), update, saved(2), lost, down()],
      { kind: 'offline', unsent: 0 },
    ],
    [
      'a change that was on its way when contact broke',
      [...ready, changed(), update, lost, down()],
      { kind: 'offline', unsent: 1 },
    ],
    [
      'changes made offline',
      [...ready, lost, down(), changed(1), changed(2)],
      { kind: 'offline', unsent: 2 },
    ],
    ['back, not yet answered', [...ready, lost, down(), changed(1), open, opened], { kind: 'saving' }],
    [
      'back, everything told',
      [...ready, lost, down(), changed(1), changed(2), open, opened, answer, saved(1, 9)],
      { kind: 'saved', at: 9 },
    ],
    [
      'a server that does not answer',
      [...ready, changed(), update, { type: 'overdue' }],
      { kind: 'offline', unsent: 1 },
    ],
    [
      'one that did after all',
      [...ready, changed(), update, { type: 'overdue' }, saved(2)],
      { kind: 'saved', at: 7 },
    ],
    ['overdue without anything unsent', [...ready, { type: 'overdue' }], { kind: 'idle' }],
    [
      'signed out with something unsent',
      [...ready, changed(), update, lost, { type: 'link', link: { kind: 'closed', code: 4401 } }],
      { kind: 'closed', code: 4401, unsent: 1 },
    ],
    [
      'another section with something unsent',
      [...ready, { type: 'changed', section: 'b', change: change(5) }, changed(), update, saved(2)],
      { kind: 'saving' },
    ],
    [
      'a socket that the server closed for want of its database',
      [...ready, changed(), lost, down(4503)],
      { kind: 'away', unsent: 1 },
    ],
    ['a section that could not save', [...ready, changed(), update, lost, away], { kind: 'away', unsent: 1 }],
    [
      'the same, opened again but not yet told as saved',
      [...ready, changed(), update, lost, away, opened, answer],
      { kind: 'away', unsent: 1 },
    ],
    [
      'the same, saved after all',
      [...ready, changed(), update, lost, away, opened, answer, saved(1, 9)],
      { kind: 'saved', at: 9 },
    ],
    ['nothing unsent, and the section opens again', [...ready, lost, away, opened], { kind: 'idle' }],
    ['words kept from before', [open, found], { kind: 'saving' }],
    ['words kept from before, without contact', [found, down()], { kind: 'offline', unsent: 12 }],
    [
      'words kept from before that no message carries yet',
      [open, found, opened, answer, saved(1)],
      { kind: 'saving' },
    ],
    [
      'the same, put into the document and told',
      [...ready, found, changed(), update, { type: 'brought-in', section: 'a' }, saved(2)],
      { kind: 'saved', at: 7 },
    ],
    [
      'a section that took nothing, while all else is saved',
      [...ready, changed(), refused(4403)],
      { kind: 'partly', unsent: 1 },
    ],
    [
      'the same: nobody waits for an answer',
      [...ready, changed(), refused(4403), { type: 'overdue' }],
      { kind: 'partly', unsent: 1 },
    ],
    [
      'a section let go, with everything in it',
      [...ready, { type: 'forgotten', section: 'a' }],
      { kind: 'idle' },
    ],
  ])('%s', (_name, events, expected) => {
    expect(saveState(savesAfter(events)).line).toEqual(expected);
  });

  test.each<[string, SaveEvent[], SaveState['held']]>([
    ['nothing', ready, null],
    [
      'a section closed with something unsent',
      [...ready, changed(), update, refused(4403, true)],
      { code: 4403, unsent: 1, sections: ['a'] },
    ],
    ['a section closed to who never wrote there', [...ready, refused(4403, true)], null],
    ['a section closed to who did', [...ready, refused(4403)], { code: 4403, unsent: 0, sections: ['a'] }],
    [
      'what was left there is in the document no more',
      [...ready, changed(), { type: 'stranded', section: 'a' }],
      null,
    ],
    [
      'words kept from before for a closed section, and another that is full',
      [found, refused(4403), { type: 'refused', section: 'b', code: 4413, quiet: false }],
      { code: 4403, unsent: 12, sections: ['a'] },
    ],
    ['one may write again', [found, refused(4403), { type: 'reopened', section: 'a' }], null],
    ['the server opens it again', [...ready, changed(), refused(4413), opened], null],
  ])('tells what was not taken: %s', (_name, events, expected) => {
    expect(saveState(savesAfter(events)).held).toEqual(expected);
  });

  test('an edit that is sent before the answer is the newest, and does not stand for those that wait', () => {
    const events = [...ready, lost, changed(1), changed(2), opened, changed(3), update, saved(1)];
    expect(unsentChanges(savesAfter(events)).get('a')).toEqual([change(1), change(2)]);
  });

  test('what was in a document that is gone rests, in the order in which it was made', () => {
    const events = [
      ...ready,
      found,
      changed(1),
      update,
      changed(2),
      { type: 'stranded', section: 'a' } as const,
    ];
    expect(restingIn(savesAfter(events), 'a')).toEqual([change(9, 12), change(1), change(2)]);
    expect([...unsentChanges(savesAfter(events)).keys()]).toEqual(['a']);
  });
});
