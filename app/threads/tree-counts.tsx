import { sv } from '@delaktig/texts';
import { Icon } from '../components/icons.tsx';
import { countThreads } from './pick.ts';
import { useSectionThreads } from './threads-context.tsx';

/** In the tree: how many comments wait for an answer, and how many one has not read; in words for those who listen. */
export function TreeCounts({ sectionId }: { sectionId: string }) {
  const { open, fresh } = countThreads(useSectionThreads(sectionId));
  if (open === 0 && fresh === 0) return null;
  return (
    <>
      <span className="talks" aria-hidden="true">
        {open === 0 ? null : (
          <span>
            <Icon name="talk" />
            {open}
          </span>
        )}
        {fresh === 0 ? null : <b>{sv.threads.fresh(fresh)}</b>}
      </span>
      <span className="sr">. {sv.threads.inTree({ open, fresh })}.</span>
    </>
  );
}
