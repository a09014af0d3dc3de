import type { Content, ContentNode } from '@delaktig/domain';

/** Letters (UTF-16 units) of a field's line, which is `plainText` of its content: the first, and one past the last. */
export type LineRange = { from: number; to: number };

type Marks = NonNullable<ContentNode['marks']>;

/**
 * A content with each of its text nodes replaced, in the order of the line. `at`: letters of the line before the node.
 * Counts exactly as `plainText` joins: a line feed between text blocks, and one for a hard break.
 */
export function mapText(
  content: Content,
  replace: (node: ContentNode, at: number) => ContentNode[],
): Content {
  let at = 0;
  let first = true;
  const inline = (node: ContentNode): ContentNode[] => {
    if (node.type === 'hardBreak') {
      at += 1;
      return [node];
    }
    if (node.text === undefined) {
      return node.content === undefined ? [node] : [{ ...node, content: node.content.flatMap(inline) }];
    }
    const replaced = replace(node, at);
    at += node.text.length;
    return replaced;
  };
  const block = (node: ContentNode): ContentNode[] => {
    const children = node.content ?? [];
    const holdsText =
      children.length === 0 || children.some(({ text, type }) => text !== undefined || type === 'hardBreak');
    if (!holdsText) return [{ ...node, content: children.flatMap(block) }];
    if (!first) at += 1;
    first = false;
    return inline(node);
  };
  return content.flatMap(block);
}

/** Looks at each text node of a content, in the order of the line. */
export function eachText(content: Content, visit: (node: ContentNode, at: number) => void): void {
  mapText(content, (node, at) => {
    visit(node, at);
    return [];
  });
}

/**
 * A content with other marks on some of its letters, and no other words. `marksOf`: the marks of the letters from one
 * cut to the next, from those that they have.
 */
export function remark(
  content: Content,
  cuts: readonly number[],
  marksOf: (at: number, marks: Marks) => Marks,
): Content {
  const sorted = [...new Set(cuts)].sort((a, b) => a - b);
  const marked = mapText(content, (node, at) => {
    const text = node.text ?? '';
    const inside = sorted.filter((cut) => cut > at && cut < at + text.length);
    return [at, ...inside].map((from, index) => {
      const { marks: old, ...bare } = node;
      const marks = marksOf(from, old ?? []);
      const words = text.slice(from - at, (inside[index] ?? at + text.length) - at);
      return { ...bare, text: words, ...(marks.length > 0 ? { marks } : {}) };
    });
  });
  return joinEqual(marked);
}

/** Words with the same marks stand in one node. */
function joinEqual(nodes: Content): Content {
  const joined: Content = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (last?.text !== undefined && node.text !== undefined && hasSameMarks(last, node)) {
      joined[joined.length - 1] = { ...last, text: last.text + node.text };
    } else {
      joined.push(node.content === undefined ? node : { ...node, content: joinEqual(node.content) });
    }
  }
  return joined;
}

const hasSameMarks = (a: ContentNode, b: ContentNode): boolean =>
  JSON.stringify(a.marks ?? []) === JSON.stringify(b.marks ?? []);
