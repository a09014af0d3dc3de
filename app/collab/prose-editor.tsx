import { sv } from '@delaktig/texts';
import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { ReactNode } from 'react';
import { useLayoutEffect, useRef, useState } from 'react';
import { useMarkBoard } from '../threads/words/comment-mark.tsx';
import { createEditor } from './create-editor.ts';
import type { SectionSession } from './section-session.ts';
import { Toolbar } from './toolbar.tsx';

type Props = {
  session: SectionSession;
  field: string;
  label: string;
  top?: number;
  /** Stands until the editor does; both are laid out alike, so that nothing moves. */
  reading: ReactNode;
  /** The editor ends: the text as it stands can be read out of the session. */
  onEnd: (session: SectionSession) => void;
};

/** The editor of one field, with its tools while it has the focus. */
export default function ProseEditor({ session, field, label, top, reading, onEnd }: Props) {
  const board = useMarkBoard();
  const host = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLParagraphElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const [linking, setLinking] = useState(false);

  // Before the browser paints: the reading text and the editor change places in one frame.
  useLayoutEffect(() => {
    if (!host.current) return;
    const around = host.current.closest<HTMLElement>('.prose-field');
    const made = createEditor({
      element: host.current,
      session,
      field,
      label,
      top,
      board,
      onEscape: () => end.current?.focus(),
      onToolbar: () => {
        takeMarkedWords(made.view);
        around?.querySelector<HTMLElement>('.prose-tools button')?.focus();
      },
      onLink: () => setLinking(true),
    });
    setEditor(made);
    return () => {
      onEnd(session);
      setEditor(null);
      made.destroy();
    };
  }, [session, field, label, top, board, onEnd]);

  return (
    <>
      {editor ? <Toolbar editor={editor} label={label} linking={linking} onLinking={setLinking} /> : reading}
      <div className="prose" ref={host} hidden={editor === null} />
      {/* Where Escape goes: after the text, so that Tab leads on even from within a table. */}
      <p className="sr prose-end" ref={end} tabIndex={-1}>
        {sv.editor.left(label)}
      </p>
    </>
  );
}

/**
 * The browser tells the editor of what was just marked a moment later, and the editor only listens while it has
 * the focus: who marks and goes straight to the tools would use them on nothing.
 */
function takeMarkedWords(view: EditorView): void {
  const marked = view.dom.ownerDocument.getSelection();
  const { selection, doc, tr } = view.state;
  if (!(selection instanceof TextSelection) || !marked?.anchorNode || !marked.focusNode) return;
  if (!view.dom.contains(marked.anchorNode) || !view.dom.contains(marked.focusNode)) return;
  const anchor = doc.resolve(view.posAtDOM(marked.anchorNode, marked.anchorOffset));
  const head = doc.resolve(view.posAtDOM(marked.focusNode, marked.focusOffset));
  view.dispatch(tr.setSelection(TextSelection.between(anchor, head)));
}
