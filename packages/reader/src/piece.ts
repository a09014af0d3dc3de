/**
 * A piece: one physical line, cleaned, or a part of one where several stand glued together. Everything after
 * `lines.ts` works on pieces; their line numbers are what every node and remark points to.
 */
export type Piece = {
  /** 1-based, inclusive. */
  from: number;
  to: number;
  /** Without Markdown; may carry the signs of `text.ts` for bold and italic. */
  rich: string;
  /** `rich` without those signs: what is compared and shown. */
  text: string;
  /** Cells, where tabs or pipes tell them apart. */
  cells: string[] | null;
  /** Runs of text with two blanks or more between them, by their columns in the line. */
  layout: Segment[] | null;
  /** The list marker that stood before the text. */
  bullet: string | null;
  /** A Markdown heading, or a line that is bold as a whole. */
  strong: boolean;
  blankBefore: number;
  /** A page header or footer, or a form feed, stands between this and the piece before. */
  pageBreak: boolean;
  /** The length of the line as printed: what tells a wrapped line from a finished one. */
  width: number;
  /** Cut out of the middle of a line. */
  glued: boolean;
};

export type Segment = { text: string; start: number; end: number };
