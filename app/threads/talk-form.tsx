import type { MentionView } from '@delaktig/domain';
import type { ReactNode } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import type { ActFormProps } from './act-form.tsx';
import { ActForm, Warns } from './act-form.tsx';
import { MentionArea } from './mention-area.tsx';
import type { Draft } from './use-draft.ts';
import { useDraft } from './use-draft.ts';
import { useMentions } from './use-mentions.ts';

type Props = ActFormProps & {
  label: string;
  hint?: string;
  /** The field of the act that the words go to. */
  field?: 'body' | 'reason';
  /** Where the words are kept until they are sent; null: of no matter. */
  draft: string | null;
  begins?: string;
  /** Whom the names stand for that it begins with. */
  beginNames?: readonly MentionView[];
  /** The section whose readers can be mentioned; nobody unless given. */
  mentionsIn?: string | null;
  /** Above the words, and under them. */
  before?: ReactNode;
  after?: ReactNode;
  takesFocus?: boolean;
};

/** The form of one act with words: they stay until they have been sent, over reloads and whatever is told meanwhile. */
export function TalkForm(props: Props) {
  const words = useDraft({ key: props.draft, begins: props.begins });
  return <TalkFormOf {...props} words={words} />;
}

/** The same, where `words` belong to who shows it. */
export function TalkFormOf(props: Omit<Props, 'begins'> & { words: Draft }) {
  const { field = 'body', draft, words, beginNames, mentionsIn = null, takesFocus = true } = props;
  const { text, change } = words;
  const mentions = useMentions({ sectionId: mentionsIn, draft, begins: beginNames });
  const [tried, setTried] = useState(false);
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (takesFocus) area.current?.focus();
  }, [takesFocus]);
  const isEmpty = text.trim() === '';
  return (
    <ActForm
      {...props}
      hint={props.hint === undefined ? undefined : { id: `${id}hint`, words: props.hint }}
      missing={() => {
        setTried(true);
        return isEmpty ? area.current : null;
      }}
      onSent={() => {
        words.forget();
        mentions.forget();
      }}
    >
      {props.before}
      <div className="field">
        <label className="label" htmlFor={id}>
          {props.label}
        </label>
        <MentionArea
          area={area}
          id={id}
          name={field}
          text={text}
          onText={change}
          mentions={mentions}
          mayMention={mentionsIn !== null}
          aria-describedby={`${id}hint ${id}warns`}
          aria-invalid={(tried && isEmpty) || undefined}
        />
      </div>
      <Warns text={text} id={`${id}warns`} />
      {props.after}
    </ActForm>
  );
}
