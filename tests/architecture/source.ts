import path from 'node:path';
import ts from 'typescript';

/** A file of the project as the rules see it. `path` is relative to the root, with slashes. */
export type Source = { path: string; text: string };

export type Import = {
  specifier: string;
  line: number;
  /** `import type`, `export type … from` or `import('…').X` in a type: gone when the code runs. */
  typeOnly: boolean;
  /** Where a relative specifier leads, from the root; null for packages. */
  target: string | null;
};

/** A use of the world outside: the clock, chance, the network. */
export type Effect = { what: string; line: number };

export function parse(source: Source): ts.SourceFile {
  const kind = /\.[jt]sx$/.test(source.path) ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(source.path, source.text, ts.ScriptTarget.Latest, true, kind);
}

export function importsOf(file: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const add = (node: ts.Node, specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const relative = specifier.text.startsWith('.');
    found.push({
      specifier: specifier.text,
      line: lineOf(file, node),
      typeOnly,
      target: relative ? path.posix.join(path.posix.dirname(file.fileName), specifier.text) : null,
    });
  };
  walk(file, (node) => {
    if (ts.isImportDeclaration(node)) {
      add(node, node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node)) {
      add(node, node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node, node.argument.literal, true);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node, node.arguments[0], false);
    }
  });
  return found;
}

const EFFECTS_OF = new Set([
  'Date.now',
  'Math.random',
  'performance.now',
  'crypto.randomUUID',
  'crypto.getRandomValues',
]);
const EFFECT_CALLS = new Set(['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']);

export function effectsOf(file: ts.SourceFile): Effect[] {
  const found: Effect[] = [];
  walk(file, (node) => {
    const what = effectOf(node);
    if (what !== null) found.push({ what, line: lineOf(file, node) });
  });
  return found;
}

function effectOf(node: ts.Node): string | null {
  if (ts.isPropertyAccessExpression(node)) {
    const name = node.getText();
    if (EFFECTS_OF.has(name)) return name;
    return ts.isIdentifier(node.expression) && node.expression.text === 'process' ? name : null;
  }
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date') {
    return (node.arguments ?? []).length === 0 ? 'new Date()' : null;
  }
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
    if (node.expression.text === 'Date') return 'Date()';
    return EFFECT_CALLS.has(node.expression.text) ? `${node.expression.text}()` : null;
  }
  return null;
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

function lineOf(file: ts.SourceFile, node: ts.Node): number {
  return file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
}
