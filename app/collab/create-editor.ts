import { DEFAULT_TOP_HEADING, proseExtensions } from '@delaktig/editor';
import { sv } from '@delaktig/texts';
import { Editor, Extension } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { Placeholder } from '@tiptap/extensions';
import type { MarkBoard } from '../threads/words/mark-board.ts';
import { fieldKey } from '../threads/words/places.ts';
import { Carets } from './caret.ts';
import { EditorSuggestions } from './editor-suggestions.ts';
import { EditorWords } from './editor-words.ts';
import { cleanPaste } from './paste.ts';
import type { SectionSession } from './section-session.ts';

export type FieldEditorOptions = {
  element: HTMLElement;
  session: SectionSession;
  field: string;
  label: string;
  top?: number;
  /** What the page knows of comments. */
  board: MarkBoard | null;
  /** Escape: the focus goes on to the field around the editor. */
  onEscape(): void;
  onToolbar(): void;
  onLink(): void;
};

/** An editor on one field of a section that is whole. It shows the text at once, in the element given. */
export function createEditor(options: FieldEditorOptions): Editor {
  const { element, session, field, label, board, top = DEFAULT_TOP_HEADING } = options;
  const prose = proseExtensions.map((extension) =>
    extension.name === 'heading' ? extension.configure({ top }) : extension,
  );
  return new Editor({
    element,
    // The page's policy allows no style elements; what they would hold stands in collab.css.
    injectCSS: false,
    extensions: [
      ...prose,
      // Brings its own undo, which takes back one's own edits in this field and nobody else's.
      Collaboration.configure({ document: session.doc, field }),
      Carets.configure({ awareness: session.awareness }),
      EditorWords.configure({ board }),
      EditorSuggestions.configure({ board, place: fieldKey(session.sectionId, 'words', field) }),
      Placeholder.configure({ placeholder: sv.editor.placeholder }),
      keys(options),
    ],
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        'aria-description': sv.editor.help,
        spellcheck: 'true',
      },
      transformPastedHTML: cleanPaste,
    },
  });
}

function keys(options: FieldEditorOptions): Extension {
  const act = (perform: () => void) => () => {
    perform();
    return true;
  };
  return Extension.create({
    name: 'fieldKeys',
    addKeyboardShortcuts: () => ({
      Escape: act(options.onEscape),
      'Alt-F10': act(options.onToolbar),
      'Mod-Shift-k': act(options.onLink),
    }),
  });
}
