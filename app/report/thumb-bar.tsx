import type { SectionView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import type { MouseEvent } from 'react';
import { Icon } from '../components/icons.tsx';
import { countThreads } from '../threads/pick.ts';
import { useSectionThreads } from '../threads/threads-context.tsx';
import type { Entry } from './outline.ts';

type Props = {
  next: Entry | null;
  first: Entry | null;
  onContents: () => void;
  /** The section that one reads, whose comments open. */
  talk: SectionView | null;
  onTalk: (sectionId: string) => void;
};

/** At the thumb: the contents and the next section. Without JavaScript the link opens the list itself. */
export function ThumbBar({ next, first, onContents, talk, onTalk }: Props) {
  const open = (event: MouseEvent) => {
    event.preventDefault();
    onContents();
  };
  const to = next ?? first;
  return (
    <nav className="thumb-bar" aria-label={sv.report.sectionBar}>
      {/* biome-ignore lint/a11y/useValidAnchor: a link to the list, also where no script runs */}
      <a href="#innehall" onClick={open}>
        <Icon name="list" />
        {sv.report.contents}
      </a>
      {talk === null ? null : <Talk section={talk} onTalk={onTalk} />}
      {to === null ? null : (
        <a className="go" href={`#${to.anchor}`}>
          {next === null ? sv.report.last : sv.report.next}
          <Icon name="next" />
        </a>
      )}
    </nav>
  );
}

/** Only where comments open as a sheet; elsewhere they stand under the section. */
function Talk({ section, onTalk }: { section: SectionView; onTalk: (sectionId: string) => void }) {
  const { all } = countThreads(useSectionThreads(section.id));
  if (all === 0 && section.rights.comment === 'no') return null;
  return (
    <button className="talk script-only" type="button" onClick={() => onTalk(section.id)}>
      <Icon name="talk" />
      {all === 0 ? sv.threads.comment : sv.threads.shortTold(all)}
    </button>
  );
}
