import { useState } from 'react';
import {
  commentDraft,
  forgetComment,
  forgetDraft,
  keepAbout,
  keepComment,
  keepDraft,
  readComment,
  readDraft,
} from './drafts.ts';
import type { About } from './threads-context.tsx';
import { useThreads } from './threads-context.tsx';

/** Words that somebody writes. */
export type Draft = {
  text: string;
  change(words: string): void;
  /** They have been sent as they stand here. */
  forget(): void;
};

type Given = {
  /** Where they are kept; null: nowhere. */
  key: string | null;
  begins?: string;
  /** What they are about, where that could not be found again without them. */
  about?: About;
};

/** Words that somebody writes and has not sent: kept in this browser until they are empty, or as they began. */
export function useDraft({ key, begins = '', about }: Given): Draft {
  const { accountId } = useThreads();
  const [text, setText] = useState(() => (key === null ? '' : readDraft(accountId, key)) || begins);
  return {
    text,
    change(words) {
      setText(words);
      if (key === null) return;
      keepDraft(accountId, key, words === begins ? '' : words);
      if (about !== undefined && words !== begins) keepAbout(accountId, about);
    },
    forget() {
      setText(begins);
      if (key !== null) forgetDraft(accountId, key, text);
    },
  };
}

/** The same of a comment, which is shown with a name or without: what one chose comes and goes with the words. */
export function useCommentDraft(about: About): Draft & {
  isNameless: boolean;
  choose(isNameless: boolean): void;
} {
  const { accountId } = useThreads();
  const { begins = '' } = about;
  const key = commentDraft(about.sectionId, about.anchor);
  const [draft, setDraft] = useState(() => {
    const kept = readComment(accountId, key);
    return kept.words === '' ? { words: begins, isNameless: false } : kept;
  });
  const keep = (next: typeof draft) => {
    setDraft(next);
    keepComment(accountId, key, next.words === begins ? { ...next, words: '' } : next);
    if (next.words !== begins) keepAbout(accountId, about);
  };
  return {
    text: draft.words,
    isNameless: draft.isNameless,
    change: (words) => keep({ ...draft, words }),
    choose: (isNameless) => keep({ ...draft, isNameless }),
    forget() {
      setDraft({ ...draft, words: begins });
      forgetComment(accountId, key, draft);
    },
  };
}
