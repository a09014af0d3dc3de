import { sv } from '@delaktig/texts';
import { useMemo, useSyncExternalStore } from 'react';
import type { Writer } from '../collab/index.ts';
import { useEngine, useWriters } from '../collab/index.ts';
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

/** With more writers than this a number says more than a row of discs. */
const MANY = 4;

/** In the masthead: those who write anywhere in the report now, oneself excluded. */
export function ReportPens({ sectionIds }: { sectionIds: readonly string[] }) {
  const writers = useReportWriters(sectionIds);
  if (writers.length === 0) return null;
  const names = writers.map(({ name }) => firstName(name));
  return (
    <p className="line opt">
      <span className="discs">
        {writers.slice(0, MANY).map(({ accountId, initials, pen }) => (
          <span key={accountId} className="initial" data-pen={pen} data-initials={initials} />
        ))}
      </span>
      <span className={writers.length > 2 ? undefined : 'roomy'}>
        {writers.length > 2 ? sv.report.manyWrite(writers.length) : sv.report.write(names)}
      </span>
      {writers.length > 2 ? <span className="sr">: {names.join(', ')}</span> : null}
    </p>
  );
}

const nothingToHear = () => () => {};

function useReportWriters(sectionIds: readonly string[]): Writer[] {
  const engine = useEngine();
  // A snapshot must be the same while nothing has changed, so it is kept as letters.
  const told = useSyncExternalStore(
    engine?.subscribe ?? nothingToHear,
    () => JSON.stringify(sectionIds.flatMap((id) => engine?.writersIn(id) ?? [])),
    () => '[]',
  );
  return useMemo(() => {
    const all: Writer[] = JSON.parse(told);
    return [...new Map(all.map((writer) => [writer.accountId, writer])).values()];
  }, [told]);
}
