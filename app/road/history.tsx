import type { RoadEvent } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { useEffect, useState } from 'react';
import { Ask } from './ask.tsx';
import { useRoad } from './road-context.tsx';
import type { ActProps } from './section-acts.tsx';

const t = sv.road.history;

type Known = RoadEvent[] | 'loading' | 'failed';

/** What has happened to a section, read when somebody asks for it, and again when the report has changed. */
export function History({ section, title, group }: ActProps) {
  const { report } = useRoad();
  const [isOpen, setOpen] = useState(false);
  const [known, setKnown] = useState<Known>('loading');
  const address = `/rapporter/${report.id}/historik/${section.id}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another section object is a section that may have changed
  useEffect(() => {
    if (!isOpen) return;
    const left = new AbortController();
    read(address, left.signal).then((events) => {
      if (!left.signal.aborted) setKnown(events);
    });
    return () => left.abort();
  }, [isOpen, address, section]);
  return (
    <div className="history">
      <Ask label={t.show} about={title} group={group} bare onToggle={setOpen}>
        {known === 'loading' ? (
          <p>{t.loading}</p>
        ) : known === 'failed' ? (
          <p>{t.failed}</p>
        ) : known.length === 0 ? (
          <p>{t.none}</p>
        ) : (
          <ol>
            {known.map((event, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: acts have no id, and new ones come first with the list
              <li key={index}>
                <span>
                  {t.line(event)}.{event.reason === null ? null : <q className="reason">{event.reason}</q>}
                </span>
                <time dateTime={event.at.slice(0, 10)}>{t.day(event)}</time>
              </li>
            ))}
          </ol>
        )}
      </Ask>
    </div>
  );
}

async function read(address: string, signal: AbortSignal): Promise<Known> {
  try {
    const response = await fetch(address, { signal });
    if (!response.ok) return 'failed';
    const events: RoadEvent[] = await response.json();
    return events;
  } catch {
    return 'failed';
  }
}
