import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** The libraries that a file pulls in, with everything of ours that it imports. */
function librariesOf(file: string, seen = new Set<string>()): Set<string> {
  const libraries = new Set<string>();
  if (seen.has(file)) return libraries;
  seen.add(file);
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(
    /^(?:import|export)[^'"]*from '([^']+)'/gm,
  )) {
    if (!name.startsWith('.')) libraries.add(name);
    else for (const inner of librariesOf(path.resolve(path.dirname(file), name), seen)) libraries.add(inner);
  }
  return libraries;
}

// A page that only reads would otherwise load an editor, and the server's thread for documents, too.
test.each([
  ['reading', 'reading.ts', /^(?!@delaktig)/],
  ['anchors', 'anchors/index.ts', /^(@tiptap|yjs|lib0)/],
  ['fragment', 'fragment.ts', /^@tiptap/],
  ['healing', 'healing/index.ts', /^@tiptap/],
])('the door %s holds no more than it needs', (_door, file, heavy) => {
  const libraries = [...librariesOf(path.join(import.meta.dirname, file))];
  expect(libraries.filter((name) => heavy.test(name))).toEqual([]);
});

test('the door of the editor holds it', () => {
  const libraries = [...librariesOf(path.join(import.meta.dirname, 'index.ts'))];
  expect(libraries).toEqual(expect.arrayContaining(['@tiptap/core', 'yjs', 'diff']));
});
