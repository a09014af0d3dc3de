import type { ReportView } from '@delaktig/domain';
import { useCallback, useState } from 'react';
import { useReadings } from './use-readings.ts';
import { withoutWriting } from './without-writing.ts';

/** A report as it is now. */
export type ReadReport = { accountId: string; report: ReportView };

/** What the address of a report as it is now answers; `report` null: the account may not read it any more. */
export type ReadNow = { accountId: string; report: ReportView | null };

/**
 * The report as it was read last, and how to read it again. One that may not be read any more stays on the page, since
 * somebody may have been writing in it, but is not written in.
 */
export function useReadAgain({ accountId, report: given }: ReadReport): {
  report: ReportView;
  readAgain: () => void;
} {
  const [known, setKnown] = useState({ given, report: given });
  if (known.given !== given) setKnown({ given, report: given });
  const take = useCallback(
    (read: ReadNow) => {
      // Somebody else may have signed in since: what they see is not for this page.
      if (read.accountId !== accountId) return;
      setKnown((before) => ({ ...before, report: read.report ?? withoutWriting(before.report) }));
    },
    [accountId],
  );
  return { report: known.report, readAgain: useReadings(`/rapporter/${given.id}/nu`, take) };
}
