import { sv } from '@delaktig/texts';
import { memo } from 'react';
import { StatusShape } from '../components/status.tsx';
import { StateShape } from '../road/section-state.tsx';
import { TreeCounts } from '../threads/tree-counts.tsx';
import type { Entry } from './outline.ts';
import { TreePens } from './who-writes.tsx';

type Props = {
  entries: readonly Entry[];
  current: string | null;
  /** As a link is followed: the section is marked, a sheet closes. */
  onFollow: (anchor: string) => void;
};

/** The report's contents as nested lists of links: the order of reading is the order of the lines. */
export function Tree({ entries, current, onFollow }: Props) {
  return (
    <ol>
      {entries.map((entry) => (
        <li key={entry.anchor}>
          <Line entry={entry} isCurrent={entry.anchor === current} onFollow={onFollow} />
          {entry.children.length === 0 ? null : (
            <Tree entries={entry.children} current={current} onFollow={onFollow} />
          )}
        </li>
      ))}
    </ol>
  );
}

type LineProps = { entry: Entry; isCurrent: boolean; onFollow: (anchor: string) => void };

const Line = memo(function Line({ entry, isCurrent, onFollow }: LineProps) {
  const { section } = entry;
  const numbered = entry.number !== null && (entry.look === 'top' || entry.look === 'area');
  return (
    <a
      href={`#${entry.anchor}`}
      className={`${entry.look}${numbered ? ' numbered' : ''}`}
      aria-current={isCurrent ? 'location' : undefined}
      onClick={() => onFollow(entry.anchor)}
    >
      {numbered ? <span>{entry.number}</span> : null}
      {entry.look === 'own' ? <OwnShape entry={entry} /> : null}
      <span>
        {entry.title}
        <span className="sr">{spoken(entry)}</span>
      </span>
      <span className="marks">
        {section === null ? null : <TreePens sectionId={section.id} />}
        {section === null ? null : <TreeCounts sectionId={section.id} />}
        {section !== null && section.state !== 'draft' ? (
          <StateShape state={section.state} className="icon still" />
        ) : null}
      </span>
    </a>
  );
});

function OwnShape({ entry }: { entry: Entry }) {
  if (entry.status !== null) return <StatusShape status={entry.status} />;
  return <span className="shape" />;
}

/** What the shapes say, for those who listen. */
function spoken({ status, section }: Entry): string {
  const words = [
    status === null ? null : sv.status[status],
    section !== null && section.state !== 'draft' ? sv.sectionStates[section.state] : null,
  ].filter((word) => word !== null);
  return words.map((word) => `. ${word}`).join('');
}
