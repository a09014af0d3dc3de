import type { ReportView } from '@delaktig/domain';
import { useFetcher } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { withoutWriting } from './without-writing.ts';

const AGAIN = 'igen';

type Read = { report: ReportView; accountId: string };

/** Whether a report is asked for by the page that shows it already. */
export function isReadAgain(request: Request): boolean {
  return new URL(request.url).searchParams.has(AGAIN);
}

/** The report as it was read last, and how to read it again; what cannot be read leaves the page as it is. */
export function useReadAgain(loaded: Read): { report: ReportView; readAgain: () => void } {
  const { load, data, state } = useFetcher<Read | 'closed' | null>();
  // The report itself: what it came in is another object each time that the router tells of anything.
  const { accountId, report: given } = loaded;
  const [known, setKnown] = useState({ given, report: given });
  if (known.given !== given) setKnown({ given, report: given });
  useEffect(() => {
    setKnown((before) => {
      if (data === 'closed') return { ...before, report: withoutWriting(before.report) };
      // Somebody else may have signed in since: what they see is not for this page.
      return data?.accountId === accountId ? { ...before, report: data.report } : before;
    });
  }, [data, accountId]);
  const address = `/rapporter/${given.id}?${AGAIN}`;
  // One reading at a time: what is asked for meanwhile is read after it, so that the last one is of the latest.
  const reading = useRef<'no' | 'yes' | 'and-again'>('no');
  const readAgain = useCallback(() => {
    if (reading.current !== 'no') {
      reading.current = 'and-again';
      return;
    }
    reading.current = 'yes';
    load(address);
  }, [load, address]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a reading that was too short to be seen ends with its data
  useEffect(() => {
    if (state !== 'idle' || reading.current === 'no') return;
    const again = reading.current === 'and-again';
    reading.current = 'no';
    if (again) readAgain();
  }, [state, data, readAgain]);
  return { report: known.report, readAgain };
}
