import type { ThreadView } from '@delaktig/domain';
import type { RefObject } from 'react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Names } from './names.ts';
import { placeKey } from './pick.ts';
import { stackCards } from './stack.ts';

const GAP = 20;
const FIRST = 8;
/** What a card takes that has not been drawn yet. */
const GUESSED = 132;

/** A card of the margin, the form of a new comment among them. */
export type MarginItem = Pick<ThreadView, 'id' | 'sectionId' | 'anchor'> & { level?: number };

type Window = { from: number; to: number };

/** Where the cards of the margin stand, in px from its top, and which of them are near what is in view. */
export function useStack(props: {
  margin: RefObject<HTMLElement>;
  items: readonly MarginItem[];
  names: Names;
  activeId: string | null;
}): {
  tops: ReadonlyMap<string, number>;
  shown: ReadonlySet<string>;
  measure: (element: HTMLElement | null) => void;
} {
  const { margin, items, names, activeId } = props;
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  const heights = useRef(new Map<string, number>());
  const inView = useWindowInView(margin);
  const measure = useMeasured(heights, again);
  useWatched(again);
  const [ats, setAts] = useState<ReadonlyMap<string, number>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again each time that something may have moved
  useLayoutEffect(() => {
    if (margin.current === null) return;
    const zero = margin.current.getBoundingClientRect().top;
    const next = new Map(items.map((item) => [item.id, placeOnPage(item, names, zero)]));
    setAts((before) => (isSame(before, next) ? before : next));
  }, [items, names, turn, margin]);
  return useMemo(() => {
    const sorted = items
      .map(({ id }) => ({ id, at: ats.get(id) ?? 0, height: heights.current.get(id) ?? GUESSED }))
      .sort((a, b) => a.at - b.at);
    const tops = stackCards(sorted, activeId, { gap: GAP, first: FIRST });
    const near = sorted.filter(({ id, height }) => {
      const top = tops.get(id) ?? 0;
      return id === activeId || (top < inView.to && top + height > inView.from);
    });
    // The measures themselves stand in a ref.
    void turn;
    return { tops, shown: new Set(ats.size === 0 ? [] : near.map(({ id }) => id)), measure };
  }, [items, ats, activeId, inView, turn, measure]);
}

/** Level with the row or the heading that it is about; words go with the heading of their section. */
function placeOnPage({ sectionId, anchor, level }: MarginItem, names: Names, zero: number): number {
  const key = placeKey(sectionId, anchor);
  const row = key === null ? null : document.querySelector(`[data-at="${CSS.escape(key)}"]`);
  if (row === null && level !== undefined) return Math.round(level - window.scrollY - zero);
  const heading = names.sections.get(sectionId)?.anchor;
  const element = row ?? (heading === undefined ? null : document.getElementById(heading));
  return element === null ? 0 : Math.round(element.getBoundingClientRect().top - zero);
}

function isSame(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...b].every(([id, at]) => a.get(id) === at);
}

/** Two windows above and two below what is seen, told anew when one has moved half a window. */
function useWindowInView(margin: RefObject<HTMLElement>): Window {
  const [inView, setInView] = useState<Window>({ from: 0, to: 0 });
  useEffect(() => {
    let asked = 0;
    const look = () => {
      asked = 0;
      if (margin.current === null) return;
      const high = window.innerHeight;
      const step = Math.floor(-margin.current.getBoundingClientRect().top / (high / 2));
      const from = (step * high) / 2 - high;
      setInView((before) => (before.from === from ? before : { from, to: from + 3.5 * high }));
    };
    const ask = () => {
      if (asked === 0) asked = requestAnimationFrame(look);
    };
    look();
    window.addEventListener('scroll', ask, { passive: true });
    window.addEventListener('resize', ask);
    return () => {
      cancelAnimationFrame(asked);
      window.removeEventListener('scroll', ask);
      window.removeEventListener('resize', ask);
    };
  }, [margin]);
  return inView;
}

/** Told when the text grows or shrinks anywhere. */
function useWatched(again: () => void): void {
  useEffect(() => {
    const text = document.getElementById('text');
    if (text === null) return;
    const observer = new ResizeObserver(again);
    observer.observe(text);
    return () => observer.disconnect();
  }, [again]);
}

/** What to give each card as its `ref`; the card's `data-card` says which it is. */
function useMeasured(
  heights: RefObject<Map<string, number>>,
  again: () => void,
): (element: HTMLElement | null) => void {
  const observer = useRef<ResizeObserver | null>(null);
  useEffect(() => () => observer.current?.disconnect(), []);
  return useCallback(
    (element) => {
      if (element === null) return;
      observer.current ??= new ResizeObserver((changes) => {
        let isNew = false;
        for (const { target } of changes) {
          const id = target instanceof HTMLElement ? target.dataset.card : undefined;
          const height = target instanceof HTMLElement ? target.offsetHeight : 0;
          if (id === undefined || height === 0 || heights.current?.get(id) === height) continue;
          heights.current?.set(id, height);
          isNew = true;
        }
        if (isNew) again();
      });
      observer.current.observe(element);
    },
    [heights, again],
  );
}
