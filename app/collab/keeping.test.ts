import { describe, expect, test } from 'vitest';
import type { Note } from './keeping.ts';
import { nextSteps } from './keeping.ts';
import type { Change } from './save-state.ts';

const change = (id: number, at: number): Change => ({
  id,
  count: 1,
  at,
  update: new Uint8Array([id]),
  epoch: 0,
  removed: [],
});
const note = (id: string, ...changes: number[]): Note => {
  const held = new Set(changes);
  return { id, section: 's', changes: held, until: held };
};
/** Nothing hurries, and nothing is on its way aside. */
const at = (now: number) => ({ now, hurry: false, leaving: new Set<number>() });
const unsent = (...changes: Change[]) => new Map(changes.length > 0 ? [['s', changes]] : []);

describe('what is written and what is removed', () => {
  test('nothing at all while everything is saved', () => {
    expect(nextSteps(unsent(), [], at(1000))).toEqual({ write: [], remove: [], again: null });
  });

  test('a change that has just been made is given time to be saved', () => {
    expect(nextSteps(unsent(change(1, 1000)), [], at(1100))).toEqual({
      write: [],
      remove: [],
      again: 150,
    });
  });

  test('what is on its way aside is not written again, and holds its old record', () => {
    const all = [change(1, 0), change(2, 100)];
    const leaving = new Set([1]);
    expect(nextSteps(unsent(...all), [], { now: 1000, hurry: true, leaving }).write).toEqual([
      { section: 's', changes: [change(2, 100)], instead: [] },
    ]);
    expect(nextSteps(unsent(change(1, 0)), [note('n', 1)], { now: 1000, hurry: true, leaving })).toEqual({
      write: [],
      remove: [],
      again: null,
    });
    const standing = { ...note('n', 7), until: new Set([7, 1]) };
    expect(nextSteps(unsent(...all), [standing], { now: 1000, hurry: true, leaving })).toMatchObject({
      write: [{ changes: [change(2, 100)], instead: [] }],
      remove: [],
    });
  });

  test('one that stays unsent takes with it all that came after', () => {
    const all = [change(1, 1000), change(2, 1240)];
    expect(nextSteps(unsent(...all), [], at(1250))).toEqual({
      write: [{ section: 's', changes: all, instead: [] }],
      remove: [],
      again: null,
    });
  });

  test('nothing waits when the page may go away', () => {
    const { write } = nextSteps(unsent(change(1, 1000)), [], { ...at(1000), hurry: true });
    expect(write).toEqual([{ section: 's', changes: [change(1, 1000)], instead: [] }]);
  });

  test('what is kept is not written again', () => {
    const { write, again } = nextSteps(unsent(change(1, 0), change(2, 1000)), [note('n', 1)], at(1000));
    expect([write, again]).toEqual([[], 250]);
  });

  test('a record goes when all its words are saved, and stays while one of them is not', () => {
    const notes = [note('done', 1, 2), note('half', 3, 4)];
    expect(nextSteps(unsent(change(4, 0)), notes, at(1000)).remove).toEqual(['done']);
    expect(nextSteps(unsent(), notes, at(1000)).remove).toEqual(['done', 'half']);
  });

  test('a record of another section is nobody else’s', () => {
    const other: Note = { ...note('other', 1), section: 't' };
    expect(nextSteps(unsent(change(1, 0)), [other], at(1000))).toEqual({
      write: [{ section: 's', changes: [change(1, 0)], instead: [] }],
      remove: ['other'],
      again: null,
    });
  });

  test('a record whose words may be among others stays as long as those, and does not stand for them', () => {
    const found: Note = { ...note('found', 1), until: new Set([1, 2]) };
    const both = [change(1, 0), change(2, 0)];
    const { write, remove } = nextSteps(unsent(...both), [found], at(1000));
    expect([write, remove]).toEqual([[{ section: 's', changes: [change(2, 0)], instead: [] }], []]);
    expect(nextSteps(unsent(), [found], at(1000)).remove).toEqual(['found']);
  });

  test('a record whose words are other changes now is written anew with those', () => {
    const found: Note = { ...note('found', 1), until: new Set([1, 2]) };
    expect(nextSteps(unsent(change(2, 900)), [found], at(1000))).toEqual({
      write: [],
      remove: [],
      again: 150,
    });
    const { write, remove } = nextSteps(unsent(change(2, 0)), [found], at(1000));
    expect([write, remove]).toEqual([[{ section: 's', changes: [change(2, 0)], instead: ['found'] }], []]);
  });

  test('many small records become one, which holds what is still unsent', () => {
    const notes = Array.from({ length: 32 }, (_, index) => note(`n${index}`, index));
    const all = Array.from({ length: 33 }, (_, index) => change(index, 0));
    const { write, remove } = nextSteps(unsent(...all), notes, at(1000));
    expect(remove).toEqual([]);
    expect(write).toEqual([{ section: 's', changes: all, instead: notes.map(({ id }) => id) }]);
  });
});
