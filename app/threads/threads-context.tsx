import type { MarkedAt, ThreadAct, ThreadAnchor, ThreadsView, ThreadView } from '@delaktig/domain';
import { createContext, useContext } from 'react';
import type { Answer, Refusal } from './answer.ts';
import type { Names } from './names.ts';
import type { Counts, Filter } from './pick.ts';
import type { Width } from './use-width.ts';

/** What a comment that somebody is about to write is about. `name`: of the figure, where it is one. */
export type About = {
  sectionId: string;
  anchor: ThreadAnchor;
  name: string | null;
  /** Of words: where they were marked. */
  markedAt?: MarkedAt;
  /** Other words are to be suggested for them. */
  suggest?: boolean;
  /** What the comment begins with, where nothing is kept of it. */
  begins?: string;
  /** How far down the page the words stand, in px. */
  level?: number;
};
/** `level`: how far down the page it was asked for, in px; the form of what stands nowhere else comes there. */
export type Composing = About & { level: number };

export type ThreadsData = {
  view: ThreadsView;
  sections: ReadonlyMap<string, ThreadView[]>;
  counts: Counts;
  names: Names;
  reportId: string;
  accountId: string;
};

export type ThreadsUi = {
  width: Width;
  filter: Filter;
  /** The one thread that is open to read and answer. */
  activeId: string | null;
  composing: Composing | null;
  /** The section whose comments are listed under it, or in the sheet. */
  listed: string | null;
  /** They stand in a sheet over the text: on a phone, and wherever there is no margin when it is about words. */
  isSheet: boolean;
  /** Why the last act of a place did not come to be: a thread's id, or a section's. */
  refusal: { place: string; reason: Refusal } | null;
};

export type ThreadsActs = {
  send(body: FormData): Promise<Answer>;
  /** A small act without a form. */
  act(act: ThreadAct): Promise<Answer>;
  /** It has been read on purpose. `focus`: the focus goes to its card. */
  open(threadId: string, focus?: boolean): void;
  fold(): void;
  compose(what: About): void;
  /** Where the focus goes back to is kept. */
  stopComposing(): void;
  list(sectionId: string | null): void;
  setFilter(filter: Filter): void;
  say(words: string): void;
  refused(place: string, reason: Refusal | null): void;
};

const DataContext = createContext<ThreadsData | null>(null);
const UiContext = createContext<ThreadsUi | null>(null);
const ActsContext = createContext<ThreadsActs | null>(null);
export const ThreadsDataProvider = DataContext.Provider;
export const ThreadsUiProvider = UiContext.Provider;
export const ThreadsActsProvider = ActsContext.Provider;

export function useThreads(): ThreadsData {
  return within(useContext(DataContext));
}

export function useThreadsUi(): ThreadsUi {
  return within(useContext(UiContext));
}

export function useThreadActs(): ThreadsActs {
  return within(useContext(ActsContext));
}

const NONE: ThreadView[] = [];

export function useSectionThreads(sectionId: string): ThreadView[] {
  return useThreads().sections.get(sectionId) ?? NONE;
}

function within<Value>(value: Value | null): Value {
  if (value === null) throw new Error('Comments belong in a ThreadsProvider');
  return value;
}

/** How many notices of the person are unread, where the page hears of it; null elsewhere. */
export const NewsContext = createContext<number | null>(null);
