import type { SectionView, ThreadView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { useId } from 'react';
import { threadAnchorId } from './answer.ts';
import { Became } from './card.tsx';
import { NameChoice } from './comment-form.tsx';
import { Day, Who } from './post.tsx';
import { useThreads } from './threads-context.tsx';
import { useRefusedByAddress } from './threads-provider.tsx';

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
      {thread.posts.map((post) => (
        <div className="post" key={post.id}>
          <p className="who">
            <Who by={post.by} /> <Day day={post.day} />
          </p>
          <p className="words">{post.body ?? t.card.deleted}</p>
        </div>
      ))}
      <Became thread={thread} />
      {thread.mayReply ? (
        <PlainForm
          act="reply"
          given={{ threadId: thread.id }}
          label={t.reply.label}
          send={t.reply.act}
          mayBeNameless={false}
        />
      ) : null}
    </article>
  );
}

export function PlainForm(props: {
  act: string;
  given: Record<string, string>;
  label: string;
  send: string;
  mayBeNameless: boolean;
  hint?: string;
  begins?: string;
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
      <div className="field">
        <label className="label" htmlFor={id}>
          {props.label}
        </label>
        <textarea className="input" id={id} name="body" rows={3} defaultValue={props.begins} required />
      </div>
      {props.mayBeNameless && view.mayBeNameless ? <NameChoice /> : null}
      <p className="hint">{props.hint ?? t.form.hint}</p>
      <p className="send">
        <button className="btn" type="submit">
          {props.send}
        </button>
      </p>
    </form>
  );
}
