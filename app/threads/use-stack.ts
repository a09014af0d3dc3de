import type { ThreadView } from '@delaktig/domain';
import type { RefObject } from 'react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Names } from './names.ts';
import { placeKey } from './pick.ts';
import { stackCards } from './stack.ts';
import { useMarkBoard } from './words/comment-mark.tsx';
import { type FirstMark, firstMarks } from './words/first-marks.ts';

const GAP = 20;
const FIRST = 8;
/** What a card takes that has not been drawn yet. */
const GUESSED = 132;
/** How long nothing must have moved. */
const RESTED_MS = 200;

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
  /** Where the margin begins on the page. */
  const begins = useRef(0);
  const inView = useWindowInView(margin);
  const measure = useMeasured(heights, again);
  useWatched(again);
  useMarksMoved(again);
  const [ats, setAts] = useState<ReadonlyMap<string, At>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again each time that something may have moved
  useLayoutEffect(() => {
    if (margin.current === null) return;
    const zero = margin.current.getBoundingClientRect().top;
    begins.current = zero + window.scrollY;
    const marks = firstMarks();
    const next = new Map(items.map((item) => [item.id, placeOnPage(item, { names, marks, zero })]));
    setAts((before) => (isSame(before, next) ? before : next));
  }, [items, names, turn, margin]);
  return useMemo(() => {
    const sorted = items
      .map(({ id, level }) => ({
        id,
        // A new form takes the focus before it has been measured: the page must not go elsewhere with it.
        at: ats.get(id) ?? (level === undefined ? NOWHERE : { top: level - begins.current, order: -1 }),
        height: heights.current.get(id) ?? GUESSED,
      }))
      .sort((a, b) => a.at.top - b.at.top || a.at.order - b.at.order)
      .map(({ id, at, height }) => ({ id, at: at.top, height }));
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

/** Where a card wants to stand: px from the margin's top, and the order of the words among those of one line. */
type At = { top: number; order: number };
const NOWHERE: At = { top: 0, order: -1 };

type OnPage = { names: Names; marks: ReadonlyMap<string, FirstMark>; zero: number };

/** Level with the words or the row that it is about; words that are gone go with the heading of their section. */
function placeOnPage({ id, sectionId, anchor, level }: MarginItem, { names, marks, zero }: OnPage): At {
  const mark = marks.get(id);
  if (mark !== undefined) return { top: Math.round(mark.top - zero), order: mark.order };
  const key = placeKey(sectionId, anchor);
  const row = key === null ? null : document.querySelector(`[data-at="${CSS.escape(key)}"]`);
  if (row === null && level !== undefined)
    return { top: Math.round(level - window.scrollY - zero), order: -1 };
  const heading = names.sections.get(sectionId)?.anchor;
  const element = row ?? (heading === undefined ? null : document.getElementById(heading));
  if (element === null) return NOWHERE;
  return { top: Math.round(element.getBoundingClientRect().top - zero), order: -1 };
}

function isSame(a: ReadonlyMap<string, At>, b: ReadonlyMap<string, At>): boolean {
  if (a.size !== b.size) return false;
  return [...b].every(([id, at]) => a.get(id)?.top === at.top && a.get(id)?.order === at.order);
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

/** Marks come, go and move along their lines without the text growing: measured when that has rested. */
function useMarksMoved(again: () => void): void {
  const board = useMarkBoard();
  useEffect(() => {
    let asked: ReturnType<typeof setTimeout> | undefined;
    const stop = board?.onMoved(() => {
      clearTimeout(asked);
      asked = setTimeout(again, RESTED_MS);
    });
    return () => {
      clearTimeout(asked);
      stop?.();
    };
  }, [board, again]);
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
