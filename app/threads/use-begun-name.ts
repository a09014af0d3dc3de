import type { MentionChoice } from '@delaktig/domain';
import { useRef, useState } from 'react';
import type { Begun } from './mention-query.ts';
import { nameBegun, namesLike } from './mention-query.ts';
import type { Mentions } from './use-mentions.ts';

type BegunName = {
  begun: Begun | null;
  /** Whom it may become. */
  found: MentionChoice[];
  /** Which of them Enter would choose. */
  active: number;
  /** The words or the caret are other than they were. */
  look(area: HTMLTextAreaElement): void;
  move(by: 1 | -1): void;
  /** Put away until another name is begun. */
  close(): void;
  /** The caret is elsewhere. */
  leave(): void;
};

/** The name that is begun where the caret is. */
export function useBegunName({ choices, ask }: Mentions, mayMention: boolean): BegunName {
  const [begun, setBegun] = useState<Begun | null>(null);
  const [chosen, setActive] = useState(0);
  const closed = useRef<number | null>(null);
  const found = begun === null || choices === null || !mayMention ? [] : namesLike(choices, begun.words);
  const active = Math.min(chosen, Math.max(0, found.length - 1));
  return {
    begun: mayMention ? begun : null,
    found,
    active,
    look({ value, selectionStart, selectionEnd }) {
      const next = mayMention && selectionStart === selectionEnd ? nameBegun(value, selectionStart) : null;
      // What was put away stays so until another name is begun.
      if (next?.from !== closed.current) closed.current = null;
      const shown = closed.current === null ? next : null;
      if (shown !== null) ask();
      if (shown?.from === begun?.from && shown?.words === begun?.words) return;
      setBegun(shown);
      setActive(0);
    },
    move: (by) => setActive((active + by + found.length) % found.length),
    close() {
      closed.current = begun?.from ?? closed.current;
      setBegun(null);
    },
    leave: () => setBegun(null),
  };
}
