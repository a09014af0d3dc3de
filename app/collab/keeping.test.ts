import { describe, expect, test } from 'vitest';
import type { Note } from './keeping.ts';
import { nextSteps } from './keeping.ts';
import type { Change } from './save-state.ts';

const change = (id: number, at: number): Change => ({ id, count: 1, at, update: new Uint8Array([id]) });
const note = (id: string, ...changes: number[]): Note => ({ id, section: 's', changes: new Set(changes) });
const unsent = (...changes: Change[]) => new Map(changes.length > 0 ? [['s', changes]] : []);

describe('what is written and what is removed', () => {
  test('nothing at all while everything is saved', () => {
    expect(nextSteps(unsent(), [], 1000, false)).toEqual({ write: [], remove: [], again: null });
  });

  test('a change that has just been made is given time to be saved', () => {
    expect(nextSteps(unsent(change(1, 1000)), [], 1100, false)).toEqual({
      write: [],
      remove: [],
      again: 150,
    });
  });

  test('one that stays unsent takes with it all that came after', () => {
    const all = [change(1, 1000), change(2, 1240)];
    expect(nextSteps(unsent(...all), [], 1250, false)).toEqual({
      write: [{ section: 's', changes: all, instead: [] }],
      remove: [],
      again: null,
    });
  });

  test('nothing waits when the page may go away', () => {
    const { write } = nextSteps(unsent(change(1, 1000)), [], 1000, true);
    expect(write).toEqual([{ section: 's', changes: [change(1, 1000)], instead: [] }]);
  });

  test('what is kept is not written again', () => {
    const { write, again } = nextSteps(unsent(change(1, 0), change(2, 1000)), [note('n', 1)], 1000, false);
    expect([write, again]).toEqual([[], 250]);
  });

  test('a record goes when all its words are saved, and stays while one of them is not', () => {
    const notes = [note('done', 1, 2), note('half', 3, 4)];
    expect(nextSteps(unsent(change(4, 0)), notes, 1000, false).remove).toEqual(['done']);
    expect(nextSteps(unsent(), notes, 1000, false).remove).toEqual(['done', 'half']);
  });

  test('a record of another section is nobody else’s', () => {
    const other: Note = { id: 'other', section: 't', changes: new Set([1]) };
    expect(nextSteps(unsent(change(1, 0)), [other], 1000, false)).toEqual({
      write: [{ section: 's', changes: [change(1, 0)], instead: [] }],
      remove: ['other'],
      again: null,
    });
  });

  test('many small records become one, which holds what is still unsent', () => {
    const notes = Array.from({ length: 32 }, (_, index) => note(`n${index}`, index));
    const all = Array.from({ length: 33 }, (_, index) => change(index, 0));
    const { write, remove } = nextSteps(unsent(...all), notes, 1000, false);
    expect(remove).toEqual([]);
    expect(write).toEqual([{ section: 's', changes: all, instead: notes.map(({ id }) => id) }]);
  });
});
