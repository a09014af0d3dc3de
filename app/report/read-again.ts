import type { ReportView } from '@delaktig/domain';
import { useFetcher } from '@remix-run/react';
import { useCallback, useEffect, useState } from 'react';
import { withoutWriting } from './without-writing.ts';

const AGAIN = 'igen';

type Read = { report: ReportView; accountId: string };

/** Whether a report is asked for by the page that shows it already. */
export function isReadAgain(request: Request): boolean {
  return new URL(request.url).searchParams.has(AGAIN);
}

/** The report as it was read last, and how to read it again; what cannot be read leaves the page as it is. */
export function useReadAgain(loaded: Read): { report: ReportView; readAgain: () => void } {
  const { load, data } = useFetcher<Read | 'closed' | null>();
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
  const readAgain = useCallback(() => load(address), [load, address]);
  return { report: known.report, readAgain };
}
