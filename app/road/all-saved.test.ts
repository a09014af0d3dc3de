import { expect, test } from 'vitest';
import type { SaveLine } from '../collab/save-state.ts';
import { allSaved, wordsAre } from './all-saved.ts';

function engineWith(first: SaveLine) {
  const listeners = new Set<() => void>();
  let line = first;
  return {
    saveState: () => ({ line, held: null }),
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    becomes(next: SaveLine) {
      line = next;
      for (const listener of [...listeners]) listener();
    },
    listeners,
  };
}

const going = () => new AbortController().signal;

test.each<[SaveLine, ReturnType<typeof wordsAre>]>([
  [{ kind: 'idle' }, 'saved'],
  [{ kind: 'saved', at: 1 }, 'saved'],
  [{ kind: 'partly', unsent: 3 }, 'saved'],
  [{ kind: 'saving' }, 'under-way'],
  [{ kind: 'offline', unsent: 2 }, 'under-way'],
  [{ kind: 'offline', unsent: 0 }, 'saved'],
  [{ kind: 'away', unsent: 1 }, 'under-way'],
  [{ kind: 'closed', code: 4401, unsent: 1 }, 'stuck'],
  [{ kind: 'closed', code: 4401, unsent: 0 }, 'saved'],
])('%j is %s', (line, words) => {
  expect(wordsAre(engineWith(line))).toBe(words);
});

test('nothing on its way needs no waiting', async () => {
  const engine = engineWith({ kind: 'saved', at: 1 });
  expect(await allSaved(engine, going())).toBe(true);
  expect(engine.listeners.size).toBe(0);
});

test('waits through a break until the last word is saved', async () => {
  const engine = engineWith({ kind: 'saving' });
  const waiting = allSaved(engine, going());
  engine.becomes({ kind: 'offline', unsent: 1 });
  engine.becomes({ kind: 'saving' });
  expect(engine.listeners.size).toBe(1);
  engine.becomes({ kind: 'saved', at: 2 });
  expect(await waiting).toBe(true);
  expect(engine.listeners.size).toBe(0);
});

test('gives up where nothing can be sent, and when nobody waits any more', async () => {
  const engine = engineWith({ kind: 'saving' });
  const waiting = allSaved(engine, going());
  engine.becomes({ kind: 'closed', code: 4401, unsent: 1 });
  expect(await waiting).toBe(false);

  const left = new AbortController();
  const other = engineWith({ kind: 'saving' });
  const leaving = allSaved(other, left.signal);
  left.abort();
  expect(await leaving).toBe(false);
  expect(other.listeners.size).toBe(0);
});
