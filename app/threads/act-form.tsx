import { sv } from '@delaktig/texts';
import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../components/icons.tsx';
import { looksPrivate } from './looks-private.ts';
import { useThreadActs, useThreadsUi } from './threads-context.tsx';

const t = sv.threads;
/** As much as an act takes of words. */
export const MOST = 4_000;

const SendingContext = createContext(false);

/** Whether the form around it is being sent: what is typed then would go neither with it nor stay. */
export function useIsSending(): boolean {
  return useContext(SendingContext);
}

export type ActFormProps = {
  act: string;
  /** A thread's id, or a section's: where a refusal is told. */
  place: string;
  /** What the act needs beside what one fills in. */
  given: Record<string, string>;
  send: string;
  busy: string;
  done: string;
  main?: boolean;
  onDone: (threadId: string | undefined) => void;
  onCancel?: () => void;
};

type Props = ActFormProps & {
  hint?: { id: string; words: string };
  /** Why it cannot be sent as it stands, to be read beside the button; null: it can. */
  stop?: string | null;
  /** Somebody has asked for it to be sent. Answers what must be filled in first, or null. */
  missing: () => HTMLElement | null;
  /** Before anything else after it went through: what was kept of the words may go. */
  onSent: () => void;
  children: ReactNode;
};

/** The form of one act: what one fills in stays until it has been sent, and why it was not is told in it. */
export function ActForm(props: Props) {
  const { act, place, given, stop = null } = props;
  const { refusal } = useThreadsUi();
  const { send, say, refused } = useThreadActs();
  const [isBusy, setBusy] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const id = useId();
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
    };
  }, []);
  const told = refusal?.place === `${act} ${place}` ? refusal.reason : null;
  const submit = async (body: FormData) => {
    if (stop !== null) return;
    const missing = props.missing();
    setMissing(missing !== null);
    if (missing !== null) return missing.focus();
    setBusy(true);
    refused(place, null);
    const answer = await send(body);
    setBusy(false);
    if (!answer.ok) return refused(`${act} ${place}`, answer.reason);
    props.onSent();
    say(props.done);
    // Whoever closed it meanwhile may stand in another by now.
    if (!left.current) props.onDone(answer.threadId);
  };
  return (
    <form
      className="talk-form"
      aria-busy={isBusy || undefined}
      noValidate
      onInput={() => setMissing(false)}
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
      <SendingContext.Provider value={isBusy}>{props.children}</SendingContext.Provider>
      {props.hint === undefined ? null : (
        <p className="hint" id={props.hint.id}>
          {props.hint.words}
        </p>
      )}
      <p className="send">
        <button
          className={props.main ? 'btn main' : 'btn'}
          type="submit"
          aria-disabled={isBusy || stop !== null || undefined}
          aria-describedby={stop === null ? undefined : `${id}stop`}
        >
          {isBusy ? props.busy : props.send}
        </button>
        {props.onCancel === undefined ? null : (
          <button className="btn bare" type="button" onClick={props.onCancel}>
            {t.form.cancel}
          </button>
        )}
        {stop === null ? null : (
          <span className="stop" id={`${id}stop`}>
            {stop}
          </span>
        )}
      </p>
      <div role="alert">
        {isMissing ? <p className="talk-refusal">{t.refused.invalid}</p> : null}
        {told === null ? null : <p className="talk-refusal">{t.refused[told]}</p>}
      </div>
    </form>
  );
}

/** A quiet word while something stands there that should not. */
export function Warns({ text, id }: { text: string; id: string }) {
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
