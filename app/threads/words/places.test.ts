import type { ThreadAnchor, ThreadView } from '@delaktig/domain';
import { describe, expect, it } from 'vitest';
import { thread } from '../thread.testing.ts';
import { MarkBoard } from './mark-board.ts';
import { fieldKey } from './places.ts';

const WORDS: ThreadAnchor = { of: 'words', field: 'analysis', quote: 'ringde', prefix: 'Vi ', suffix: '' };

const onWords = (id: string, more: Partial<ThreadView> = {}) => thread(id, { anchor: WORDS, ...more });

describe('the board of marks', () => {
  const key = fieldKey('s', 'words', 'analysis');

  it('has words where they stand now, else where they stood', () => {
    const place = { field: 'analysis', quote: 'ringde upp', prefix: '', suffix: '', lost: false };
    const board = new MarkBoard([onWords('a'), onWords('b', { place })]);
    expect(board.wordsOf(key).map(({ id, quote }) => [id, quote])).toEqual([
      ['a', 'ringde'],
      ['b', 'ringde upp'],
    ]);
    expect(board.wordsOf(fieldKey('s', 'inherited', 'analysis'))).toEqual([]);
  });

  it('gives the same list until something in it changes, that no text is drawn again for nothing', () => {
    const board = new MarkBoard([onWords('a')]);
    const before = board.wordsOf(key);
    board.setThreads([onWords('a', { unread: true, state: 'closed' })]);
    expect(board.wordsOf(key)).toBe(before);
    board.setThreads([onWords('a'), onWords('b')]);
    expect(board.wordsOf(key)).not.toBe(before);
  });

  it('draws by state, and nothing of threads that are taken from view or not known', () => {
    const hidden = { reason: 'Om en brukare.', day: '2026-11-20' };
    const board = new MarkBoard([onWords('a'), onWords('b', { state: 'closed' }), onWords('c', { hidden })]);
    board.setActive('a');
    board.setPointed('b');
    expect(['a', 'b', 'c', 'd'].map((id) => board.lookOf(id))).toEqual([
      'anchor on',
      'anchor answered near',
      '',
      '',
    ]);
    expect(board.wordsOf(key).map(({ id }) => id)).toEqual(['a', 'b']);
  });
});
