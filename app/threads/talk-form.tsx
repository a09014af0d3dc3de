import { sv } from '@delaktig/texts';
import type { ReactNode } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../components/icons.tsx';
import { keepDraft, readDraft } from './drafts.ts';
import { looksPrivate } from './looks-private.ts';
import { useThreadActs, useThreads, useThreadsUi } from './threads-context.tsx';

const t = sv.threads;
/** As much as an act takes. */
const MOST = 4_000;

type Props = {
  act: string;
  /** A thread's id, or a section's: where a refusal is told. */
  place: string;
  /** What the act needs beside what one fills in. */
  given: Record<string, string>;
  label: string;
  hint?: string;
  /** The field of the act that the words go to. */
  field?: 'body' | 'reason';
  /** Where the words are kept until they are sent; null: of no matter. */
  draft: string | null;
  begins?: string;
  send: string;
  busy: string;
  done: string;
  main?: boolean;
  /** Above the words, and under them. */
  before?: ReactNode;
  after?: ReactNode;
  takesFocus?: boolean;
  onDone: (threadId: string | undefined) => void;
  onCancel?: () => void;
};

/** The form of one act with words: they stay until they have been sent, over reloads and whatever is told meanwhile. */
export function TalkForm(props: Props) {
  const { act, place, given, field = 'body', draft, takesFocus = true } = props;
  const { accountId } = useThreads();
  const { refusal } = useThreadsUi();
  const { send, say, refused } = useThreadActs();
  const [text, setText] = useState(
    () => (draft === null ? '' : readDraft(accountId, draft)) || (props.begins ?? ''),
  );
  const [isBusy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const told = refusal?.place === `${act} ${place}` ? refusal.reason : null;
  useEffect(() => {
    if (takesFocus) area.current?.focus();
  }, [takesFocus]);
  const change = (words: string) => {
    setText(words);
    if (draft !== null) keepDraft(accountId, draft, words);
  };
  const submit = async (body: FormData) => {
    setTried(true);
    if (text.trim() === '') return area.current?.focus();
    setBusy(true);
    refused(place, null);
    const answer = await send(body);
    setBusy(false);
    if (!answer.ok) return refused(`${act} ${place}`, answer.reason);
    change('');
    say(props.done);
    props.onDone(answer.threadId);
  };
  const isEmpty = tried && text.trim() === '';
  return (
    <form
      className="talk-form"
      aria-busy={isBusy || undefined}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void submit(new FormData(event.currentTarget));
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || props.onCancel === undefined) return;
        event.stopPropagation();
        props.onCancel();
      }}
    >
      <input type="hidden" name="act" value={act} />
      {Object.entries(given).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {props.before}
      <div className="field">
        <label className="label" htmlFor={id}>
          {props.label}
        </label>
        <textarea
          ref={area}
          className="input"
          id={id}
          name={field}
          rows={3}
          maxLength={MOST}
          required
          value={text}
          onChange={(event) => change(event.currentTarget.value)}
          aria-describedby={`${id}hint ${id}warns`}
          aria-invalid={isEmpty || undefined}
        />
      </div>
      <Warns text={text} id={`${id}warns`} />
      {props.after}
      {props.hint === undefined ? null : (
        <p className="hint" id={`${id}hint`}>
          {props.hint}
        </p>
      )}
      <p className="send">
        <button className={props.main ? 'btn main' : 'btn'} type="submit" aria-disabled={isBusy || undefined}>
          {isBusy ? props.busy : props.send}
        </button>
        {props.onCancel === undefined ? null : (
          <button className="btn bare" type="button" onClick={props.onCancel}>
            {t.form.cancel}
          </button>
        )}
      </p>
      <div role="alert">
        {isEmpty ? <p className="talk-refusal">{t.refused.invalid}</p> : null}
        {told === null ? null : <p className="talk-refusal">{t.refused[told]}</p>}
      </div>
    </form>
  );
}

/** A quiet word while something stands there that should not. */
function Warns({ text, id }: { text: string; id: string }) {
  const looks = looksPrivate(text);
  return (
    <p className="warns" role="status" id={id}>
      {looks === null ? null : (
        <>
          <Icon name="off" />
          <span>{t.warns[looks]}</span>
        </>
      )}
    </p>
  );
}
