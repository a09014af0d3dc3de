import type { ThreadView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { memo } from 'react';
import { Icon } from '../components/icons.tsx';
import { threadAnchorId } from './answer.ts';
import { CardActs } from './card-acts.tsx';
import { figureName } from './names.ts';
import { Day, Post, Who } from './post.tsx';
import { SaidWords } from './said-words.tsx';
import { ChangedSince, TakenWords } from './suggestion.tsx';
import { useThreadActs, useThreads, useThreadsUi } from './threads-context.tsx';
import { useMarkBoard, useOnBoard } from './words/comment-mark.tsx';
import { isOnWords } from './words/places.ts';
import { QuotedWords, ShowWords } from './words/quoted-words.tsx';

const t = sv.threads;

type Props = { thread: ThreadView; isActive: boolean };

/** A thread: short until it is opened, then with all that was said and what one may do. */
export const ThreadCard = memo(function ThreadCard({ thread, isActive }: Props) {
  const { open } = useThreadActs();
  const board = useMarkBoard();
  const isPointed = useOnBoard((board) => board.isPointed(thread.id), false);
  const [first] = thread.posts;
  const who = t.card.who(first?.by ?? null);
  const toOpen = !isActive || thread.unread;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: for those who point; the button inside does the same
    <article
      className={classOf({ isActive, isFresh: thread.unread, isPointed })}
      id={threadAnchorId(thread.id)}
      aria-label={labelsOf(thread).label(who)}
      tabIndex={-1}
      onClick={toOpen ? () => open(thread.id) : undefined}
      onPointerEnter={() => board?.setPointed(thread.id)}
      onPointerLeave={() => board?.setPointed(null)}
      onFocus={() => board?.setPointed(thread.id)}
      onBlur={() => board?.setPointed(null)}
    >
      {thread.hidden !== null && !isActive ? (
        <HiddenLine thread={thread} />
      ) : (
        <Inside {...{ thread, isActive }} />
      )}
      <Toggle thread={thread} isActive={isActive} who={who} />
    </article>
  );
});

function classOf(card: { isActive: boolean; isFresh: boolean; isPointed: boolean }): string {
  const state = card.isActive ? ' on' : card.isFresh ? ' fresh' : '';
  return `thread-card${state}${card.isPointed ? ' pointed' : ''}`;
}

/** What a thread is called: a comment or a suggestion. */
export function labelsOf({ suggestion }: ThreadView) {
  return suggestion === null ? t.card : sv.suggestions.card;
}

function Inside({ thread, isActive }: Props) {
  const [first, ...replies] = thread.posts;
  return (
    <>
      {thread.unread || thread.forNextPlan ? (
        <p className="tags">
          {thread.unread ? <b className="new">{t.card.unread}</b> : null}
          {thread.forNextPlan ? <span>{t.card.nextPlan}</span> : null}
        </p>
      ) : null}
      {thread.hidden === null ? null : <HiddenLine thread={thread} />}
      <About thread={thread} />
      {isActive && thread.suggestion === null ? <ShowWords thread={thread} /> : null}
      {first === undefined ? null : <Post post={first} thread={thread} isActive={isActive} />}
      {isActive && thread.suggestion !== null ? <ShowWords thread={thread} /> : null}
      {isActive
        ? replies.map((post) => (
            <div className="reply" key={post.id}>
              <Post post={post} thread={thread} isActive />
            </div>
          ))
        : null}
      {thread.outcome === null ? <TakenWords thread={thread} /> : <Became thread={thread} />}
      {isActive ? <ChangedSince thread={thread} /> : null}
      {isActive ? (
        <>
          <CardActs thread={thread} />
          <CardRefusal threadId={thread.id} />
        </>
      ) : null}
    </>
  );
}

/** Why a small act in it did not come to be; forms tell by themselves. */
function CardRefusal({ threadId }: { threadId: string }) {
  const { refusal } = useThreadsUi();
  return (
    <div role="alert">
      {refusal?.place === threadId ? <p className="talk-refusal">{t.refused[refusal.reason]}</p> : null}
    </div>
  );
}

/** Opens and folds, for those who use keys. */
function Toggle({ thread, isActive, who }: Props & { who: string }) {
  const { open, fold } = useThreadActs();
  const replies = thread.posts.length - 1;
  const words = isActive ? t.card.fold : replies > 0 ? t.card.replies(replies) : t.card.open;
  return (
    <p className="toggle">
      <button
        className="btn bare low"
        type="button"
        aria-expanded={isActive}
        onClick={(event) => {
          event.stopPropagation();
          if (isActive) fold();
          else open(thread.id);
        }}
      >
        {words}
        <span className="sr"> {labelsOf(thread).openAbout(who)}</span>
      </button>
    </p>
  );
}

function HiddenLine({ thread }: { thread: ThreadView }) {
  if (thread.hidden === null) return null;
  return (
    <p className="hidden-line">
      <Icon name="lock" />
      <span>
        {t.hide.line(thread.hidden.day)}: {thread.hidden.reason}
      </span>
    </p>
  );
}

/** What it is about: words with their quote, a figure by its name; the section speaks for itself. */
function About({ thread }: { thread: ThreadView }) {
  const { names } = useThreads();
  const { anchor, sectionId } = thread;
  // Its words stand in its first post, as a difference.
  if (thread.suggestion !== null) return null;
  if (isOnWords(anchor)) return <QuotedWords thread={thread} />;
  const name = figureName(names, sectionId, anchor);
  return name === null ? null : <p className="about-figure">{t.card.about(name)}</p>;
}

/** The outcome, as it was put to the one who spoke. */
export function Became({ thread }: { thread: ThreadView }) {
  const { outcome } = thread;
  if (outcome === null) return null;
  return (
    <div className="became">
      <p>
        <Icon name="check" /> <b>{t.outcome.was(outcome.kind)}</b>
      </p>
      <TakenWords thread={thread} />
      {outcome.body === null ? null : (
        <p className="words">
          <SaidWords body={outcome.body} mentions={thread.mentions} />
        </p>
      )}
      {outcome.kind === 'other-process' ? <p className="hint">{t.outcome.notReport}</p> : null}
      <p className="who">
        <Who by={outcome.by} did={thread.suggestion?.taken ? sv.suggestions.taken.did : undefined} />{' '}
        <Day day={outcome.day} />
      </p>
    </div>
  );
}
