import type { Extensions } from '@tiptap/core';
import { getSchema } from '@tiptap/core';
import { Bold } from '@tiptap/extension-bold';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Italic } from '@tiptap/extension-italic';
import { BulletList, ListItem, ListKeymap, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { Text } from '@tiptap/extension-text';
import { ProseComment } from './comment.ts';
import { ProseHeading } from './heading.ts';
import { ProseLink } from './link.ts';
import { MAX_SPAN } from './reading.ts';

/** What may stand in a list item or a table cell: no headings and no tables, which no report has there. */
const INNER_BLOCKS = '(paragraph | bulletList | orderedList)';

const ProseOrderedList = OrderedList.extend({
  addAttributes() {
    return {
      start: {
        default: 1,
        parseHTML: (element) => Number.parseInt(element.getAttribute('start') ?? '1', 10) || 1,
      },
    };
  },
});

/** Tab moves on through the page, as everywhere outside tables: lists are nested by Mod-] and Mod-[. */
const ProseListItem = ListItem.extend({
  content: `paragraph ${INNER_BLOCKS}*`,
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      'Mod-]': () => this.editor.commands.sinkListItem(this.name),
      'Mod-[': () => this.editor.commands.liftListItem(this.name),
    };
  },
});

/** Cells have spans alone: widths and alignment would be inline styles, which the page's CSP forbids. */
const spans = {
  colspan: { default: 1, parseHTML: (element: HTMLElement) => spanOf(element, 'colspan') },
  rowspan: { default: 1, parseHTML: (element: HTMLElement) => spanOf(element, 'rowspan') },
};

function spanOf(element: HTMLElement, name: string): number {
  const value = Number.parseInt(element.getAttribute(name) ?? '1', 10);
  return value >= 1 && value <= MAX_SPAN ? value : 1;
}

const ProseTable = Table.extend({
  // Tiptap's own view of a table wraps it and sets widths on it; ours is drawn as it is read.
  addNodeView: () => null,
  renderHTML() {
    return ['table', ['tbody', 0]];
  },
});

/**
 * The nodes and marks of the prose, without undo: that belongs to the collaboration. The same list makes the
 * schema of the server and the editor of the page.
 */
export const proseExtensions: Extensions = [
  Document,
  Text,
  Paragraph,
  ProseHeading,
  BulletList,
  ProseOrderedList,
  ProseListItem,
  ListKeymap,
  HardBreak,
  ProseTable.configure({ resizable: false }),
  TableRow,
  TableHeader.extend({ content: `${INNER_BLOCKS}+`, addAttributes: () => spans }),
  TableCell.extend({ content: `${INNER_BLOCKS}+`, addAttributes: () => spans }),
  Bold,
  Italic,
  ProseLink,
  ProseComment,
];

export const proseSchema = getSchema(proseExtensions);
