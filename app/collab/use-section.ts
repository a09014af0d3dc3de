import type { RefObject } from 'react';
import { useEffect, useState } from 'react';
import { useEngine } from './collab-context.tsx';
import type { SectionSession } from './section-session.ts';

/** Opened a screen before it is seen, so that it is live when one gets there. */
const NEAR = '100% 0px';
/** Kept while one looks at something a few screens away: ending it costs the editor its undo. */
const FAR = '400% 0px';

/**
 * The section's session, once its document is whole; null before that, while the section is far from the eye,
 * and on the server.
 */
export function useSection(
  sectionId: string,
  writes: boolean,
  epoch: number,
  place: RefObject<HTMLElement>,
): SectionSession | null {
  const engine = useEngine();
  const near = useNear(place);
  const [ready, setReady] = useState<SectionSession | null>(null);
  useEffect(() => {
    if (!engine || !near) return;
    const session = engine.enter(sectionId, writes, epoch);
    if (session.ready) setReady(session);
    const stopListening = session.onReady(() => setReady(session));
    return () => {
      stopListening();
      setReady(null);
      engine.leave(session);
    };
  }, [engine, near, sectionId, writes, epoch]);
  return ready;
}

function useNear(place: RefObject<HTMLElement>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const come = new IntersectionObserver(
      (entries) => {
        if (entries.at(-1)?.isIntersecting) setNear(true);
      },
      { rootMargin: NEAR },
    );
    const go = new IntersectionObserver(
      (entries) => {
        if (!entries.at(-1)?.isIntersecting && !element.contains(document.activeElement)) setNear(false);
      },
      { rootMargin: FAR },
    );
    come.observe(element);
    go.observe(element);
    return () => {
      come.disconnect();
      go.disconnect();
    };
  }, [place]);
  return near;
}
