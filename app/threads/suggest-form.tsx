import { sv } from '@delaktig/texts';
import { useEffect, useId, useRef } from 'react';
import { ActForm, Warns } from './act-form.tsx';
import { BodyField } from './body-field.tsx';
import { suggestionDraft, whyDraft } from './drafts.ts';
import type { Composing } from './threads-context.tsx';
import { useThreadActs } from './threads-context.tsx';
import { useDraft } from './use-draft.ts';
import { useMentions } from './use-mentions.ts';
import { WordsField } from './words-field.tsx';

const t = sv.suggestions;

/** Other words for those that somebody marked. */
export function SuggestForm({ what }: { what: Composing }) {
  const id = useId();
  const { anchor } = what;
  return (
    <section className="comment-form" aria-labelledby={id}>
      <h3 id={id}>{t.form.heading}</h3>
      {anchor.of !== 'words' || anchor.quote.includes('\n') ? (
        <NotOneBlock what={what} />
      ) : (
        <Form key={suggestionDraft(what.sectionId, anchor)} what={what} quote={anchor.quote} />
      )}
    </section>
  );
}

/** What was marked runs from one paragraph to another: that can be talked of, not written over. */
function NotOneBlock({ what }: { what: Composing }) {
  const { compose, stopComposing } = useThreadActs();
  const instead = useRef<HTMLButtonElement>(null);
  useEffect(() => instead.current?.focus(), []);
  return (
    <>
      <p role="status">{t.form.blocks}</p>
      <p className="card-acts">
        <button
          className="btn"
          type="button"
          ref={instead}
          onClick={() => compose({ ...what, suggest: false })}
        >
          {t.form.commentInstead}
        </button>
        <button className="btn bare" type="button" onClick={stopComposing}>
          {sv.threads.form.cancel}
        </button>
      </p>
    </>
  );
}

function Form({ what, quote }: { what: Composing; quote: string }) {
  const { sectionId, anchor, markedAt } = what;
  const { stopComposing, open } = useThreadActs();
  const draft = suggestionDraft(sectionId, anchor);
  const { text: words, ...proposed } = useDraft({ key: draft, begins: quote, about: what });
  const { text: why, ...ground } = useDraft({ key: whyDraft(draft), about: what });
  const mentions = useMentions({ sectionId, draft: whyDraft(draft) });
  const id = useId();
  return (
    <ActForm
      act="suggest"
      place={sectionId}
      given={{
        sectionId,
        anchor: JSON.stringify(anchor),
        ...(markedAt === undefined ? {} : { markedAt: JSON.stringify(markedAt) }),
      }}
      hint={{ id: `${id}hint`, words: t.form.hint }}
      send={t.form.send}
      busy={t.form.busy}
      done={t.form.done}
      main
      stop={words === quote ? t.form.same : null}
      missing={() => null}
      onSent={() => {
        proposed.forget();
        ground.forget();
        mentions.forget();
      }}
      onDone={(threadId) => {
        stopComposing();
        if (threadId !== undefined) open(threadId);
      }}
      onCancel={stopComposing}
    >
      <WordsField
        name="proposed"
        label={t.form.label}
        heading={t.form.difference}
        from={quote}
        words={words}
        onChange={proposed.change}
        describedBy={`${id}hint`}
      />
      <BodyField
        id={`${id}why`}
        label={t.form.why}
        body={why}
        onChange={ground.change}
        mentions={mentions}
        describedBy={`${id}warns`}
      />
      <Warns text={`${words}\n${why}`} id={`${id}warns`} />
    </ActForm>
  );
}
