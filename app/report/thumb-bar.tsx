import { sv } from '@delaktig/texts';
import type { MouseEvent } from 'react';
import { Icon } from '../components/icons.tsx';
import type { Entry } from './outline.ts';

type Props = { next: Entry | null; first: Entry | null; onContents: () => void };

/** At the thumb: the contents and the next section. Without JavaScript the link opens the list itself. */
export function ThumbBar({ next, first, onContents }: Props) {
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
      {to === null ? null : (
        <a className="go" href={`#${to.anchor}`}>
          {next === null ? sv.report.last : sv.report.next}
          <Icon name="next" />
        </a>
      )}
    </nav>
  );
}
