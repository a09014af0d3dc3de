import { sv } from '@delaktig/texts';
import type { Editor } from '@tiptap/core';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { Toolbar as Tools } from 'react-aria-components/Toolbar';
import { useThreadActs } from '../threads/threads-context.tsx';
import { selectedWords } from '../threads/words/selected-words.ts';
import { useComposeWords } from '../threads/words/use-compose-words.ts';
import { LinkForm } from './link-form.tsx';

type Tool = {
  name: 'bold' | 'italic' | 'bulletList' | 'orderedList' | 'heading' | 'undo' | 'redo';
  icon: ReactNode;
  /** Null for what is done once and is never "on". */
  isOn: ((editor: Editor) => boolean) | null;
  run(editor: Editor): void;
};

const TOOLS: Tool[] = [
  {
    name: 'bold',
    icon: <b>F</b>,
    isOn: (editor) => editor.isActive('bold'),
    run: (editor) => editor.chain().focus().toggleBold().run(),
  },
  {
    name: 'italic',
    icon: <i>K</i>,
    isOn: (editor) => editor.isActive('italic'),
    run: (editor) => editor.chain().focus().toggleItalic().run(),
  },
  {
    name: 'bulletList',
    icon: <Icon d="M2 4h2v2H2zm0 6h2v2H2zM7 4.25h7v1.5H7zm0 6h7v1.5H7z" />,
    isOn: (editor) => editor.isActive('bulletList'),
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    name: 'orderedList',
    icon: (
      <Icon d="M2 3h2v4H3V4H2zm0 6h2.5v2L3.2 12.5h1.3v1H1.8v-1L3.4 10.6V10H2zM7 4.25h7v1.5H7zm0 6h7v1.5H7z" />
    ),
    isOn: (editor) => editor.isActive('orderedList'),
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  {
    name: 'heading',
    icon: <Icon d="M3 3h1.75v4.1h6.5V3H13v10h-1.75V8.7h-6.5V13H3z" />,
    isOn: (editor) => editor.isActive('heading'),
    run: (editor) => editor.chain().focus().toggleHeading({ level: 1 }).run(),
  },
];

const HISTORY: Tool[] = [
  {
    name: 'undo',
    icon: <Icon d="M6 3 2 7l4 4V8.3h3.5a2.2 2.2 0 0 1 0 4.4H6V14h3.5a3.6 3.6 0 0 0 0-7.1H6z" />,
    isOn: null,
    run: (editor) => editor.chain().focus().undo().run(),
  },
  {
    name: 'redo',
    icon: <Icon d="m10 3 4 4-4 4V8.3H6.5a2.2 2.2 0 0 0 0 4.4H10V14H6.5a3.6 3.6 0 0 1 0-7.1H10z" />,
    isOn: null,
    run: (editor) => editor.chain().focus().redo().run(),
  },
];

type Props = { editor: Editor; label: string; linking: boolean; onLinking: (linking: boolean) => void };

/**
 * The tools of one field: shown while the focus is in it, in no space of its own. Tab goes from the tools to the
 * text, arrows between the tools.
 */
export function Toolbar({ editor, label, linking, onLinking }: Props) {
  useRenderWithEditor(editor);
  return (
    <div className="prose-tools">
      {linking ? (
        <LinkForm
          editor={editor}
          onDone={() => {
            onLinking(false);
            editor.commands.focus();
          }}
        />
      ) : (
        <Tools aria-label={sv.editor.toolbar(label)}>
          {TOOLS.map((tool) => (
            <ToolButton key={tool.name} tool={tool} editor={editor} />
          ))}
          <PlainButton
            label={sv.editor.link}
            keys={sv.editor.keys.link}
            pressed={editor.isActive('link')}
            onPress={() => onLinking(true)}
          >
            <Icon d="M6.5 9.5a2.6 2.6 0 0 0 3.8.2l2.1-2.1a2.7 2.7 0 0 0-3.8-3.8l-.9.9.9.9.9-.9a1.4 1.4 0 0 1 2 2L9.4 8.8a1.4 1.4 0 0 1-2-.1zm3-3a2.6 2.6 0 0 0-3.8-.2L3.6 8.4a2.7 2.7 0 0 0 3.8 3.8l.9-.9-.9-.9-.9.9a1.4 1.4 0 0 1-2-2l2.1-2.1a1.4 1.4 0 0 1 2 .1z" />
          </PlainButton>
          <CommentButton />
          <span className="gap" />
          {HISTORY.map((tool) => (
            <ToolButton key={tool.name} tool={tool} editor={editor} />
          ))}
        </Tools>
      )}
    </div>
  );
}

/** Comments on what is marked in the text. */
function CommentButton() {
  const { say } = useThreadActs();
  const compose = useComposeWords();
  const press = () => {
    const words = selectedWords(document.getSelection());
    if (words === null) say(sv.markedWords.nothing);
    else compose(words, false);
  };
  return (
    <PlainButton label={sv.threads.comment} keys={sv.editor.keys.comment} pressed={undefined} onPress={press}>
      <Icon d="M2 2.5h12v8.6H7.4L4.3 14v-2.9H2zm1.5 1.5v5.6h9V4z" />
    </PlainButton>
  );
}

function ToolButton({ tool, editor }: { tool: Tool; editor: Editor }) {
  return (
    <PlainButton
      label={sv.editor[tool.name]}
      keys={sv.editor.keys[tool.name]}
      pressed={tool.isOn?.(editor)}
      onPress={() => tool.run(editor)}
    >
      {tool.icon}
    </PlainButton>
  );
}

function PlainButton(props: {
  label: string;
  keys: string;
  pressed: boolean | undefined;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={props.label}
      aria-pressed={props.pressed}
      title={`${props.label} (${props.keys})`}
      // Else the text would lose its focus and its selection before the tool is used.
      onMouseDown={(event) => event.preventDefault()}
      onClick={props.onPress}
    >
      {props.children}
    </button>
  );
}

function Icon({ d }: { d: string }) {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" fill="currentColor" aria-hidden="true">
      <path d={d} />
    </svg>
  );
}

/** Which tools are on depends on where the caret stands: drawn again after each transaction, once a frame. */
function useRenderWithEditor(editor: Editor): void {
  const [, render] = useState(0);
  useEffect(() => {
    let frame = 0;
    const changed = () => {
      if (frame !== 0) return;
      frame = requestAnimationFrame(() => {
        frame = 0;
        if (editor.isFocused) render((count) => count + 1);
      });
    };
    editor.on('transaction', changed);
    editor.on('focus', changed);
    return () => {
      editor.off('transaction', changed);
      editor.off('focus', changed);
      cancelAnimationFrame(frame);
    };
  }, [editor]);
}
