import { sv } from '@delaktig/texts';
import type { Editor } from '@tiptap/core';
import type { FormEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { readAddress } from './address.ts';

/** Asks for the address of a link, in the place of the tools. Escape goes back to the text. */
export function LinkForm({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const error = useId();
  const [wrong, setWrong] = useState(false);
  const href: unknown = editor.getAttributes('link').href;
  const isLinked = editor.isActive('link');

  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const address = readAddress(input.current?.value ?? '');
    if (address === null) return setWrong(true);
    setLink(editor, address);
    onDone();
  };
  const remove = () => {
    editor.chain().extendMarkRange('link').unsetLink().run();
    onDone();
  };
  return (
    <form
      className="link-form"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDone();
      }}
    >
      <label>
        {sv.editor.address}
        <input
          ref={input}
          className="input"
          type="text"
          inputMode="url"
          autoComplete="url"
          placeholder={sv.editor.addressHint}
          defaultValue={typeof href === 'string' ? href : ''}
          aria-invalid={wrong}
          aria-describedby={wrong ? error : undefined}
        />
      </label>
      <button className="btn low main" type="submit">
        {sv.editor.setLink}
      </button>
      {isLinked ? (
        <button className="btn low" type="button" onClick={remove}>
          {sv.editor.removeLink}
        </button>
      ) : null}
      <button className="btn low" type="button" onClick={onDone}>
        {sv.editor.cancel}
      </button>
      {wrong ? (
        <p className="error" id={error} role="alert">
          {sv.editor.wrongAddress}
        </p>
      ) : null}
    </form>
  );
}

/** Links the marked words; without any, or inside a link, that link or the address itself is what gets it. */
function setLink(editor: Editor, href: string): void {
  const { empty } = editor.state.selection;
  if (!empty || editor.isActive('link')) {
    editor.chain().extendMarkRange('link').setLink({ href }).run();
    return;
  }
  const text = href.replace(/^(https?:\/\/|mailto:)/, '');
  editor
    .chain()
    .insertContent({ type: 'text', text, marks: [{ type: 'link', attrs: { href } }] })
    .run();
}
