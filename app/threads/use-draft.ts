import { useState } from 'react';
import { keepDraft, readDraft } from './drafts.ts';
import { useThreads } from './threads-context.tsx';

/**
 * Words that somebody writes and has not sent: kept in this browser under a key (null: not kept) until they are empty,
 * or as they began.
 */
export function useDraft(key: string | null, begins = ''): [string, (words: string) => void] {
  const { accountId } = useThreads();
  const [text, setText] = useState(() => (key === null ? '' : readDraft(accountId, key)) || begins);
  const change = (words: string) => {
    setText(words);
    if (key !== null) keepDraft(accountId, key, words === begins ? '' : words);
  };
  return [text, change];
}
