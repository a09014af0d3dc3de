import type { ThreadAnchor } from '@delaktig/domain';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  aboutsIn,
  draftOf,
  forgetComment,
  keepAbout,
  keepComment,
  keepDraft,
  readComment,
} from './drafts.ts';
import type { About } from './threads-context.tsx';

const SECTION = '0191d2f0-0000-7000-8000-000000000001';
const anchor: ThreadAnchor = {
  of: 'words',
  field: 'content',
  quote: 'blåsigt',
  prefix: 'Året var ',
  suffix: '.',
};
const about: About = { sectionId: SECTION, anchor, name: null, markedAt: { at: 9 } };
const key = draftOf(about);

/** What a browser keeps, as properties, with room for so many letters in one item. */
function storage(room: number): Record<string, string> {
  const kept: Record<string, string> = {};
  const methods = {
    getItem: (name: string) => kept[name] ?? null,
    setItem(name: string, value: string) {
      if (value.length > room) throw new Error('full');
      kept[name] = value;
    },
    removeItem(name: string) {
      delete kept[name];
    },
  };
  for (const [name, value] of Object.entries(methods)) Object.defineProperty(kept, name, { value });
  return kept;
}

let localStorage: Record<string, string>;
beforeEach(() => {
  localStorage = storage(Number.POSITIVE_INFINITY);
  vi.stubGlobal('window', { localStorage });
});
afterEach(() => vi.unstubAllGlobals());

test('a comment comes back with the choice that it was written under', () => {
  expect(readComment('a', key)).toEqual({ words: '', isNameless: false });
  for (const isNameless of [true, false]) {
    keepComment('a', key, { words: 'Vi hinner inte.', isNameless });
    expect(readComment('a', key)).toEqual({ words: 'Vi hinner inte.', isNameless });
    expect(readComment('b', key)).toEqual({ words: '', isNameless: false });
  }
});

test('words of which the choice is not known have no name', () => {
  for (const words of ['Vi hinner inte.', '17', '{"words":"x"}']) {
    keepDraft('a', key, words);
    expect(readComment('a', key)).toEqual({ words, isNameless: true });
  }
});

test('where the storage is full no older choice is left', () => {
  vi.stubGlobal('window', { localStorage: storage(40) });
  keepComment('a', key, { words: 'Vi', isNameless: false });
  expect(readComment('a', key).words).toBe('Vi');
  keepComment('a', key, { words: 'Vi hinner inte med.', isNameless: true });
  expect(readComment('a', key)).toEqual({ words: '', isNameless: false });
});

test('what is written after the press is not taken away with what was sent', () => {
  const sent = { words: 'Första.', isNameless: true };
  keepComment('a', key, { ...sent, words: 'Första. Andra.' });
  forgetComment('a', key, sent);
  expect(readComment('a', key).words).toBe('Första. Andra.');
  keepComment('a', key, sent);
  forgetComment('a', key, sent);
  expect(readComment('a', key).words).toBe('');
});

test('a draft is found by its section with all that it is about, as long as there are words', () => {
  const suggested = { ...about, suggest: true };
  keepAbout('a', about);
  keepAbout('a', suggested);
  expect(aboutsIn('a', SECTION)).toEqual([]);
  expect(Object.keys(localStorage)).toEqual([]);

  keepAbout('a', about);
  keepAbout('a', suggested);
  keepComment('a', key, { words: 'Fem veckor.', isNameless: false });
  keepDraft('a', `${draftOf(suggested)}:why`, 'Det stormade.');
  expect(aboutsIn('a', SECTION)).toEqual([suggested, about]);
  expect(aboutsIn('b', SECTION)).toEqual([]);
  expect(aboutsIn('a', SECTION.replace('1', '2'))).toEqual([]);
});

test('what is kept of an unknown kind is dropped', () => {
  keepDraft('a', `om:${key}`, '{"sectionId":1}');
  keepDraft('a', `om:${SECTION}:x`, 'x');
  keepComment('a', key, { words: 'Fem veckor.', isNameless: false });
  expect(aboutsIn('a', SECTION)).toEqual([]);
});
