import type { MentionChoice } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import type { ComponentProps, KeyboardEvent, RefObject } from 'react';
import { useId, useLayoutEffect, useRef, useState } from 'react';
import { MOST, useIsSending } from './act-form.tsx';
import { withName } from './mention-query.ts';
import { useBegunName } from './use-begun-name.ts';
import type { Mentions } from './use-mentions.ts';

const t = sv.threads.mention;

type Props = Pick<ComponentProps<'textarea'>, 'id' | 'aria-describedby' | 'aria-invalid'> & {
  area: RefObject<HTMLTextAreaElement>;
  /** The field of the act. */
  name: string;
  text: string;
  onText: (text: string) => void;
  mentions: Mentions;
  /** False: an @ is a letter like others. */
  mayMention: boolean;
  /** Words beside others that matter more: fewer lines. */
  low?: boolean;
  required?: boolean;
};

/**
 * Words in which somebody can be named: an @ opens a list under them, which arrows, Enter and Escape work while the
 * caret stays in the words. A text area is no combobox to ARIA: the list is told by what a text box may have, and a
 * status.
 */
export function MentionArea(props: Props) {
  const { area, name, text, onText, mentions, mayMention, low = false, required = true, ...rest } = props;
  const id = useId();
  const isSending = useIsSending();
  const begunName = useBegunName(mentions, mayMention && !isSending);
  const { begun, found, active, look, move, close, leave } = begunName;
  const [chosen, setChosen] = useState<string | null>(null);
  const caret = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (caret.current === null) return;
    area.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  const choose = (choice: MentionChoice) => {
    if (area.current === null || begun === null) return;
    const next = withName(text, area.current.selectionStart, begun, choice.label);
    caret.current = next.caret;
    mentions.chose(choice);
    setChosen(choice.label);
    close();
    onText(next.text);
    area.current.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const choice = found[active];
    if (choice === undefined || event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(choice);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const isOpen = found.length > 0;
  const isSearched = begun !== null && mentions.choices !== null;
  return (
    <div className="mention-area">
      <input type="hidden" name={name} value={mentions.sent(text)} />
      <textarea
        {...rest}
        ref={area}
        className={low ? 'input low' : 'input'}
        rows={low ? 2 : 3}
        maxLength={MOST}
        readOnly={isSending}
        required={required}
        value={text}
        onChange={(event) => {
          onText(event.currentTarget.value);
          setChosen(null);
          look(event.currentTarget);
        }}
        onSelect={(event) => look(event.currentTarget)}
        onKeyDown={onKeyDown}
        onBlur={leave}
        aria-autocomplete={mayMention ? 'list' : undefined}
        aria-haspopup={mayMention ? 'listbox' : undefined}
        aria-controls={isOpen ? `${id}list` : undefined}
        aria-activedescendant={isOpen ? `${id}${active}` : undefined}
      />
      {isOpen ? <Choices id={id} found={found} active={active} onChoose={choose} /> : null}
      <p className="sr" role="status">
        {isSearched ? t.found(found.length) : chosen === null ? '' : t.chosen(chosen)}
      </p>
    </div>
  );
}

type ChoicesProps = {
  id: string;
  found: readonly MentionChoice[];
  active: number;
  onChoose: (choice: MentionChoice) => void;
};

function Choices({ id, found, active, onChoose }: ChoicesProps) {
  const list = useRef<HTMLDivElement>(null);
  // On a phone the keyboard may stand over what comes under the words. (Newer browsers answer a promise here, which is
  // nothing for React to end an effect with.)
  useLayoutEffect(() => {
    list.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div
      className="mention-list"
      role="listbox"
      id={`${id}list`}
      aria-label={t.label}
      tabIndex={-1}
      ref={list}
    >
      {found.map((choice, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard where the caret is
        <div
          key={choice.token}
          role="option"
          id={`${id}${at}`}
          aria-selected={at === active}
          tabIndex={-1}
          // The caret stays in the words.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(choice)}
        >
          <b>{choice.label}</b>
          {choice.role === '' ? null : <span>{choice.role}</span>}
        </div>
      ))}
    </div>
  );
}
