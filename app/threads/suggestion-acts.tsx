import type { SuggestionView, ThreadView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { useId, useState } from 'react';
import { ActForm, Warns } from './act-form.tsx';
import { threadAnchorId } from './answer.ts';
import { BodyField } from './body-field.tsx';
import { useThreadActs } from './threads-context.tsx';
import { useDraft } from './use-draft.ts';
import { useMentions } from './use-mentions.ts';
import { WordsField } from './words-field.tsx';

const t = sv.suggestions;

/** The words in the text as the card shows them: what is decided on. Null: they are gone. */
export function seenWords({ suggestion, place }: ThreadView): string | null {
  if (suggestion === null || place?.lost) return null;
  return place?.quote ?? suggestion.original;
}

type Props = { thread: ThreadView; suggestion: SuggestionView; onEdit: () => void; onLeave: () => void };

/** Into the text at one press, since it can be undone; or edited first; or not, which needs a reason. */
export function TakeActs({ thread, suggestion, onEdit, onLeave }: Props) {
  const { isBusy, press } = usePress(thread.id);
  const seen = seenWords(thread);
  const { proposed: words, changed } = suggestion;
  const take = (seen: string) =>
    press({ act: 'take-suggestion', threadId: thread.id, words, seen, body: t.take.outcome }, t.take.done);
  return (
    <>
      {seen === null || seen === words ? null : (
        <>
          <button
            className="btn low main"
            type="button"
            aria-disabled={isBusy || undefined}
            onClick={() => void take(seen)}
          >
            {isBusy ? t.take.busy : changed ? t.take.despite : t.take.act}
          </button>
          <button className="btn low" type="button" onClick={onEdit}>
            {t.edit.ask}
          </button>
        </>
      )}
      <button className="btn low" type="button" onClick={onLeave}>
        {t.leave.ask}
      </button>
    </>
  );
}

/** Puts back what stood there, as long as nobody has touched the words. */
export function UndoTaking({ threadId }: { threadId: string }) {
  const { isBusy, press } = usePress(threadId);
  return (
    <button
      className="btn low"
      type="button"
      aria-disabled={isBusy || undefined}
      onClick={() => void press({ act: 'undo-suggestion', threadId }, t.undo.done)}
    >
      {isBusy ? t.undo.busy : t.undo.act}
    </button>
  );
}

/** One press at a time; the focus goes to the card, since the button goes with what it did. */
function usePress(threadId: string) {
  const { act, say, refused } = useThreadActs();
  const [isBusy, setBusy] = useState(false);
  const press = async (what: Parameters<typeof act>[0], done: string) => {
    if (isBusy) return;
    setBusy(true);
    refused(threadId, null);
    const answer = await act(what);
    setBusy(false);
    if (answer.ok) say(done);
    else refused(threadId, answer.reason);
    document.getElementById(threadAnchorId(threadId))?.focus({ preventScroll: true });
  };
  return { isBusy, press };
}

/** The words of a suggestion, written over before they are taken, and what its author is told. */
export function EditAndTake(props: { thread: ThreadView; suggestion: SuggestionView; onClose: () => void }) {
  const { thread, suggestion, onClose } = props;
  const seen = seenWords(thread);
  const { text: words, ...taken } = useDraft({ key: `take:${thread.id}`, begins: suggestion.proposed });
  const { text: body, ...outcome } = useDraft({ key: `take:${thread.id}:body`, begins: t.take.outcome });
  const mentions = useMentions({ sectionId: thread.sectionId, draft: `take:${thread.id}:body` });
  const id = useId();
  if (seen === null) return null;
  return (
    <ActForm
      act="take-suggestion"
      place={thread.id}
      given={{ threadId: thread.id, seen }}
      send={suggestion.changed ? t.take.despite : t.edit.act}
      busy={t.take.busy}
      done={t.take.done}
      main
      stop={words === seen ? t.edit.same : null}
      missing={() => (body.trim() === '' ? document.getElementById(`${id}body`) : null)}
      onSent={() => {
        taken.forget();
        outcome.forget();
        mentions.forget();
      }}
      onDone={onClose}
      onCancel={onClose}
    >
      <WordsField
        name="words"
        label={t.edit.label}
        heading={t.edit.difference}
        from={seen}
        words={words}
        onChange={taken.change}
      />
      <BodyField
        id={`${id}body`}
        label={t.edit.outcome}
        required
        body={body}
        onChange={outcome.change}
        mentions={mentions}
        describedBy={`${id}warns`}
      />
      <Warns text={`${words}\n${body}`} id={`${id}warns`} />
    </ActForm>
  );
}
