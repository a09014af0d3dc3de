import type { Node } from '@tiptap/pm/model';

/** A text block of an editor's document: the position of its first letter, and that letter's place in the line. */
type Block = { start: number; from: number; size: number };

/** An editor's document as a line of text, as `plainText` of its content has it, and the way from one to the other. */
export class DocLine {
  readonly line: string;
  #blocks: readonly Block[];

  constructor(doc: Node) {
    const blocks: Block[] = [];
    const lines: string[] = [];
    let from = 0;
    doc.descendants((node, pos) => {
      if (!node.isTextblock) return true;
      // A hard break is one position, and one letter of the line.
      lines.push(node.textBetween(0, node.content.size, undefined, '\n'));
      blocks.push({ start: pos + 1, from, size: node.content.size });
      from += node.content.size + 1;
      return false;
    });
    this.line = lines.join('\n');
    this.#blocks = blocks;
  }

  /** The place in the line of a position of the document; what stands between two blocks is the end of the first. */
  at(pos: number): number {
    let at = 0;
    for (const { start, from, size } of this.#blocks) {
      if (pos < start) return at;
      at = from + Math.min(pos - start, size);
    }
    return at;
  }

  /** The position in the document of a place in the line; null beyond its end. */
  pos(at: number): number | null {
    const block = this.#blocks.find(({ from, size }) => at >= from && at <= from + size);
    return block === undefined ? null : block.start + at - block.from;
  }
}
