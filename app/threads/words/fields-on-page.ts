import type { Content, ThreadAnchor } from '@delaktig/domain';
import { plainText } from '@delaktig/domain';
import type { LineRange } from '@delaktig/editor/anchors';
import type { RefObject } from 'react';
import { useEffect, useRef } from 'react';

/** A text on the page whose words can be commented on. */
export type FieldOnPage = {
  sectionId: string;
  of: Extract<ThreadAnchor, { of: 'words' | 'inherited' }>['of'];
  field: string;
  mayComment: boolean;
  /** Its letters as they are known, whatever a browser that translates has made of those on the page. */
  line: () => string;
};

/** What stands between two places of an editor. `from`, `to` are relative positions of Yjs, base64. */
export type Marked = LineRange & { line: string; relative?: { from: string; to: string } };

/** An editor in the place of a text. */
export type EditorOnPage = {
  element: Element;
  marked(range: Range): Marked | null;
  line(): string;
  /** Draws words as those that somebody is writing about; null: none. */
  showDraft(range: LineRange | null): void;
};

/** Marks the element of such a text. */
export const FIELD = 'data-words';

const fields = new WeakMap<Element, FieldOnPage>();
const editors = new WeakMap<Element, EditorOnPage>();

/** Tells that an element, which carries the attribute `FIELD`, shows a text whose words can be commented on. */
export function useFieldOnPage(
  place: RefObject<Element>,
  given: Omit<FieldOnPage, 'line'> & { content: Content },
): void {
  const { sectionId, of, field, mayComment, content } = given;
  const latest = useRef(content);
  latest.current = content;
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    fields.set(element, { sectionId, of, field, mayComment, line: () => plainText(latest.current) });
    return () => void fields.delete(element);
  }, [place, sectionId, of, field, mayComment]);
}

/** Tells that an editor stands in the field around it. Answers how to take that back. */
export function editorStandsIn(editor: EditorOnPage): () => void {
  const around = editor.element.closest(`[${FIELD}]`);
  if (around === null) return () => {};
  editors.set(around, editor);
  return () => void editors.delete(around);
}

/** The field that a place of the page is in. */
export function fieldAround(node: Node | null): { root: Element; field: FieldOnPage } | null {
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  const root = element?.closest(`[${FIELD}]`) ?? null;
  const field = root === null ? undefined : fields.get(root);
  return root === null || field === undefined ? null : { root, field };
}

export function editorIn(root: Element): EditorOnPage | null {
  return editors.get(root) ?? null;
}

/** The element that shows a field; null where it is not on the page. */
export function rootOf(wanted: Pick<FieldOnPage, 'sectionId' | 'of' | 'field'>): Element | null {
  const all = [...document.querySelectorAll(`[${FIELD}]`)];
  const isIt = (field: FieldOnPage | undefined) =>
    field?.sectionId === wanted.sectionId && field.of === wanted.of && field.field === wanted.field;
  return all.find((root) => isIt(fields.get(root))) ?? null;
}
