import { sv } from '@delaktig/texts';
import { useId, useState } from 'react';
import { draftOf } from './drafts.ts';
import { SuggestForm } from './suggest-form.tsx';
import { TalkFormOf } from './talk-form.tsx';
import type { Composing } from './threads-context.tsx';
import { useThreadActs, useThreads } from './threads-context.tsx';
import { useCommentDraft } from './use-draft.ts';

const t = sv.threads;

/** What somebody is about to say of what they chose: a comment, or other words. */
export function ComposeForm({ what }: { what: Composing }) {
  return what.suggest === true ? (
    <SuggestForm what={what} />
  ) : (
    <CommentForm key={draftOf(what)} what={what} />
  );
}

/** A new comment, on what somebody chose. */
function CommentForm({ what }: { what: Composing }) {
  const { sectionId, anchor, markedAt } = what;
  const { view } = useThreads();
  const { stopComposing, open, compose } = useThreadActs();
  const { isNameless, choose, ...words } = useCommentDraft(what);
  const [hasChosen, setChosen] = useState(false);
  const id = useId();
  // What somebody chose stays to be seen and changed when fewer are left to hide among: the server tells them so.
  const isOffered = view.mayBeNameless || isNameless || hasChosen;
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
      <TalkFormOf
        act="comment"
        place={sectionId}
        given={{
          sectionId,
          anchor: JSON.stringify(anchor),
          nameless: String(isNameless),
          ...(markedAt === undefined ? {} : { markedAt: JSON.stringify(markedAt) }),
        }}
        label={t.form.label}
        hint={isNameless ? t.form.hint : `${t.form.hint} ${t.mention.hint}`}
        // Whom words without a name were for could tell who wrote them.
        mentionsIn={isNameless ? null : sectionId}
        draft={draftOf(what)}
        words={words}
        send={t.form.send}
        busy={t.form.sending}
        done={t.form.sent}
        main
        after={
          isOffered ? (
            <NameChoice
              isNameless={isNameless}
              onChoose={(chosen) => {
                setChosen(true);
                choose(chosen);
              }}
            />
          ) : null
        }
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

type NameChoiceProps = { isNameless: boolean; onChoose: (isNameless: boolean) => void };

/** With or without one's name, and what it means, before one chooses. What is sent is said by the form itself. */
function NameChoice({ isNameless, onChoose }: NameChoiceProps) {
  const id = useId();
  const radio = (value: boolean) => (
    <label>
      <input
        type="radio"
        name={`${id}choice`}
        checked={isNameless === value}
        onChange={() => onChoose(value)}
      />
      <span>{value ? t.form.nameless : t.form.named}</span>
    </label>
  );
  return (
    <>
      <fieldset className="name-choice" aria-describedby={id}>
        <legend className="sr">{t.form.how}</legend>
        {radio(false)}
        {radio(true)}
      </fieldset>
      <p className={isNameless ? 'hint said' : 'hint'} id={id}>
        <NamelessMeans />
      </p>
    </>
  );
}

/** The same for who has no scripts. */
export function PlainNameChoice() {
  const id = useId();
  return (
    <>
      <fieldset className="name-choice" aria-describedby={id}>
        <legend className="sr">{t.form.how}</legend>
        <label>
          <input type="radio" name="nameless" value="false" defaultChecked />
          <span>{t.form.named}</span>
        </label>
        <label>
          <input type="radio" name="nameless" value="true" />
          <span>{t.form.nameless}</span>
        </label>
      </fieldset>
      <p className="hint" id={id}>
        <NamelessMeans />
      </p>
    </>
  );
}

function NamelessMeans() {
  return (
    <>
      <b>{t.form.nameless}:</b> {t.form.namelessMeans}
    </>
  );
}
