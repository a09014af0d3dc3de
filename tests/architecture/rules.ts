import { builtinModules } from 'node:module';
import { effectsOf, type Import, importsOf, parse, type Source } from './source.ts';

/**
 * What each package may import: other packages of ours, and from npm ("@tiptap/" = the whole scope).
 * `doors` are the names by which others import it.
 */
export const PACKAGES: Record<string, { doors: string[]; ours: string[]; npm: string[] }> = {
  // The thread for documents is spared the rest: the other door is 25 MB less.
  domain: { doors: ['.', './content'], ours: [], npm: ['zod'] },
  reader: { doors: ['.'], ours: ['domain'], npm: [] },
  // Readers of a page are spared the editor: the other doors hold what static and live reading need.
  editor: {
    doors: ['.', './reading', './fragment', './anchors', './healing'],
    ours: ['domain'],
    npm: ['@tiptap/', 'yjs', 'lib0', 'diff'],
  },
  sync: { doors: ['.'], ours: ['domain'], npm: ['yjs', 'lib0', 'y-protocols', 'zod'] },
  texts: { doors: ['.'], ours: ['domain'], npm: [] },
};

/** Libraries that only the server may hold. */
const SERVER_LIBRARIES = [
  'postgres',
  'prom-client',
  'ws',
  'express',
  'compression',
  'pino',
  'helmet',
  'rate-limiter-flexible',
  'commander',
  'nodemailer',
  'csv-parse',
  'read-excel-file',
];

const MOST_LINES = 400;

/** Files that are data and may be long. */
const DATA: RegExp[] = [];

const DRAWERS = /^(utils?|helpers?|misc|common)$/;

type Rule = (source: Source, imports: Import[]) => string[];

/** Every breach of the layout, as `path:line what is wrong; what to do instead`. */
export function breaches(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const imports = isCode(source) ? importsOf(parse(source)) : [];
    return RULES.flatMap((rule) => rule(source, imports));
  });
}

const RULES: Rule[] = [
  packagesStandAlone,
  packagesArePure,
  onlyTheDoorsOfPackages,
  serverKnowsNoApp,
  appKnowsServerTypesOnly,
  appRunsInBrowsers,
  nodeFindsTheFile,
  noTsxWhereTypesAreStripped,
  noDrawers,
  filesThatFitAHead,
];

function packagesStandAlone(source: Source, imports: Import[]): string[] {
  const name = packageOf(source.path);
  if (name === null || isTest(source)) return [];
  const allowed = PACKAGES[name];
  if (!allowed) {
    return [at(source, 1, `the package ${name} is not in the table of tests/architecture/rules.ts; add it`)];
  }
  return imports.flatMap(({ specifier, target, line }) => {
    if (target !== null) {
      if (packageOf(target) === name) return [];
      return [
        at(
          source,
          line,
          `packages/${name} reaches out of its folder to ${target}; take what it needs as an argument`,
        ),
      ];
    }
    if (isBuiltin(specifier)) {
      return [at(source, line, `a package uses ${specifier}; do that in server/ and pass in the result`)];
    }
    const ours = /^@delaktig\/([^/]+)/.exec(specifier)?.[1];
    if (ours !== undefined) {
      if (allowed.ours.includes(ours)) return [];
      return [
        at(
          source,
          line,
          `packages/${name} may not know @delaktig/${ours}; move what both need to @delaktig/domain`,
        ),
      ];
    }
    if (allowed.npm.some((npm) => isFrom(specifier, npm))) return [];
    return [
      at(
        source,
        line,
        `packages/${name} may not use ${specifier}; do it in server/ or app/, or widen the table in tests/architecture/rules.ts`,
      ),
    ];
  });
}

function packagesArePure(source: Source): string[] {
  if (packageOf(source.path) === null || isTest(source) || !isCode(source)) return [];
  return effectsOf(parse(source)).map(({ what, line }) =>
    at(
      source,
      line,
      `${what} in a package, which is pure; take the time, the id or the answer as an argument`,
    ),
  );
}

