import { useCallback, useEffect, useMemo } from 'react';
import { browserTimers } from '../browser-timers.ts';
import type { Outcome } from './readings.ts';
import { Readings } from './readings.ts';

/**
 * Answers how to read again, as JSON by fetch. `take`: shows what was read, without waiting for an effect of its own
 * rendering; `refused` is told of an answer that is for good. Both must stay the same while the address does.
 *
 * Not a fetcher of the router: the router puts what it reads on the page in a transition, and React 18 does not always
 * run the effects of one (facebook/react 34556), so that what had been read was sometimes not seen.
 */
export function useReadings<Read>(
  address: string,
  { take, refused }: { take(read: Read): void; refused?(status: number): void },
): () => void {
  const readings = useMemo(
    () =>
      new Readings({
        read: async (signal): Promise<Outcome> => {
          const response = await fetch(address, { headers: { Accept: 'application/json' }, signal });
          if (response.ok) {
            const read: Read = await response.json();
            if (!signal.aborted) take(read);
            return 'read';
          }
          // Too many questions, or an outage, passes; every other refusal stands.
          if (response.status >= 500 || response.status === 429) return 'lost';
          refused?.(response.status);
          return 'read';
        },
        timers: browserTimers,
        random: Math.random,
      }),
    [address, take, refused],
  );
  useEffect(() => () => readings.stop(), [readings]);
  return useCallback(() => readings.ask(), [readings]);
}
