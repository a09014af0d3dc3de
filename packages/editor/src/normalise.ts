import type { Content, ContentNode } from '@delaktig/domain';
import { normaliseInline } from './normalise-inline.ts';
import { normaliseTable } from './normalise-table.ts';
import { headingLevel } from './reading.ts';

/** Where blocks stand: headings and tables only at the top, see the schema. */
type Place = 'top' | 'inner';

/** Nesting beyond this is no text that anyone wrote; what lies deeper is kept as plain paragraphs. */
const MAX_DEPTH = 20;

/**
 * Content of any origin as the schema holds it, in canonical form: a heading has its level, a list
 * its start and a cell its spans where they are not 1; marks in the schema's order, adjacent equal text joined, line breaks as `hardBreak`, no `lines`.
 * What the schema does not know is unwrapped, never dropped: every letter is kept, in its order. Canonical
 * content comes back unchanged.
 */
export function normaliseContent(content: Content): Content {
  return normaliseBlocks(content, 'top', 0);
}

function normaliseBlocks(nodes: readonly ContentNode[], place: Place, depth: number): Content {
  const blocks: Content = [];
  let inline: ContentNode[] = [];
  const flush = () => {
    const content = normaliseInline(inline);
    if (content.length > 0) blocks.push({ type: 'paragraph', content });
    inline = [];
  };
  for (const node of nodes) {
    if (isInline(node)) {
      inline.push(node);
      continue;
    }
    flush();
    blocks.push(...normaliseBlock(node, place, depth));
  }
  flush();
  return blocks;
}

function normaliseBlock(node: ContentNode, place: Place, depth: number): Content {
  const children = node.content ?? [];
  // A block with words of its own, which no ProseMirror makes: they come before its children.
  const own: Content = node.text ? [{ type: 'text', text: node.text, marks: node.marks }] : [];
  if (depth >= MAX_DEPTH) return normaliseTextblock(lettersOf(node), { type: 'paragraph' }, place, depth);
  switch (node.type) {
    case 'paragraph':
      return normaliseTextblock([...own, ...children], { type: 'paragraph' }, place, depth);
    case 'heading':
      return normaliseTextblock([...own, ...children], headingOf(node, place), place, depth);
    case 'bulletList':
      return listOf({ type: 'bulletList' }, [...own, ...children], depth);
    case 'orderedList':
      return listOf(orderedList(node), [...own, ...children], depth);
    case 'table':
      return place === 'top'
        ? normaliseTable([...own, ...children], (cell) => cellBlocks(cell, depth))
        : normaliseBlocks([...own, ...children], place, depth + 1);
    default:
      return normaliseBlocks([...own, ...children], place, depth + 1);
  }
}

function headingOf(node: ContentNode, place: Place): ContentNode {
  if (place === 'inner') return { type: 'paragraph' };
  return { type: 'heading', attrs: { level: headingLevel(node.attrs?.level) } };
}

function orderedList(node: ContentNode): ContentNode {
  const start = node.attrs?.start;
  const kept = typeof start === 'number' && Number.isSafeInteger(start) && start >= 0 && start !== 1;
  return kept ? { type: 'orderedList', attrs: { start } } : { type: 'orderedList' };
}

/** A paragraph or heading; blocks that stand inside it, which the schema forbids, follow after it. */
function normaliseTextblock(
  children: readonly ContentNode[],
  block: ContentNode,
  place: Place,
  depth: number,
): Content {
  const firstBlock = children.findIndex((child) => !isInline(child));
  const inline = normaliseInline(firstBlock === -1 ? children : children.slice(0, firstBlock));
  const head = inline.length > 0 ? { ...block, content: inline } : block;
  if (firstBlock === -1) return [head];
  const rest = normaliseBlocks(children.slice(firstBlock), place, depth + 1);
  return inline.length > 0 ? [head, ...rest] : rest;
}

function listOf(list: ContentNode, children: readonly ContentNode[], depth: number): Content {
  const items = children.map((child) => {
    const inside = child.type === 'listItem' ? withOwnText(child) : [child];
    return { type: 'listItem', content: itemBlocks(inside, depth) };
  });
  return items.length > 0 ? [{ ...list, content: items }] : [];
}

/** An item begins with a paragraph, empty where what came began with something else. */
function itemBlocks(nodes: readonly ContentNode[], depth: number): Content {
  const blocks = normaliseBlocks(nodes, 'inner', depth + 1);
  return blocks[0]?.type === 'paragraph' ? blocks : [{ type: 'paragraph' }, ...blocks];
}

/** A table cell holds at least one block. */
function cellBlocks(node: ContentNode, depth: number): Content {
  const blocks = normaliseBlocks(withOwnText(node), 'inner', depth + 1);
  return blocks.length > 0 ? blocks : [{ type: 'paragraph' }];
}

function withOwnText(node: ContentNode): Content {
  const children = node.content ?? [];
  return node.text ? [{ type: 'text', text: node.text, marks: node.marks }, ...children] : children;
}

/** Words and breaks, and nodes we do not know that hold words directly (a mention): they belong to their line. */
function isInline(node: ContentNode): boolean {
  if ((node.content ?? []).length > 0) return false;
  if (node.type === 'text' || node.type === 'hardBreak') return true;
  return !KNOWN_BLOCKS.has(node.type) && node.text !== undefined;
}

const KNOWN_BLOCKS = new Set([
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'listItem',
  'table',
  'tableRow',
  'tableHeader',
  'tableCell',
]);

/** Every text node below, without recursion: this is what too deep a nesting is flattened by. */
function lettersOf(node: ContentNode): Content {
  const letters: Content = [];
  const stack = [node];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (next.text) letters.push({ type: 'text', text: next.text, marks: next.marks });
    if (next.type === 'hardBreak') letters.push({ type: 'hardBreak' });
    stack.push(...(next.content ?? []).toReversed());
  }
  return letters;
}
