import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { breaches, PACKAGES } from './architecture/rules.ts';
import type { Source } from './architecture/source.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const FOLDERS = ['app', 'server', 'packages', 'tests'];

describe('the layout of the project', () => {
  const sources = FOLDERS.flatMap(read);

  it('is looked at: the four folders hold sources', () => {
    for (const folder of FOLDERS) {
      expect(sources.some((source) => source.path.startsWith(`${folder}/`))).toBe(true);
    }
  });

  it('keeps its directions', () => {
    expect(breaches(sources)).toEqual([]);
  }, 30_000);

  it('gives each package the doors that the table names, and no other', () => {
    const doors = readdirSync(path.join(ROOT, 'packages')).map((folder) => {
      const manifest = JSON.parse(readFileSync(path.join(ROOT, 'packages', folder, 'package.json'), 'utf8'));
      expect(manifest.name).toBe(`@delaktig/${folder}`);
      return [folder, Object.keys(manifest.exports).sort()];
    });
    expect(Object.fromEntries(doors)).toEqual(
      Object.fromEntries(Object.entries(PACKAGES).map(([name, { doors }]) => [name, doors.toSorted()])),
    );
  });
});

/** Each made-up file is wrong in one way, or right although it looks wrong. */
describe('the rules themselves', () => {
  const domain = 'packages/domain/src/x.ts';
  const editor = 'packages/editor/src/x.ts';
  const page = 'app/routes/x.tsx';

  it.each<[string, string, string, RegExp]>([
    ['a package that reads files', domain, `import fs from 'node:fs';`, /domain.*:1 .*node:fs.*server\//],
    ['a built-in without node:', domain, `import path from 'path';`, /uses path;/],
    ['a package that knows the server', domain, `import { a } from '../../../server/a.ts';`, /reaches out/],
    ['even for its types', domain, `import type { A } from '../../../server/a.ts';`, /reaches out/],
    ['domain that knows another package', domain, `import { a } from '@delaktig/texts';`, /may not know/],
    ['a library that the table does not name', domain, `import * as Y from 'yjs';`, /may not use yjs/],
    ['a name that only begins alike', 'packages/sync/src/x.ts', `import a from 'yjs-extra';`, /may not use/],
    ['a re-export', editor, `export * from '@delaktig/reader';`, /may not know @delaktig\/reader/],
    ['a dynamic import', editor, `const a = await import('@delaktig/reader');`, /may not know/],
    ['a package that nobody has described', 'packages/new/src/x.ts', '', /not in the table/],
    ['a clock', domain, `export const a = () => Date.now();`, /Date\.now.*as an argument/],
    ['the clock as a value', domain, `export const clock = Date.now;`, /Date\.now/],
    ['a new date of now', domain, `export const a = new Date();`, /new Date\(\)/],
    ['chance', editor, `export const a = Math.random();`, /Math\.random/],
    ['the environment', domain, `export const a = process.env.A;`, /process\.env/],
    ['the network', editor, `export const a = fetch('/');`, /fetch\(\)/],
    [
      'a deep import',
      'server/x.ts',
      `import { a } from '@delaktig/domain/src/a.ts';`,
      /from @delaktig\/domain$/,
    ],
    [
      'a path into a package',
      page,
      `import { a } from '../../packages/texts/src/a.ts';`,
      /@delaktig\/texts$/,
    ],
    ['a test that goes past the index', 'tests/x.ts', `import '../packages/sync/src/a.ts';`, /door/],
    ['a server that knows the app', 'server/x.ts', `import { a } from '../app/a.ts';`, /server imports/],
    ['even for its types', 'server/x.ts', `import type { A } from '../app/a.ts';`, /server imports/],
    ['an app that runs the server', page, `import { a } from '../../server/a.ts';`, /import type/],
    ['with a type among its names', page, `import { type A } from '../../server/a.ts';`, /import type/],
    ['an app with a built-in', page, `import { readFile } from 'node:fs/promises';`, /do that in server\//],
    ['an app with the database', page, `import postgres from 'postgres';`, /do that in server\//],
    ['an import that Node does not find', 'server/x.ts', `import { a } from './a';`, /ending, \.ts/],
    ['a component on the server', 'server/page.tsx', '', /app\//],
    ['a drawer', 'server/utils/dates.ts', '', /"utils" says nothing/],
    ['a drawer in a file', 'app/helpers.ts', '', /"helpers.ts" says nothing/],
    ['a file too long', 'app/styles/x.css', 'a {}\n'.repeat(401), /401 lines, at most 400/],
  ])('find %s', (_what, file, text, message) => {
    const found = breaches([{ path: file, text }]);
    expect(found).toEqual([expect.stringMatching(message)]);
    expect(found[0]).toMatch(/^[\w./-]+:\d+ /);
  });

  it.each<[string, string, string]>([
    ['a package that uses the domain', editor, `import type { Content } from '@delaktig/domain';`],
    ['a file beside it', domain, `import { a } from './a.ts';`],
    ['a part of an allowed library', 'packages/sync/src/x.ts', `import * as e from 'lib0/encoding';`],
    ['a scope that the table names', editor, `import { Editor } from '@tiptap/core';`],
    ['a date of something', domain, `export const a = (at: string) => new Date(at);`],
    ['a clock that is passed in', domain, `export const a = (clock: () => Date) => clock();`],
    ['a test that reads a fixture', 'packages/reader/src/x.test.ts', `import fs from 'node:fs';`],
    ['words in a text', domain, `export const a = "import fs from 'node:fs'; Date.now()";`],
    ['words in a comment', domain, `// import fs from 'node:fs'; Math.random()`],
    ['the types of the server', page, `import type { A } from '../../server/a.ts';`],
    ['types as a type', page, `export type A = import('../../server/a.ts').A;`],
    ['the door of a package', 'server/x.ts', `import { houseOf } from '@delaktig/domain';`],
    ['a second door', page, `import { a } from '@delaktig/editor/reading';`],
    ['the server side of the app', 'app/entry.server.tsx', `import { PassThrough } from 'node:stream';`],
    ['a word with utils in it', 'app/reutilsed.ts', ''],
    ['a file just short enough', 'app/styles/x.css', 'a {}\n'.repeat(400)],
  ])('let through %s', (_what, file, text) => {
    expect(breaches([{ path: file, text }])).toEqual([]);
  });
});

function read(folder: string): Source[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.([jt]sx?|css)$/.test(entry.name))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.split(path.sep).includes('node_modules'))
    .map((file) => ({
      path: file.split(path.sep).join('/'),
      text: readFileSync(path.join(ROOT, file), 'utf8'),
    }));
}
