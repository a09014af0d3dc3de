import { useEffect, useState } from 'react';

/** How far below the top of the window one reads, in px: just beneath the masthead. */
const READING_LINE = 140;

/** The anchor of the section at the reading line, for the tree and for "next"; null before the first. */
export function useCurrentSection(): string | null {
  const [current, setCurrent] = useState<string | null>(null);
  useEffect(() => {
    let observer = observe(setCurrent);
    // The line is a strip of the window, so its margins follow the window's height.
    const onResize = () => {
      observer.disconnect();
      observer = observe(setCurrent);
    };
    window.addEventListener('resize', onResize);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', onResize);
    };
  }, []);
  return current;
}

function observe(found: (anchor: string) => void): IntersectionObserver {
  const below = Math.max(0, window.innerHeight - READING_LINE - 1);
  const observer = new IntersectionObserver(
    (changes) => {
      for (const { isIntersecting, target } of changes) {
        const anchor = target instanceof HTMLElement ? target.dataset.entry : undefined;
        if (isIntersecting && anchor !== undefined) found(anchor);
      }
    },
    { rootMargin: `-${READING_LINE}px 0px -${below}px 0px` },
  );
  for (const section of document.querySelectorAll('[data-entry]')) observer.observe(section);
  return observer;
}
