import type { Content, ContentNode } from '@delaktig/domain';
import * as Y from 'yjs';
import { normaliseContent } from './normalise.ts';

/** One field of a live document, in canonical form, whatever writers' browsers put there. Needs Yjs, not the editor. */
export function fieldContent(doc: Y.Doc, name: string): Content {
  return readFragment(doc.getXmlFragment(name), (text) =>
    runsOf(text).flatMap(({ insert, attributes }) =>
      typeof insert === 'string'
        ? [{ type: 'text', text: insert, marks: Object.entries(attributes ?? {}).map(readMark) }]
        : [],
    ),
  );
}

/** A fragment in canonical form, its texts as `readText` gives them. */
export function readFragment(fragment: Y.XmlFragment, readText: (text: Y.XmlText) => ContentNode[]): Content {
  const read = (type: unknown, levels: number): ContentNode[] => {
    if (levels === 0) return [];
    if (type instanceof Y.XmlText) return readText(type);
    // Anything else that a hostile client put there has no words in the sense of the schema.
    if (!(type instanceof Y.XmlElement)) return [];
    const attrs: Record<string, unknown> = type.getAttributes();
    return [
      { type: type.nodeName, attrs, content: type.toArray().flatMap((child) => read(child, levels - 1)) },
    ];
  };
  return normaliseContent(fragment.toArray().flatMap((type) => read(type, MOST_LEVELS)));
}

/** Far below what the schema can hold; a hostile room may be nested deeper than a program can follow. */
const MOST_LEVELS = 200;

/** `insert` is no string where something else than letters stands, which takes one place. */
type Run = { insert: unknown; attributes?: Record<string, unknown> };

const runsOf = (text: Y.XmlText): Run[] => text.toDelta();

/** Marks that may overlap themselves are stored under `name--<8 characters>` by y-tiptap. */
function readMark([key, value]: [string, unknown]): { type: string; attrs?: Record<string, unknown> } {
  const type = key.replace(/--[a-zA-Z0-9+/=]{8}$/, '');
  return isRecord(value) ? { type, attrs: value } : { type };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
