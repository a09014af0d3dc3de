import type { ReportView, ThreadAct, ThreadsView, ThreadView } from '@delaktig/domain';
import { useSearchParams } from '@remix-run/react';
import type { MutableRefObject, ReactNode } from 'react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Answer } from './answer.ts';
import { refusalFrom, threadAnchorId, threadInHash } from './answer.ts';
import { namesIn } from './names.ts';
import type { Filter } from './pick.ts';
import { bySection, countThreads } from './pick.ts';
import { sendThreadAct } from './send.ts';
import type { Composing, ThreadsActs, ThreadsUi } from './threads-context.tsx';
import {
  NewsContext,
  ThreadsActsProvider,
  ThreadsDataProvider,
  ThreadsUiProvider,
} from './threads-context.tsx';
import { useWidth } from './use-width.ts';
import { MarkBoardProvider } from './words/comment-mark.tsx';
import { showWords } from './words/go-to-words.ts';
import { isOnWords } from './words/places.ts';
import { useBoard } from './words/use-board.ts';

type Props = {
  report: ReportView;
  accountId: string;
  read: { threads: ThreadsView; news: number | null; readAgain: () => void };
  children: ReactNode;
};

/** What comments on a page share: what is said, what is open, and the acts. */
export function ThreadsProvider({ report, accountId, read, children }: Props) {
  const { readAgain, news } = read;
  const [opened, setOpened] = useState<ReadonlyMap<string, string>>(new Map());
  const view = useMemo(() => withoutMarks(read.threads, opened), [read.threads, opened]);
  const names = useMemo(() => namesIn(report), [report]);
  const data = useMemo(
    () => ({
      view,
      sections: bySection(view.threads),
      names,
      counts: countThreads(view.threads),
      reportId: report.id,
      accountId,
    }),
    [view, names, report.id, accountId],
  );
  useReadWithReport(report, readAgain);

  const width = useWidth();
  const [filter, setFilter] = useState<Filter>('all');
  const [activeId, setActive] = useState<string | null>(null);
  const board = useBoard(view, activeId);
  const [composing, setComposing] = useState<Composing | null>(null);
  const [listed, setListed] = useState<string | null>(null);
  const [overWords, setOverWords] = useState(false);
  const [refusal, setRefusal] = useState<ThreadsUi['refusal']>(null);
  const [said, setSaid] = useState('');
  const latest = useRef({ view, width, listed });
  latest.current = { view, width, listed };
  const wanted = useRef<string | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  /** The section whose comments were brought up by the form alone, and go with it. */
  const broughtUp = useRef<string | null>(null);

  const send = useCallback(
    async (body: FormData): Promise<Answer> => {
      body.set('account', accountId);
      const answer = await sendThreadAct(report.id, body);
      if (answer.ok || (answer.reason !== 'away' && answer.reason !== 'signed-out')) readAgain();
      return answer;
    },
    [report.id, accountId, readAgain],
  );

  const acts = useMemo((): ThreadsActs => {
    const act = (what: ThreadAct) => send(formOf(what));
    return {
      send,
      act,
      open(threadId, focus = false) {
        const thread = latest.current.view.threads.find(({ id }) => id === threadId);
        if (thread === undefined) {
          // Sent a moment ago: it comes with the next reading.
          wanted.current = threadId;
          if (broughtUp.current !== null) setListed(broughtUp.current);
          return;
        }
        setActive(threadId);
        setComposing(null);
        setOverWords(isOnWords(thread.anchor));
        broughtUp.current = null;
        if (latest.current.width !== 'margin') setListed(thread.sectionId);
        if (focus) focusSoon(threadId);
        if (latest.current.width !== 'margin') showWords(threadId, true);
        if (!thread.unread) return;
        setOpened((before) => new Map(before).set(threadId, saidIn(thread)));
        void act({ act: 'read-threads', threadIds: [threadId] });
      },
      fold: () => setActive(null),
      compose(what) {
        const from = document.activeElement instanceof HTMLElement ? document.activeElement : null;
        // From one form to another one comes back to where the first was asked for.
        const isOther = from !== null && from.closest('.comment-form') !== null;
        if (!isOther) opener.current = from;
        setActive(null);
        wanted.current = null;
        setComposing({ ...what, level: what.level ?? window.scrollY + window.innerHeight / 4 });
        const { width, listed } = latest.current;
        const isOver = what.begins !== undefined || isOnWords(what.anchor);
        setOverWords(isOver);
        if (!isOther) broughtUp.current = null;
        if (width !== 'sheet' && (width !== 'under' || !isOver)) return;
        if (listed === null) broughtUp.current = what.sectionId;
        setListed(what.sectionId);
      },
      stopComposing() {
        setComposing(null);
        if (broughtUp.current !== null) setListed(null);
        opener.current?.focus();
      },
      list(sectionId) {
        setListed(sectionId);
        setOverWords(false);
        broughtUp.current = null;
      },
      setFilter,
      say: setSaid,
      refused: (place, reason) => setRefusal(reason === null ? null : { place, reason }),
    };
  }, [send]);
  useWanted(wanted, acts.open, view);

  const ui = useMemo(
    () => ({
      width,
      filter,
      activeId,
      composing,
      listed,
      isSheet: listed !== null && (width === 'sheet' || (width === 'under' && overWords)),
      refusal,
    }),
    [width, filter, activeId, composing, listed, overWords, refusal],
  );
  return (
    <ThreadsActsProvider value={acts}>
      <ThreadsDataProvider value={data}>
        <ThreadsUiProvider value={ui}>
          <MarkBoardProvider value={board}>
            <NewsContext.Provider value={news}>{children}</NewsContext.Provider>
          </MarkBoardProvider>
        </ThreadsUiProvider>
      </ThreadsDataProvider>
      <p className="sr" role="status">
        {said}
      </p>
    </ThreadsActsProvider>
  );
}

