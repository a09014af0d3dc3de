import type { ThreadsView } from '@delaktig/domain';
import { useCallback, useState } from 'react';
import { useReadings } from '../report/use-readings.ts';

/** What the address of comments answers. `news`: how many notices are unread. */
export type ReadThreads = { accountId: string; threads: ThreadsView; news: number };

const NOTHING: ThreadsView = { threads: [], dissents: [], quick: {}, mayBeNameless: false, hasGroup: false };

/**
 * The comments as they were read last, and how to read them again: alone, never the whole page. What cannot be read
 * leaves the page as it is.
 */
export function useThreadsRead(given: { reportId: string; accountId: string; threads: ThreadsView | null }): {
  threads: ThreadsView;
  news: number | null;
  readAgain: () => void;
} {
  const { reportId, accountId } = given;
  const [known, setKnown] = useState({ threads: given.threads ?? NOTHING, news: null as number | null });
  const take = useCallback(
    (read: ReadThreads) => {
      // Somebody else may have signed in since: what they see is not for this page.
      if (read.accountId === accountId) setKnown({ threads: read.threads, news: read.news });
    },
    [accountId],
  );
  return { ...known, readAgain: useReadings(`/rapporter/${reportId}/kommentarer`, take) };
}
