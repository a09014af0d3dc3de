import type { SectionView, ThreadView } from '@delaktig/domain';
import { OUTCOMES } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import type { ReactNode } from 'react';
import { useId } from 'react';
import { threadAnchorId } from './answer.ts';
import { Became } from './card.tsx';
import { PlainNameChoice } from './comment-form.tsx';
import { Day, Who } from './post.tsx';
import { SaidWords } from './said-words.tsx';
import { ChangedSince, SuggestedWords } from './suggestion.tsx';
import { seenWords } from './suggestion-acts.tsx';
import { isShown } from './suggestion-shown.ts';
import { useThreads } from './threads-context.tsx';
import { useRefusedByAddress } from './threads-provider.tsx';
import { isOnWords } from './words/places.ts';
import { QuotedWords } from './words/quoted-words.tsx';

const t = sv.threads;

type Props = { section: SectionView; title: string; threads: readonly ThreadView[] };

/** The comments of a section and a form, for who has no scripts: what is said, and a post to say more. */
export function PlainTalk({ section, title, threads }: Props) {
  const refusal = useRefusedByAddress();
  return (
    <noscript>
      {refusal === null ? null : <p className="talk-refusal">{t.refused[refusal]}</p>}
      {threads
        .filter(({ state, hidden }) => state === 'open' && hidden === null)
        .map((thread) => (
          <PlainThread key={thread.id} thread={thread} />
        ))}
      {section.rights.comment === 'no' ? null : (
        <details className="ask">
          <summary className="btn">
            {t.comment}
            <span className="sr"> {title}</span>
          </summary>
          <PlainForm
            act="comment"
            given={{ sectionId: section.id, anchor: '{"of":"section"}' }}
            label={t.form.label}
            send={t.form.send}
            mayBeNameless
          />
        </details>
      )}
    </noscript>
  );
}

function PlainThread({ thread }: { thread: ThreadView }) {
  return (
    <article className="thread-card" id={threadAnchorId(thread.id)}>
      {isOnWords(thread.anchor) && thread.suggestion === null ? <QuotedWords thread={thread} /> : null}
      {thread.posts.map((post) => (
        <div className="post" key={post.id}>
          <p className="who">
            <Who by={post.by} /> <Day day={post.day} />
          </p>
          {post === thread.posts[0] ? (
            <SuggestedWords thread={thread} label={<b>{sv.suggestions.card.difference}</b>} />
          ) : null}
          <p className="words">
            {post.body === null ? t.card.deleted : <SaidWords body={post.body} mentions={thread.mentions} />}
          </p>
        </div>
      ))}
      <ChangedSince thread={thread} />
      <Became thread={thread} />
      {thread.mayReply ? (
        <PlainForm act="reply" given={{ threadId: thread.id }} label={t.reply.label} send={t.reply.act} />
      ) : null}
      <PlainTaking thread={thread} />
      {thread.mayClose ? (
        <PlainForm
          act="close-thread"
          given={{ threadId: thread.id }}
          label={t.outcome.label.answered}
          send={t.outcome.act}
          before={<PlainOutcomes />}
        />
      ) : null}
    </article>
  );
}

function PlainTaking({ thread }: { thread: ThreadView }) {
  const { suggestion } = thread;
  const seen = seenWords(thread);
  if (!suggestion?.mayTake || seen === null || seen === suggestion.proposed || !isShown(thread)) return null;
  return (
    <PlainForm
      act="take-suggestion"
      given={{ threadId: thread.id, words: suggestion.proposed, seen }}
      label={sv.suggestions.edit.outcome}
      begins={sv.suggestions.take.outcome}
      send={suggestion.changed ? sv.suggestions.take.despite : sv.suggestions.take.act}
    />
  );
}

function PlainOutcomes() {
  return (
    <fieldset className="outcomes">
      <legend>{t.outcome.legend}</legend>
      {OUTCOMES.map((kind) => (
        <label key={kind}>
          <input type="radio" name="outcome" value={kind} required />
          <span>
            {t.outcome.names[kind]}
            <small>{t.outcome.means[kind]}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

export function PlainForm(props: {
  act: string;
  given: Record<string, string>;
  label: string;
  send: string;
  hint?: string;
  /** What the words begin as. */
  begins?: string;
  before?: ReactNode;
  mayBeNameless?: boolean;
}) {
  const { reportId, accountId, view } = useThreads();
  const id = useId();
  return (
    <form className="talk-form" method="post" action={`/rapporter/${reportId}/kommentera`}>
      <input type="hidden" name="act" value={props.act} />
      <input type="hidden" name="account" value={accountId} />
      {Object.entries(props.given).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {props.before}
      <div className="field">
        <label className="label" htmlFor={id}>
          {props.label}
        </label>
        <textarea className="input" id={id} name="body" rows={3} required defaultValue={props.begins} />
      </div>
      {props.mayBeNameless ? (
        view.mayBeNameless ? (
          <PlainNameChoice />
        ) : (
          <input type="hidden" name="nameless" value="false" />
        )
      ) : null}
      <p className="hint">{props.hint ?? t.form.hint}</p>
      <p className="send">
        <button className="btn" type="submit">
          {props.send}
        </button>
      </p>
    </form>
  );
}
