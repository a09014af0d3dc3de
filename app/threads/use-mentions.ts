import type { MentionChoice, MentionView } from '@delaktig/domain';
import { bodyWithTokens, MOST_BODY } from '@delaktig/domain';
import { useEffect, useRef, useState } from 'react';
import { keepNames, readNames } from './drafts.ts';
import { useThreads } from './threads-context.tsx';

/** What a form knows of those whom its words may name. */
export type Mentions = {
  /** Whom one may mention; null until it is asked for, and where it cannot be known. */
  choices: readonly MentionChoice[] | null;
  /** Somebody has begun a name. */
  ask(): void;
  chose(choice: MentionView): void;
  /** What is sent of a text. */
  sent(text: string): string;
  /** The words have been sent. */
  forget(): void;
};

type Given = {
  /** Where the words are said; null: nobody can be mentioned. */
  sectionId: string | null;
  /** Where the draft is kept, with whom its names stand for; null: not kept. */
  draft: string | null;
  /** Whom the names stand for that the words began with. */
  begins?: readonly MentionView[];
};

export function useMentions({ sectionId, draft, begins = [] }: Given): Mentions {
  const { reportId, accountId } = useThreads();
  const [choices, setChoices] = useState<readonly MentionChoice[] | null>(null);
  const [names, setNames] = useState(() => [
    ...begins,
    ...(draft === null ? [] : readNames(accountId, draft)),
  ]);
  const asked = useRef<string | null>(null);
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
    };
  }, []);
  const keep = (next: MentionView[]) => {
    setNames(next);
    if (draft !== null) keepNames(accountId, draft, next);
  };
  return {
    choices,
    ask() {
      if (sectionId === null || asked.current === sectionId) return;
      asked.current = sectionId;
      void choicesOf(`/rapporter/${reportId}/namn/${sectionId}`).then((found) => {
        if (found === null) asked.current = null;
        else if (!left.current) setChoices(found);
      });
    },
    chose: ({ token, label }) => keep([...names.filter((name) => name.label !== label), { token, label }]),
    sent(text) {
      if (sectionId === null) return text;
      const body = bodyWithTokens(text, names);
      return body.length > MOST_BODY ? text : body;
    },
    forget: () => keep([]),
  };
}

async function choicesOf(address: string): Promise<MentionChoice[] | null> {
  try {
    const response = await fetch(address, { headers: { Accept: 'application/json' } });
    if (!response.ok) return null;
    const choices: MentionChoice[] = await response.json();
    return choices;
  } catch {
    return null;
  }
}
