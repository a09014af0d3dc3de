import { useCallback, useEffect, useMemo } from 'react';
import { browserTimers } from '../browser-timers.ts';
import { readJson } from './read-json.ts';
import { Readings } from './readings.ts';

/**
 * Answers how to read an address again, as JSON. `take` shows what was read; it must stay the same while the address
 * does.
 *
 * Not by a fetcher of the router: what that reads comes in a transition, after which React 18.3 now and then left out
 * the effects of a component that depended on it (compare facebook/react 34556), and the page stayed as it was.
 */
export function useReadings<Read>(address: string, take: (read: Read) => void): () => void {
  const readings = useMemo(
    () =>
      new Readings({
        read: (signal) => readJson(address, signal, take),
        timers: browserTimers,
        random: Math.random,
      }),
    [address, take],
  );
  useEffect(() => {
    readings.start();
    return () => readings.stop();
  }, [readings]);
  return useCallback(() => readings.ask(), [readings]);
}
