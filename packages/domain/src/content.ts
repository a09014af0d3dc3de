/**
 * A node of the editor's schema as ProseMirror writes it. The nodes and marks that exist are those of
 * `packages/editor`; here only the shape is checked, so that a later schema can read an older text.
 */
export type ContentNode = {
  type: string;
  attrs?: Record<string, unknown>;
  content?: ContentNode[];
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  text?: string;
  /** 1-based, inclusive, in the input; only in what `parse --lines` prints. */
  lines?: [number, number];
};

/** Running text: a list of block nodes. `[]` is a text that is there and empty. */
export type Content = ContentNode[];

/** The letters of a content, one line a block: for searching, counting and comparing. */
export function plainText(content: Content): string {
  const blocks: string[] = [];
  const inline = (node: ContentNode): string =>
    node.type === 'hardBreak' ? '\n' : (node.text ?? (node.content ?? []).map(inline).join(''));
  const walk = (node: ContentNode): void => {
    const children = node.content ?? [];
    const holdsText =
      children.length === 0 || children.some((c) => c.text !== undefined || c.type === 'hardBreak');
    if (holdsText) blocks.push(inline(node));
    else children.forEach(walk);
  };
  content.forEach(walk);
  return blocks.join('\n');
}
