import type { ReportView } from '@delaktig/domain';
import { useCallback, useState } from 'react';
import { useReadings } from './use-readings.ts';
import { withoutWriting } from './without-writing.ts';

/** What the address of a report as it is now answers. */
export type ReadReport = { accountId: string; report: ReportView };

/** The report as it was read last, and how to read it again; what cannot be read leaves the page as it is. */
export function useReadAgain({ accountId, report: given }: ReadReport): {
  report: ReportView;
  readAgain: () => void;
} {
  const [known, setKnown] = useState({ given, report: given });
  if (known.given !== given) setKnown({ given, report: given });
  const take = useCallback(
    (read: ReadReport) => {
      // Somebody else may have signed in since: what they see is not for this page.
      if (read.accountId === accountId) setKnown((before) => ({ ...before, report: read.report }));
    },
    [accountId],
  );
  const refused = useCallback((status: number) => {
    // It may not be read any more. Somebody may have been writing in it: what stands on the page stays.
    if (status === 403 || status === 404)
      setKnown((before) => ({ ...before, report: withoutWriting(before.report) }));
  }, []);
  const readAgain = useReadings(`/rapporter/${given.id}/nu`, { take, refused });
  return { report: known.report, readAgain };
}