function onlyTheDoorsOfPackages(source: Source, imports: Import[]): string[] {
  return imports.flatMap(({ specifier, target, line }) => {
    const [, name = null, inside] = /^@delaktig\/([^/]+)(\/.+)?$/.exec(specifier) ?? [];
    const deep = inside !== undefined && !PACKAGES[name ?? '']?.doors.includes(`.${inside}`) ? name : null;
    const reached = target === null ? null : packageOf(target);
    const around = reached === packageOf(source.path) ? null : reached;
    const passed = deep ?? around;
    if (passed === null) return [];
    return [at(source, line, `${specifier} goes past the package's door; import from @delaktig/${passed}`)];
  });
}

function serverKnowsNoApp(source: Source, imports: Import[]): string[] {
  if (!source.path.startsWith('server/')) return [];
  return imports
    .filter(({ target }) => target?.startsWith('app/'))
    .map(({ specifier, line }) =>
      at(
        source,
        line,
        `server imports ${specifier}; move what both need to packages/, or give it to the app through the context`,
      ),
    );
}

function appKnowsServerTypesOnly(source: Source, imports: Import[]): string[] {
  if (!source.path.startsWith('app/')) return [];
  return imports
    .filter(({ target, typeOnly }) => target?.startsWith('server/') && !typeOnly)
    .map(({ specifier, line }) =>
      at(
        source,
        line,
        `app runs ${specifier}, which would exist twice or land in the browser; use \`import type\` and reach the use case through the loader's context`,
      ),
    );
}

function appRunsInBrowsers(source: Source, imports: Import[]): string[] {
  if (!source.path.startsWith('app/') || isTest(source) || /\.server\.tsx?$/.test(source.path)) return [];
  return imports
    .filter(({ typeOnly }) => !typeOnly)
    .filter(({ specifier }) => isBuiltin(specifier) || SERVER_LIBRARIES.some((npm) => isFrom(specifier, npm)))
    .map(({ specifier, line }) =>
      at(source, line, `app imports ${specifier}, which browsers do not have; do that in server/`),
    );
}

function nodeFindsTheFile(source: Source, imports: Import[]): string[] {
  if (!/^(server|packages)\//.test(source.path)) return [];
  return imports
    .filter(({ target, typeOnly }) => target !== null && !typeOnly && !/\.(ts|js|json)$/.test(target))
    .map(({ specifier, line }) =>
      at(source, line, `Node does not find ${specifier}; write the file's ending, .ts or .js`),
    );
}

function noTsxWhereTypesAreStripped(source: Source): string[] {
  if (!/^(server|packages)\/.*\.tsx$/.test(source.path)) return [];
  return [at(source, 1, 'Node strips types but not JSX; components belong in app/')];
}

function noDrawers(source: Source): string[] {
  const drawer = source.path.split('/').find((part) => DRAWERS.test(part.replace(/\..*$/, '')));
  if (drawer === undefined) return [];
  return [at(source, 1, `"${drawer}" says nothing about what is in it; name the file after what it does`)];
}

function filesThatFitAHead(source: Source): string[] {
  const lines = source.text.trimEnd().split('\n').length;
  if (lines <= MOST_LINES || DATA.some((data) => data.test(source.path))) return [];
  return [at(source, MOST_LINES, `${lines} lines, at most ${MOST_LINES}; split it by what changes together`)];
}

function packageOf(path: string): string | null {
  return /^packages\/([^/]+)\//.exec(path)?.[1] ?? null;
}

function isCode(source: Source): boolean {
  return /\.[jt]sx?$/.test(source.path);
}

function isTest(source: Source): boolean {
  return /\.test(ing)?\.tsx?$/.test(source.path);
}

function isBuiltin(specifier: string): boolean {
  return specifier.startsWith('node:') || builtinModules.includes(specifier);
}

function isFrom(specifier: string, npm: string): boolean {
  return npm.endsWith('/') ? specifier.startsWith(npm) : specifier === npm || specifier.startsWith(`${npm}/`);
}

function at(source: Source, line: number, message: string): string {
  return `${source.path}:${line} ${message}`;
}
