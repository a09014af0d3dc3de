import { sv } from '@delaktig/texts';
import { useWriters } from '../collab/index.ts';
import { Icon } from '../components/icons.tsx';

/** Beside a section's head: the names of those who write in it now. Nothing about readers, ever. */
export function SidePens({ sectionId }: { sectionId: string }) {
  const writers = useWriters(sectionId);
  if (writers.length === 0) return null;
  return (
    <p className="pens">
      <Icon name="pen" />
      {sv.report.write(writers.map(({ name }) => firstName(name)))}
    </p>
  );
}

/** In the tree: a pen and initials, with the words for those who listen. */
export function TreePens({ sectionId }: { sectionId: string }) {
  const writers = useWriters(sectionId);
  if (writers.length === 0) return null;
  return (
    <span className="pens">
      <Icon name="pen" />
      <span aria-hidden="true">{writers.map(({ initials }) => initials).join(' ')}</span>
      <span className="sr">{sv.report.write(writers.map(({ name }) => firstName(name)))}.</span>
    </span>
  );
}

export function firstName(name: string): string {
  return name.split(' ')[0] ?? name;
}
