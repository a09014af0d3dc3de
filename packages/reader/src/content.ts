import type { Content, ContentNode } from '@delaktig/domain';
import type { Account } from './account.ts';
import { jointOf, type Spelling, seamOf } from './join.ts';
import type { Piece } from './piece.ts';
import { BOLD, endsSentence, ITALIC, plain, startsLower, startsUpper } from './text.ts';
import { type Wrap, wasBroken } from './wrap.ts';

/** What every part of the reader that writes running text needs to know. */
export type Setting = { account: Account; wrap: Wrap; spelling: Spelling };

type Block = {
  kind: 'paragraph' | 'bullet' | 'number' | 'heading' | 'table';
  /** The lines' texts; joined only once, so that a long paragraph costs no more than its length. */
  parts: string[];
  /** The beginning and the end of its plain text: all that a judgement needs. */
  view: string;
  from: number;
  to: number;
  last: Piece;
  level: number;
  start: number;
  rows: { cells: string[]; from: number; to: number }[];
};

const NUMBERED = /^(\d{1,2})[.)]\s+(?=\p{L})/u;

/** Gathers pieces into paragraphs, lists, headings and tables of the editor's schema. */
export class ContentBuilder {
  #setting: Setting;
  #blocks: Block[] = [];
  readonly target: string;
  readonly part: string;

  constructor(setting: Setting, target: string, part: string) {
    this.#setting = setting;
    this.target = target;
    this.part = part;
  }

  get isEmpty(): boolean {
    return this.#blocks.length === 0;
  }

  /** The text of the last paragraph or list item, where one is open. */
  get openText(): string | null {
    const last = this.#blocks.at(-1);
    return last && last.kind !== 'heading' && last.kind !== 'table' ? last.view : null;
  }

  /** A paragraph or a list item, or the rest of the one before. */
  add(given: Piece): void {
    const piece = this.#isDash(given) ? undash(given) : given;
    this.#claim(piece);
    if (piece.text === '') return;
    const last = this.#blocks.at(-1);
    if (last && last.kind !== 'heading' && last.kind !== 'table' && !NUMBERED.test(piece.text)) {
      const kind = last.kind === 'paragraph' ? 'prose' : 'list';
      const joint = jointOf(last.view, last.last, piece, this.#setting.wrap, kind);
      if (joint) return this.#join(last, piece, joint);
    }
    const number = piece.bullet ? null : NUMBERED.exec(piece.rich);
    const kind = piece.bullet ? 'bullet' : number ? 'number' : 'paragraph';
    const rich = number ? piece.rich.slice(number[0].length) : piece.rich;
    this.#push(kind, rich, piece, { start: number ? Number(number[1]) : 1 });
  }

  /** A dash within a sentence that the end of a line brought to the front. */
  #isDash(piece: Piece): boolean {
    const last = this.#blocks.at(-1);
    const { wrap } = this.#setting;
    if (
      last?.kind !== 'paragraph' ||
      wrap === null ||
      piece.blankBefore > 0 ||
      !/^[-–]$/.test(piece.bullet ?? '')
    )
      return false;
    return startsLower(piece.text) && !endsSentence(last.view) && wasBroken(last.last, piece, wrap);
  }

  heading(piece: Piece, title: string, level: number): void {
    this.#claim(piece);
    this.#push('heading', title, piece, { level });
  }

  /** Rows of cells that no table of the report explains. */
  row(piece: Piece): void {
    this.#claim(piece);
    const last = this.#blocks.at(-1);
    const row = { cells: piece.cells ?? [piece.text], from: piece.from, to: piece.to };
    if (last?.kind === 'table') {
      last.rows.push(row);
      last.to = piece.to;
      last.last = piece;
    } else this.#push('table', '', piece, {}).rows.push(row);
  }

