import type { MutableRefObject } from 'react';
import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * How far below the top of the window one reads, in rem: within a heading that a link has led to, whose
 * distance is the page's `scroll-padding-top` of 5.5 rem.
 */
const READING_LINE = 6.5;

/** What moves the page by hand. */
const BY_HAND = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/**
 * The anchor of the section one reads, for the tree and for "next"; null before the first. A section that
 * was asked for by link or key is it until the page is moved by hand: the last ones never reach the line.
 */
export function useCurrentSection(): [string | null, (anchor: string) => void] {
  const [current, setCurrent] = useState<string | null>(null);
  const asked = useRef(false);
  const ask = useCallback((anchor: string) => {
    asked.current = true;
    setCurrent(anchor);
  }, []);
  useEffect(() => {
    const found = (anchor: string) => {
      if (!asked.current) setCurrent(anchor);
    };
    let observer = observe(found);
    // The line is a strip of the window, so its margins follow the window's height.
    const onResize = () => {
      observer.disconnect();
      observer = observe(found);
    };
    window.addEventListener('resize', onResize);
    const letGo = releaseByHand(asked);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', onResize);
      letGo();
    };
  }, []);
  return [current, ask];
}

/** Before the handlers of keys and links, which may ask for a section anew. */
function releaseByHand(asked: MutableRefObject<boolean>): () => void {
  const release = () => {
    asked.current = false;
  };
  for (const type of BY_HAND) window.addEventListener(type, release, { capture: true, passive: true });
  return () => {
    for (const type of BY_HAND) window.removeEventListener(type, release, { capture: true });
  };
}

function observe(found: (anchor: string) => void): IntersectionObserver {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const line = Math.round(READING_LINE * rem);
  const below = Math.max(0, window.innerHeight - line - 1);
  const observer = new IntersectionObserver(
    (changes) => {
      for (const { isIntersecting, target } of changes) {
        const anchor = target instanceof HTMLElement ? target.dataset.entry : undefined;
        if (isIntersecting && anchor !== undefined) found(anchor);
      }
    },
    { rootMargin: `-${line}px 0px -${below}px 0px` },
  );
  for (const section of document.querySelectorAll('[data-entry]')) observer.observe(section);
  return observer;
}
