import type { OutcomeKind, ThreadView } from '@delaktig/domain';
import { OUTCOMES } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { useId, useState } from 'react';
import { threadAnchorId } from './answer.ts';
import { EditAndTake, TakeActs, UndoTaking } from './suggestion-acts.tsx';
import { isShown } from './suggestion-shown.ts';
import { TalkForm } from './talk-form.tsx';
import { useThreadActs } from './threads-context.tsx';

const t = sv.threads;

type Form = 'reply' | 'outcome' | 'reopen' | 'hide' | 'edit' | 'leave';

/** What one may do in a thread: answer, say what it became, open again, hide. One form at a time. */
export function CardActs({ thread }: { thread: ThreadView }) {
  const [form, setForm] = useState<Form | null>(null);
  const { act, say, refused } = useThreadActs();
  const close = () => {
    setForm(null);
    // The form goes with what one stood in.
    document.getElementById(threadAnchorId(thread.id))?.focus({ preventScroll: true });
  };
  const shared = { place: thread.id, given: { threadId: thread.id }, onDone: close, onCancel: close };
  const show = async () => {
    const answer = await act({ act: 'show-thread', threadId: thread.id });
    if (answer.ok) say(t.hide.shown);
    else refused(thread.id, answer.reason);
  };
  if (form === 'reply')
    return (
      <TalkForm
        key="reply"
        {...shared}
        act="reply"
        label={t.reply.label}
        hint={`${t.form.hint} ${t.mention.hint}`}
        mentionsIn={thread.sectionId}
        draft={`reply:${thread.id}`}
        send={t.reply.act}
        busy={t.reply.busy}
        done={t.reply.done}
        main
      />
    );
  if (form === 'outcome') return <OutcomeForm thread={thread} begins="changed" onClose={close} />;
  if (form === 'leave') return <OutcomeForm thread={thread} begins="not-changed" onClose={close} />;
  const toTake = thread.suggestion?.mayTake && isShown(thread) ? thread.suggestion : null;
  if (form === 'edit' && toTake !== null)
    return <EditAndTake thread={thread} suggestion={toTake} onClose={close} />;
  if (form === 'reopen')
    return (
      <TalkForm
        key="reopen"
        {...shared}
        act="reopen-thread"
        label={t.reopen.label}
        hint={t.reopen.what}
        mentionsIn={thread.sectionId}
        draft={`reopen:${thread.id}`}
        send={t.reopen.act}
        busy={t.reopen.busy}
        done={t.reopen.done}
      />
    );
  if (form === 'hide')
    return (
      <TalkForm
        key="hide"
        {...shared}
        act="hide-thread"
        field="reason"
        label={t.hide.label}
        hint={t.hide.what}
        draft={null}
        send={t.hide.act}
        busy={t.hide.busy}
        done={t.hide.done}
      />
    );
  return (
    <p className="card-acts">
      {toTake === null ? null : (
        <TakeActs
          thread={thread}
          suggestion={toTake}
          onEdit={() => setForm('edit')}
          onLeave={() => setForm('leave')}
        />
      )}
      {thread.suggestion?.mayUndo ? <UndoTaking threadId={thread.id} /> : null}
      {thread.mayReply ? (
        <button className="btn low" type="button" onClick={() => setForm('reply')}>
          {t.reply.act}
        </button>
      ) : null}
      {thread.mayClose && toTake === null ? (
        <button className="btn low main" type="button" onClick={() => setForm('outcome')}>
          {t.outcome.ask}
        </button>
      ) : null}
      {thread.mayReopen ? (
        <button className="btn low" type="button" onClick={() => setForm('reopen')}>
          {t.reopen.ask}
        </button>
      ) : null}
      {thread.mayHide && thread.hidden === null ? (
        <button className="btn bare low" type="button" onClick={() => setForm('hide')}>
          {t.hide.ask}
        </button>
      ) : null}
      {thread.mayHide && thread.hidden !== null ? (
        <button className="btn low" type="button" onClick={show}>
          {t.hide.back}
        </button>
      ) : null}
    </p>
  );
}

/** What became of it: one of six, each with its sentence, and always in words. */
function OutcomeForm(props: { thread: ThreadView; begins: OutcomeKind; onClose: () => void }) {
  const { thread, begins, onClose } = props;
  const [chosen, setChosen] = useState(begins);
  const id = useId();
  const isLeft = thread.suggestion !== null && chosen === 'not-changed';
  return (
    <TalkForm
      act="close-thread"
      place={thread.id}
      given={{ threadId: thread.id }}
      label={isLeft ? sv.suggestions.leave.label : t.outcome.label[chosen]}
      draft={`outcome:${thread.id}`}
      mentionsIn={thread.sectionId}
      send={isLeft ? sv.suggestions.leave.act : t.outcome.act}
      busy={t.outcome.busy}
      done={thread.suggestion === null ? t.outcome.done : sv.suggestions.leave.done}
      main
      takesFocus={false}
      before={
        <fieldset className="outcomes">
          <legend>{t.outcome.legend}</legend>
          {OUTCOMES.map((kind) => (
            <label key={kind}>
              <input
                type="radio"
                name="outcome"
                value={kind}
                checked={kind === chosen}
                onChange={() => setChosen(kind)}
                aria-describedby={`${id}${kind}`}
                // biome-ignore lint/a11y/noAutofocus: what was pressed is gone, and this is what it led to
                autoFocus={kind === begins}
              />
              <span>
                {t.outcome.names[kind]}
                <small id={`${id}${kind}`} hidden={kind !== chosen}>
                  {t.outcome.means[kind]}
                </small>
              </span>
            </label>
          ))}
        </fieldset>
      }
      onDone={onClose}
      onCancel={onClose}
    />
  );
}