  #claim(piece: Piece): void {
    this.#setting.account.claim(piece, this.target, this.part);
  }

  #push(kind: Block['kind'], rich: string, piece: Piece, more: { level?: number; start?: number }): Block {
    const block: Block = {
      kind,
      parts: [rich],
      view: shorten(plain(rich)),
      from: piece.from,
      to: piece.to,
      last: piece,
      level: more.level ?? 2,
      start: more.start ?? 1,
      rows: [],
    };
    this.#blocks.push(block);
    return block;
  }

  #join(block: Block, piece: Piece, joint: 'line' | 'page'): void {
    const { account, spelling } = this.#setting;
    const end = block.parts.length - 1;
    const before = block.parts[end] ?? '';
    const seam = seamOf(before, piece.rich, spelling);
    const hidden = this.#setting.wrap?.spaced === false && joint === 'line' && block.kind === 'paragraph';
    if (hidden && endsSentence(block.view) && startsUpper(piece.text)) account.seam(piece.from);
    if (joint === 'page') {
      const around = `${block.view.slice(-40)} ${piece.text.slice(0, 40)}`.trim();
      account.uncertain(piece, around, 'joined: stycket delades av en sidbrytning', this.target);
    }
    if (seam.doubt) account.hyphen(piece, seam.doubt, this.target);
    block.parts[end] = before.slice(0, before.length - seam.cut);
    block.parts.push(seam.glue + piece.rich);
    block.view = shorten(block.view.slice(0, block.view.length - seam.cut) + seam.glue + piece.text);
    block.to = piece.to;
    block.last = piece;
  }

  finish(): Content {
    const nodes: Content = [];
    for (const block of this.#blocks) {
      const list = listType(block.kind);
      if (!list) {
        nodes.push(blockNode(block));
        continue;
      }
      const item: ContentNode = {
        type: 'listItem',
        content: [paragraph(block)],
        lines: [block.from, block.to],
      };
      const open = nodes.at(-1);
      if (open?.type === list) {
        open.content?.push(item);
        if (open.lines) open.lines[1] = block.to;
        continue;
      }
      const node: ContentNode = { type: list, content: [item], lines: [block.from, block.to] };
      if (list === 'orderedList') node.attrs = { start: block.start };
      nodes.push(node);
    }
    return nodes;
  }
}

function listType(kind: Block['kind']): 'bulletList' | 'orderedList' | null {
  if (kind === 'bullet') return 'bulletList';
  return kind === 'number' ? 'orderedList' : null;
}

function blockNode(block: Block): ContentNode {
  const lines: [number, number] = [block.from, block.to];
  if (block.kind === 'heading') {
    return { type: 'heading', attrs: { level: block.level }, content: inline(block.parts.join('')), lines };
  }
  if (block.kind === 'table') {
    return { type: 'table', content: block.rows.map(tableRow), lines };
  }
  return paragraph(block);
}

function tableRow(row: Block['rows'][number]): ContentNode {
  const cell = (text: string): ContentNode => {
    const content = inline(text);
    return {
      type: 'tableCell',
      content: [content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' }],
    };
  };
  return { type: 'tableRow', content: row.cells.map(cell), lines: [row.from, row.to] };
}

function paragraph(block: Block): ContentNode {
  const content = inline(block.parts.join(''));
  const lines: [number, number] = [block.from, block.to];
  return content.length > 0 ? { type: 'paragraph', content, lines } : { type: 'paragraph', lines };
}

/** Text nodes with the marks `bold` and `italic`; a sign without its pair marks nothing. */
export function inline(rich: string): ContentNode[] {
  const text = dropUnpaired(dropUnpaired(rich, BOLD), ITALIC).replaceAll('\u00ad', '');
  const nodes: ContentNode[] = [];
  let bold = false;
  let italic = false;
  let run = '';
  const flush = (): void => {
    if (run === '') return;
    const marks = [...(bold ? [{ type: 'bold' }] : []), ...(italic ? [{ type: 'italic' }] : [])];
    nodes.push(marks.length > 0 ? { type: 'text', text: run, marks } : { type: 'text', text: run });
    run = '';
  };
  for (const part of text.split(/([\ufdd0\ufdd1])/)) {
    if (part === BOLD || part === ITALIC) {
      flush();
      if (part === BOLD) bold = !bold;
      else italic = !italic;
    } else run += part;
  }
  flush();
  return nodes;
}

function dropUnpaired(rich: string, sign: string): string {
  const parts = rich.split(sign);
  return parts.length % 2 === 0 ? parts.join('') : rich;
}

function shorten(text: string): string {
  return text.length > 800 ? text.slice(0, 200) + text.slice(-400) : text;
}

/** The piece with its bullet as a part of its text. */
export function undash(piece: Piece): Piece {
  return {
    ...piece,
    bullet: null,
    rich: `${piece.bullet} ${piece.rich}`,
    text: `${piece.bullet} ${piece.text}`,
  };
}
