import type { SectionView, ThreadAnchor } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { Icon } from '../components/icons.tsx';
import { placeKey } from './pick.ts';
import { useSectionThreads, useThreadActs } from './threads-context.tsx';

type Props = { section: SectionView; anchor: ThreadAnchor; name: string };

/** At a figure's row: how many have said something about it, and the way to say something oneself. */
export function CommentAt({ section, anchor, name }: Props) {
  const { compose, open } = useThreadActs();
  const key = placeKey(section.id, anchor);
  const about = useSectionThreads(section.id).filter(
    (thread) => placeKey(section.id, thread.anchor) === key && thread.state === 'open',
  );
  const [first] = about;
  const may = section.rights.comment !== 'no';
  if (!may && first === undefined) return null;
  return (
    <span className="comment-at">
      {first === undefined ? null : (
        <button type="button" onClick={() => open(first.id, true)}>
          <Icon name="talk" />
          {about.length}
          <span className="sr">
            {' '}
            {sv.threads.shortTold(about.length)} {sv.threads.card.about(name)}
          </span>
        </button>
      )}
      {may ? (
        <button
          type="button"
          onClick={() => compose({ sectionId: section.id, anchor, name })}
          aria-label={sv.threads.commentOn(name)}
        >
          <Icon name={first === undefined ? 'talk' : 'more-talk'} />
        </button>
      ) : null}
    </span>
  );
}

/** What a row says of its place, for the cards beside it. */
export function rowPlace(section: SectionView | null, anchor: ThreadAnchor): string | undefined {
  return section === null ? undefined : (placeKey(section.id, anchor) ?? undefined);
}
