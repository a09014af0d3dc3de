import type { ThreadsView } from '@delaktig/domain';
import { useCallback, useEffect, useRef, useState } from 'react';

/** What the address of comments answers. `news`: how many notices are unread. */
export type ReadThreads = { accountId: string; threads: ThreadsView; news: number };

const NOTHING: ThreadsView = { threads: [], dissents: [], quick: {}, mayBeNameless: false, hasGroup: false };

/**
 * The comments as they were read last, and how to read them again: alone, by fetch, never the whole page. What cannot
 * be read leaves the page as it is. One reading at a time: what is asked for meanwhile is read after it.
 */
export function useThreadsRead(given: { reportId: string; accountId: string; threads: ThreadsView | null }): {
  threads: ThreadsView;
  news: number | null;
  readAgain: () => void;
} {
  const { reportId, accountId } = given;
  const [known, setKnown] = useState({ threads: given.threads ?? NOTHING, news: null as number | null });
  const reading = useRef<'no' | 'yes' | 'and-again'>('no');
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
    };
  }, []);
  const readAgain = useCallback(async () => {
    if (reading.current !== 'no') {
      reading.current = 'and-again';
      return;
    }
    do {
      reading.current = 'yes';
      const read = await readOnce(`/rapporter/${reportId}/kommentarer`);
      if (left.current) break;
      // Somebody else may have signed in since: what they see is not for this page.
      if (read?.accountId === accountId) setKnown({ threads: read.threads, news: read.news });
    } while (isAskedAgain(reading.current));
    reading.current = 'no';
  }, [reportId, accountId]);
  return { ...known, readAgain };
}

/** What was asked for while one waited; TypeScript does not see that others write meanwhile. */
function isAskedAgain(reading: string): boolean {
  return reading === 'and-again';
}

async function readOnce(address: string): Promise<ReadThreads | null> {
  try {
    const response = await fetch(address, { headers: { Accept: 'application/json' } });
    if (!response.ok) return null;
    const read: ReadThreads = await response.json();
    return read;
  } catch {
    return null;
  }
}
