import type { SectionView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { Icon } from '../components/icons.tsx';
import { talkAnchor } from './answer.ts';
import { ThreadCard } from './card.tsx';
import { ComposeForm } from './comment-form.tsx';
import { Dissents } from './dissents.tsx';
import { DraftOffers } from './draft-offers.tsx';
import { countThreads, picked } from './pick.ts';
import { PlainTalk } from './plain.tsx';
import { QuickAnswers } from './quick-answers.tsx';
import { SaidAndBecame } from './said-became.tsx';
import { useSectionThreads, useThreadActs, useThreadsUi } from './threads-context.tsx';

const t = sv.threads;

/** At a section's end: whether it is true, what has been said of it, and what became of that. */
export function SectionTalk({ section, title }: { section: SectionView; title: string }) {
  const threads = useSectionThreads(section.id);
  const { width, filter, activeId, composing, listed, isSheet } = useThreadsUi();
  const { compose } = useThreadActs();
  const mayComment = section.rights.comment !== 'no';
  const isComposing = width === 'under' && !isSheet && composing?.sectionId === section.id;
  return (
    <div className="row section-talk" id={talkAnchor(section.id)} tabIndex={-1}>
      <div className="text">
        <QuickAnswers section={section} title={title} />
        {mayComment || threads.length > 0 ? (
          <p className="talk-acts script-only">
            {mayComment ? (
              <button
                className="btn"
                type="button"
                onClick={() => compose({ sectionId: section.id, anchor: { of: 'section' }, name: null })}
              >
                <Icon name="talk" />
                {t.comment}
                <span className="sr"> {title}</span>
              </button>
            ) : null}
            <Told section={section} title={title} />
          </p>
        ) : null}
        {mayComment ? <DraftOffers sectionId={section.id} /> : null}
        {section.rights.comment === 'next-plan' ? <p className="hint">{t.form.nextPlan}</p> : null}
        {isComposing && composing !== null ? <ComposeForm what={composing} /> : null}
        {width === 'under' && !isSheet && listed === section.id
          ? picked(threads, filter, activeId).map((thread) => (
              <ThreadCard key={thread.id} thread={thread} isActive={thread.id === activeId} />
            ))
          : null}
        <PlainTalk section={section} title={title} threads={threads} />
        <SaidAndBecame sectionId={section.id} />
        <Dissents section={section} title={title} />
      </div>
    </div>
  );
}

/** How many comments there are; leads to them, wherever they have room. */
function Told({ section, title }: { section: SectionView; title: string }) {
  const threads = useSectionThreads(section.id);
  const { width, listed } = useThreadsUi();
  const { list, open } = useThreadActs();
  const counts = countThreads(threads);
  const [first] = picked(threads, 'all', null);
  if (counts.all === 0) return null;
  const words = (
    <>
      {t.told(counts)}
      <span className="sr"> {t.card.about(title)}</span>
    </>
  );
  if (first === undefined) return <span className="all-answered">{words}</span>;
  const isListed = listed === section.id && width !== 'margin';
  return (
    <button
      className="btn bare"
      type="button"
      aria-expanded={width === 'under' ? isListed : undefined}
      onClick={() => {
        if (width === 'margin') open(first.id, true);
        else list(isListed ? null : section.id);
      }}
    >
      {words}
    </button>
  );
}
