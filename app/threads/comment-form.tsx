import { sv } from '@delaktig/texts';
import { useId, useState } from 'react';
import { commentDraft } from './drafts.ts';
import { SuggestForm } from './suggest-form.tsx';
import { TalkForm } from './talk-form.tsx';
import type { Composing } from './threads-context.tsx';
import { useThreadActs, useThreads } from './threads-context.tsx';

const t = sv.threads;

/** What somebody is about to say of what they chose: a comment, or other words. */
export function ComposeForm({ what }: { what: Composing }) {
  return what.suggest === true ? <SuggestForm what={what} /> : <CommentForm what={what} />;
}

/** A new comment, on what somebody chose. */
function CommentForm({ what }: { what: Composing }) {
  const { sectionId, anchor, markedAt } = what;
  const { view } = useThreads();
  const { stopComposing, open, compose } = useThreadActs();
  const [isNameless, setNameless] = useState(false);
  const id = useId();
  const key = commentDraft(sectionId, anchor);
  return (
    <section className="comment-form" aria-labelledby={id}>
      <h3 id={id}>{headOf(what)}</h3>
      {'quote' in anchor ? <blockquote className="quoted">{anchor.quote}</blockquote> : null}
      {anchor.of === 'words' && !anchor.quote.includes('\n') ? (
        <p className="instead">
          <button className="btn bare low" type="button" onClick={() => compose({ ...what, suggest: true })}>
            {sv.suggestions.form.suggestInstead}
          </button>
        </p>
      ) : null}
      <TalkForm
        key={key}
        act="comment"
        place={sectionId}
        given={{
          sectionId,
          anchor: JSON.stringify(anchor),
          ...(markedAt === undefined ? {} : { markedAt: JSON.stringify(markedAt) }),
        }}
        label={t.form.label}
        hint={isNameless ? t.form.hint : `${t.form.hint} ${t.mention.hint}`}
        // Whom words without a name were for could tell who wrote them.
        mentionsIn={isNameless ? null : sectionId}
        draft={key}
        begins={what.begins}
        send={t.form.send}
        busy={t.form.sending}
        done={t.form.sent}
        main
        after={view.mayBeNameless ? <NameChoice onChange={setNameless} /> : null}
        onDone={(threadId) => {
          stopComposing();
          if (threadId !== undefined) open(threadId);
        }}
        onCancel={stopComposing}
      />
    </section>
  );
}

function headOf({ anchor, name }: Composing): string {
  if (anchor.of === 'words' || anchor.of === 'inherited') return t.commentWords;
  return name === null ? t.commentSection : t.commentOn(name);
}

/** With or without one's name, and what it means, before one chooses. */
export function NameChoice({ onChange }: { onChange?: (isNameless: boolean) => void }) {
  const [isNameless, setNameless] = useState(false);
  const choose = (chosen: boolean) => {
    setNameless(chosen);
    onChange?.(chosen);
  };
  const id = useId();
  return (
    <>
      <fieldset className="name-choice" aria-describedby={id}>
        <legend className="sr">{t.form.how}</legend>
        <label>
          <input type="radio" name="nameless" value="false" defaultChecked onChange={() => choose(false)} />
          <span>{t.form.named}</span>
        </label>
        <label>
          <input type="radio" name="nameless" value="true" onChange={() => choose(true)} />
          <span>{t.form.nameless}</span>
        </label>
      </fieldset>
      <p className={isNameless ? 'hint said' : 'hint'} id={id}>
        <b>{t.form.nameless}:</b> {t.form.namelessMeans}
      </p>
    </>
  );
}