/** What was opened here is read, whatever an earlier reading says; a new post in it makes it unread again. */
function withoutMarks(view: ThreadsView, opened: ReadonlyMap<string, string>): ThreadsView {
  if (opened.size === 0) return view;
  return {
    ...view,
    threads: view.threads.map((thread) =>
      thread.unread && opened.get(thread.id) === saidIn(thread) ? { ...thread, unread: false } : thread,
    ),
  };
}

/** Changes with each post and each outcome. */
function saidIn({ posts, state }: ThreadView): string {
  return `${posts.length} ${state}`;
}

/** With the report the rights may have changed, and with them what may be read. */
function useReadWithReport(report: ReportView, readAgain: () => void): void {
  const shown = useRef(report);
  useEffect(() => {
    if (shown.current === report) return;
    shown.current = report;
    readAgain();
  }, [report, readAgain]);
}

/**
 * Opens the thread that is wanted as soon as it is there. A link of the inbox wants one when the page comes alive, and
 * each time that one is followed.
 */
function useWanted(
  wanted: MutableRefObject<string | null>,
  open: ThreadsActs['open'],
  view: ThreadsView,
): void {
  const look = useCallback(() => {
    const threadId = wanted.current;
    if (threadId === null || !view.threads.some(({ id }) => id === threadId)) return;
    wanted.current = null;
    open(threadId, true);
  }, [wanted, open, view]);
  useEffect(() => {
    const onHash = () => {
      wanted.current = threadInHash(window.location.hash);
      look();
    };
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, [wanted, look]);
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) wanted.current = threadInHash(window.location.hash);
    isFirst.current = false;
    look();
  }, [wanted, look]);
}

/** The card comes with the next painting, or with the sheet. Where its words are in view already, nothing scrolls. */
function focusSoon(threadId: string, tries = 30): void {
  requestAnimationFrame(() => {
    const card = document.getElementById(threadAnchorId(threadId));
    if (card === null || !card.classList.contains('on')) {
      if (tries > 0) focusSoon(threadId, tries - 1);
      return;
    }
    card.focus({ preventScroll: true });
    if (card.closest('.placed') === null || !showWords(threadId)) showAtRest(card);
  });
}

/** One that is opened goes to its place in the margin, past all that are in its way: it is shown when it stands still. */
function showAtRest(card: HTMLElement, before = Number.NaN, tries = 30): void {
  const place = Math.round(card.getBoundingClientRect().top + window.scrollY);
  if (place === before || tries === 0) card.scrollIntoView({ block: 'center' });
  else requestAnimationFrame(() => showAtRest(card, place, tries - 1));
}

function formOf(act: ThreadAct): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(act)) {
    if (Array.isArray(value)) for (const one of value) form.append(name, one);
    else
      form.append(
        name,
        value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value),
      );
  }
  return form;
}

/** What a page without scripts was told of its last comment; null when it went through. */
export function useRefusedByAddress(): ReturnType<typeof refusalFrom> {
  const [params] = useSearchParams();
  return refusalFrom(params.get('kommentar'));
}
