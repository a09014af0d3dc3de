import { describe, expect, test } from 'vitest';
import type { SaveEvent, SaveState } from './save-state.ts';
import { NO_SAVES, reduceSaves, saveState, unsentSections } from './save-state.ts';

const open: SaveEvent = { type: 'link', link: { kind: 'open' } };
const down: SaveEvent = { type: 'link', link: { kind: 'down' } };
const opened: SaveEvent = { type: 'opened', section: 'a' };
const changed: SaveEvent = { type: 'changed', section: 'a' };
const update: SaveEvent = { type: 'sent', section: 'a', answer: false };
const answer: SaveEvent = { type: 'sent', section: 'a', answer: true };
const lost: SaveEvent = { type: 'lost', section: 'a' };
const saved = (count: number, at = 7): SaveEvent => ({ type: 'saved', section: 'a', count, at });

/** Opened, and both sides have told what they have. */
const ready = [open, opened, answer, saved(1, 1)];

describe('the save state', () => {
  test.each<[string, SaveEvent[], SaveState]>([
    ['a page that has just come', [], { kind: 'idle' }],
    ['an opened section without a change', ready, { kind: 'idle' }],
    ['a change that is on its way', [...ready, changed, update], { kind: 'saving' }],
    ['a change that is told as committed', [...ready, changed, update, saved(2)], { kind: 'saved', at: 7 }],
    [
      'two changes, one of them committed',
      [...ready, changed, update, changed, update, saved(2)],
      { kind: 'saving' },
    ],
    [
      'two changes told at once',
      [...ready, changed, update, changed, update, saved(3)],
      { kind: 'saved', at: 7 },
    ],
    ['an answer told twice', [...ready, changed, update, saved(1), saved(1)], { kind: 'saving' }],
    ['a change before the section opened', [open, changed], { kind: 'saving' }],
    ['the same, sent in the answer but not told', [open, changed, opened, answer], { kind: 'saving' }],
    ['the same, told', [open, changed, opened, answer, saved(1)], { kind: 'saved', at: 7 }],
    ['offline with nothing unsent', [...ready, lost, down], { kind: 'offline', unsent: 0 }],
    [
      'offline after all was saved',
      [...ready, changed, update, saved(2), lost, down],
      { kind: 'offline', unsent: 0 },
    ],
    [
      'a change that was on its way when contact broke',
      [...ready, changed, update, lost, down],
      { kind: 'offline', unsent: 1 },
    ],
    ['changes made offline', [...ready, lost, down, changed, changed], { kind: 'offline', unsent: 2 }],
    ['back, not yet answered', [...ready, lost, down, changed, changed, open, opened], { kind: 'saving' }],
    [
      'back: an edit sent before the answer does not stand for those that wait',
      [...ready, lost, down, changed, changed, open, opened, changed, update, saved(1)],
      { kind: 'saving' },
    ],
    [
      'back, everything told',
      [...ready, lost, down, changed, changed, open, opened, answer, saved(1, 9)],
      { kind: 'saved', at: 9 },
    ],
    [
      'a server that does not answer',
      [...ready, changed, update, { type: 'overdue' }],
      { kind: 'offline', unsent: 1 },
    ],
    [
      'one that did after all',
      [...ready, changed, update, { type: 'overdue' }, saved(2)],
      { kind: 'saved', at: 7 },
    ],
    ['overdue without anything unsent', [...ready, { type: 'overdue' }], { kind: 'idle' }],
    [
      'signed out with something unsent',
      [...ready, changed, update, lost, { type: 'link', link: { kind: 'closed', code: 4401 } }],
      { kind: 'closed', code: 4401, unsent: 1 },
    ],
    [
      'a section closed for good',
      [...ready, changed, update, { type: 'refused', section: 'a', code: 4403 }],
      { kind: 'closed', code: 4403, unsent: 1 },
    ],
    [
      'tried again',
      [...ready, { type: 'refused', section: 'a', code: 4403 }, { type: 'retry' }],
      { kind: 'idle' },
    ],
    [
      'another section with something unsent',
      [...ready, { type: 'changed', section: 'b' }, changed, update, saved(2)],
      { kind: 'saving' },
    ],
    ['a section let go', [...ready, { type: 'forgotten', section: 'a' }], { kind: 'idle' }],
  ])('%s', (_name, events, expected) => {
    expect(saveState(events.reduce(reduceSaves, NO_SAVES))).toEqual(expected);
  });

  test('names the sections with something unsent', () => {
    const events: SaveEvent[] = [...ready, { type: 'changed', section: 'b' }];
    expect(unsentSections(events.reduce(reduceSaves, NO_SAVES))).toEqual(['b']);
  });
});
