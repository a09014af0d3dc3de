import type { ThreadView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { Became, labelsOf } from './card.tsx';
import { figureName } from './names.ts';
import { SaidWords } from './said-words.tsx';
import { SuggestedWords } from './suggestion.tsx';
import { useSectionThreads, useThreadActs, useThreads } from './threads-context.tsx';

const t = sv.threads;

/** "Ni sa – det blev": what was said of a section and what became of it. Folded on the screen, open on paper. */
export function SaidAndBecame({ sectionId }: { sectionId: string }) {
  const closed = useSectionThreads(sectionId).filter(
    ({ outcome, hidden }) => outcome !== null && hidden === null,
  );
  if (closed.length === 0) return null;
  return (
    <details className="said-became">
      <summary>{t.said.summary(closed.length)}</summary>
      <ul>
        {closed.map((thread) => (
          <Said key={thread.id} thread={thread} />
        ))}
      </ul>
    </details>
  );
}

function Said({ thread }: { thread: ThreadView }) {
  const { names } = useThreads();
  const { open } = useThreadActs();
  const [first] = thread.posts;
  const name = figureName(names, thread.sectionId, thread.anchor);
  const who = t.card.who(first?.by ?? null);
  return (
    <li>
      <SuggestedWords thread={thread} label={<b>{sv.suggestions.said}</b>} />
      <p className="said">
        {first === undefined || first.body === null ? (
          t.card.deleted
        ) : (
          <Quoted body={first.body} mentions={thread.mentions} />
        )}
        <span className="who">
          {who}
          {name === null ? '' : ` ${t.card.about(name)}`}
          {'quote' in thread.anchor && thread.suggestion === null ? (
            <> {t.said.aboutWords(thread.anchor.quote)}</>
          ) : null}
        </span>
      </p>
      <Disagreement thread={thread} />
      <Became thread={thread} />
      <p className="script-only not-printed">
        <button className="btn bare low" type="button" onClick={() => open(thread.id, true)}>
          {t.said.show}
          <span className="sr"> {labelsOf(thread).openAbout(who)}</span>
        </button>
      </p>
    </li>
  );
}

/** What somebody did not leave it at: the outcome that was, and the ground on which they opened it again. */
function Disagreement({ thread: { posts, mentions } }: { thread: ThreadView }) {
  const at = posts.findIndex(({ outcome }) => outcome !== null);
  const [was, ground] = at === -1 ? [] : posts.slice(at);
  if (was === undefined || was.outcome === null) return null;
  return (
    <div className="said-first">
      <p>
        {t.said.first} <b>{t.outcome.was(was.outcome)}</b> {was.body}{' '}
        <span className="who">{t.card.who(was.by)}</span>
      </p>
      {ground === undefined ? null : (
        <p>
          {t.said.again}{' '}
          {ground.body === null ? t.card.deleted : <Quoted body={ground.body} mentions={mentions} />}
          <span className="who">{t.card.who(ground.by)}</span>
        </p>
      )}
    </div>
  );
}

/** A suggestion may come without a why. */
function Quoted(said: Parameters<typeof SaidWords>[0]) {
  return said.body === '' ? null : (
    <>
      <q>
        <SaidWords {...said} />
      </q>{' '}
    </>
  );
}
