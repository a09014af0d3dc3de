import type { ReportView } from '@delaktig/domain';
import { useFetcher } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { withoutWriting } from './without-writing.ts';

const AGAIN = 'igen';

/** A reading that was lost on the way is not waited for: what it was asked for is read then. */
const GIVEN_UP_MS = 10_000;

type Read = { report: ReportView; accountId: string };

/** `closed`: the report may not be read any more; otherwise it is not known. */
export type Unread = { unread: 'closed' | 'unknown' };

/** Whether a report is asked for by the page that shows it already. */
export function isReadAgain(request: Request): boolean {
  return new URL(request.url).searchParams.has(AGAIN);
}

/** The report as it was read last, and how to read it again; what cannot be read leaves the page as it is. */
export function useReadAgain(loaded: Read): { report: ReportView; readAgain: () => void } {
  const { load, data } = useFetcher<Read | Unread>();
  // The report itself: what it came in is another object each time that the router tells of anything.
  const { accountId, report: given } = loaded;
  const [known, setKnown] = useState({ given, report: given });
  if (known.given !== given) setKnown({ given, report: given });
  useEffect(() => {
    setKnown((before) => {
      if (data === undefined) return before;
      if ('unread' in data) {
        return data.unread === 'closed' ? { ...before, report: withoutWriting(before.report) } : before;
      }
      // Somebody else may have signed in since: what they see is not for this page.
      return data.accountId === accountId ? { ...before, report: data.report } : before;
    });
  }, [data, accountId]);
  const address = `/rapporter/${given.id}?${AGAIN}`;
  // One reading at a time: what is asked for meanwhile is read after it, so that the last one is of the latest.
  const reading = useRef<{ again: boolean; lost: ReturnType<typeof setTimeout> } | null>(null);
  const readAgain = useCallback(() => {
    if (reading.current !== null) {
      reading.current.again = true;
      return;
    }
    const lost = setTimeout(() => {
      reading.current = null;
      readAgain();
    }, GIVEN_UP_MS);
    reading.current = { again: false, lost };
    load(address);
  }, [load, address]);
  useEffect(() => () => clearTimeout(reading.current?.lost), []);
  // Each answer is an object of its own, also of what could not be read, so every reading ends here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const again = reading.current?.again ?? false;
    clearTimeout(reading.current?.lost);
    reading.current = null;
    if (again) readAgain();
  }, [data, readAgain]);
  return { report: known.report, readAgain };
}
