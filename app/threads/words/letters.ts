import type { LineRange } from '@delaktig/editor/anchors';

type Piece = { node: Text | HTMLBRElement; from: number; to: number };

/** The letters that an element shows as one line, as `plainText` has them, and which nodes they stand in. */
export type Letters = { line: string; pieces: readonly Piece[] };

const BLOCKS = 'p, h1, h2, h3, h4, h5, h6';
/** What stands among the words and is not of them. */
const BESIDE = '[data-beside], .placeholder, .unwritten, .prose-end';

/** Reads a text that is not edited; also one that a browser has translated, with the elements that it put in. */
export function lettersIn(root: Element): Letters {
  const pieces: Piece[] = [];
  const lines: string[] = [];
  let from = 0;
  for (const block of root.querySelectorAll(BLOCKS)) {
    if (block.closest(BESIDE) !== null) continue;
    const start = from;
    let line = '';
    for (const node of lettersOf(block)) {
      const letters = node instanceof Text ? node.data : '\n';
      pieces.push({ node, from, to: from + letters.length });
      line += letters;
      from += letters.length;
    }
    if (isEmpty(block)) {
      // An empty paragraph holds a break, that it keeps its line.
      line = '';
      from = start;
      pieces.pop();
    }
    lines.push(line);
    from += 1;
  }
  return { line: lines.join('\n'), pieces };
}

function isEmpty(block: Element): boolean {
  return block.childNodes.length === 1 && block.firstElementChild?.tagName === 'BR';
}

function lettersOf(block: Element): (Text | HTMLBRElement)[] {
  const found: (Text | HTMLBRElement)[] = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text) && !(node instanceof HTMLBRElement)) continue;
    if (node.parentElement?.closest(BESIDE) === null) found.push(node);
  }
  return found;
}

/** How many letters stand before a place of the page. */
export function lettersBefore({ pieces }: Letters, node: Node, offset: number): number {
  const place = document.createRange();
  place.setStart(node, offset);
  let before = 0;
  for (const piece of pieces) {
    if (piece.node === node && piece.node instanceof Text) return piece.from + offset;
    if (place.comparePoint(piece.node, 0) >= 0) break;
    before = piece.to;
  }
  return before;
}

/** The letters of a line as a range of the page; null where they do not stand there. */
export function rangeOf({ pieces }: Letters, { from, to }: LineRange): Range | null {
  const first = pieces.find((piece) => piece.to > from);
  const last = pieces.findLast((piece) => piece.from < to);
  if (first === undefined || last === undefined || last.to <= from) return null;
  const range = document.createRange();
  if (first.node instanceof Text) range.setStart(first.node, Math.max(0, from - first.from));
  else range.setStartBefore(first.node);
  if (last.node instanceof Text) range.setEnd(last.node, Math.min(to, last.to) - last.from);
  else range.setEndAfter(last.node);
  return range;
}
