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
import { ProseHeading } from './heading.ts';
import { ProseLink } from './link.ts';

/**
 * Told by every connection. Raised whenever a node, a mark or an attribute is added or changed: a page with
 * an older schema deletes what it does not know as soon as it opens a document, even without the right to
 * write, so it is asked to reload instead.
 */
export const SCHEMA_VERSION = 1;

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

/** Cells have spans alone: widths and alignment would be inline styles, which the page's CSP forbids. */
const spans = {
  colspan: { default: 1, parseHTML: (element: HTMLElement) => spanOf(element, 'colspan') },
  rowspan: { default: 1, parseHTML: (element: HTMLElement) => spanOf(element, 'rowspan') },
};

function spanOf(element: HTMLElement, name: string): number {
  const value = Number.parseInt(element.getAttribute(name) ?? '1', 10);
  return value >= 1 && value <= MAX_SPAN ? value : 1;
}

/** A span beyond this is a mistake of what was pasted; it would make a table of thousands of empty cells. */
export const MAX_SPAN = 50;

const ProseTable = Table.extend({
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
  ListItem.extend({ content: `paragraph ${INNER_BLOCKS}*` }),
  ListKeymap,
  HardBreak,
  ProseTable.configure({ resizable: false }),
  TableRow,
  TableHeader.extend({ content: `${INNER_BLOCKS}+`, addAttributes: () => spans }),
  TableCell.extend({ content: `${INNER_BLOCKS}+`, addAttributes: () => spans }),
  Bold,
  Italic,
  ProseLink,
];

export const proseSchema = getSchema(proseExtensions);
