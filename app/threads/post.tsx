import type { PostView, Reaction, ThreadView } from '@delaktig/domain';
import { bodyToEdit, REACTIONS } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { useState } from 'react';
import { useRoad } from '../road/road-context.tsx';
import { SaidWords } from './said-words.tsx';
import { SuggestedWords } from './suggestion.tsx';
import { TalkForm } from './talk-form.tsx';
import { useThreadActs, useThreads } from './threads-context.tsx';

const t = sv.threads;

type Props = { post: PostView; thread: ThreadView; isActive: boolean };

/** What one person said: who, which day, the words, and what others thought of them. */
export function Post({ post, thread, isActive }: Props) {
  const [form, setForm] = useState<'edit' | 'remove' | null>(null);
  const close = () => setForm(null);
  const before = bodyToEdit(post.body ?? '', thread.mentions, t.mention.unknown);
  const suggests = thread.suggestion !== null && thread.posts[0]?.id === post.id;
  return (
    <div className="post">
      <p className="who">
        <Who by={post.by} did={suggests ? sv.suggestions.card.suggests : undefined} /> <Day day={post.day} />
        {post.edited ? <span> · {t.card.edited}</span> : null}
      </p>
      {post.outcome === null ? null : <p className="was">{t.outcome.was(post.outcome)}</p>}
      {suggests ? <SuggestedWords thread={thread} /> : null}
      {form === 'edit' ? (
        <TalkForm
          act="edit-post"
          place={thread.id}
          given={{ postId: post.id, threadId: thread.id }}
          label={t.edit.label}
          draft={`edit:${post.id}`}
          begins={before.text}
          beginNames={before.names}
          mentionsIn={thread.sectionId}
          send={t.edit.act}
          busy={t.edit.busy}
          done={t.edit.done}
          onDone={close}
          onCancel={close}
        />
      ) : post.body === '' ? null : (
        <p className={post.body === null ? 'words gone' : 'words'}>
          {post.body === null ? (
            thread.hidden === null ? (
              t.card.deleted
            ) : (
              t.card.hiddenPost
            )
          ) : (
            <SaidWords body={post.body} mentions={thread.mentions} />
          )}
        </p>
      )}
      {isActive && form !== 'edit' && post.body !== null ? (
        <p className="post-acts">
          <Reactions post={post} thread={thread} may={thread.mayReply} />
          {post.mayEdit ? (
            <>
              {post.body === '' ? null : (
                <button className="btn bare low" type="button" onClick={() => setForm('edit')}>
                  {t.edit.ask}
                </button>
              )}
              <button className="btn bare low" type="button" onClick={() => setForm('remove')}>
                {t.remove.ask}
              </button>
            </>
          ) : null}
        </p>
      ) : (
        <p className="post-acts">
          <Reactions post={post} thread={thread} may={false} />
        </p>
      )}
      {form === 'remove' ? <Remove post={post} thread={thread} onDone={close} /> : null}
    </div>
  );
}

/** `did`: what they did, in a word or two. */
export function Who({ by, did }: { by: PostView['by']; did?: string }) {
  return (
    <>
      <b>{t.card.who(by)}</b>
      {by === null || by.name === '' ? null : <span> {sv.roles[by.role].toLocaleLowerCase('sv')}</span>}
      {did === undefined ? ' ·' : ` ${did} ·`}
    </>
  );
}

export function Day({ day }: { day: string }) {
  const { today } = useRoad();
  if (day !== today) return <time dateTime={day}>{t.card.day(day)}</time>;
  return (
    <time dateTime={day}>
      <span className="on-screen">{t.card.today}</span>
      <span className="on-paper">{t.card.day(day)}</span>
    </time>
  );
}

/** Said with words and counts; pressed again it is taken back. */
function Reactions({ post, thread, may }: Omit<Props, 'isActive'> & { may: boolean }) {
  const { accountId } = useThreads();
  const { act, refused } = useThreadActs();
  const own = post.by?.accountId === accountId;
  const of = (reaction: Reaction) =>
    post.reactions.find((one) => one.reaction === reaction) ?? { reaction, count: 0, mine: false };
  if (!may || own) {
    const said = post.reactions.filter(({ count }) => count > 0);
    return said.length === 0 ? null : (
      <span className="reacted">
        {said.map(({ reaction, count }) => t.reaction(reaction, count)).join(', ')}
      </span>
    );
  }
  const press = async (reaction: Reaction, on: boolean) => {
    const answer = await act({ act: 'react', postId: post.id, reaction, on });
    if (!answer.ok) refused(thread.id, answer.reason);
  };
  return REACTIONS.map((name) => {
    const { reaction, count, mine } = of(name);
    return (
      <button
        key={reaction}
        className="btn low react"
        type="button"
        aria-pressed={mine}
        onClick={() => void press(reaction, !mine)}
      >
        {t.reaction(reaction, count)}
      </button>
    );
  });
}

function Remove({ post, thread, onDone }: { post: PostView; thread: ThreadView; onDone: () => void }) {
  const { act, say, refused } = useThreadActs();
  const [isBusy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    const answer = await act({ act: 'delete-post', postId: post.id });
    setBusy(false);
    if (answer.ok) say(t.remove.done);
    else refused(thread.id, answer.reason);
    onDone();
  };
  return (
    <div className="sure">
      <p>{t.remove.what}</p>
      <p className="send">
        <button className="btn low" type="button" aria-disabled={isBusy || undefined} onClick={remove}>
          {isBusy ? t.remove.busy : t.remove.act}
        </button>
        <button className="btn bare low" type="button" onClick={onDone}>
          {t.form.cancel}
        </button>
      </p>
    </div>
  );
}
