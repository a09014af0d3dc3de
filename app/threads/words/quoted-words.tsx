import type { ThreadView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { useThreadActs, useThreadsUi } from '../threads-context.tsx';
import { goToWords } from './go-to-words.ts';
import { wordsOf } from './places.ts';

const t = sv.markedWords;

type Props = { thread: ThreadView };

/** The words that a thread is about, as they stand now, or the last that were known. */
export function QuotedWords({ thread }: Props) {
  const words = wordsOf(thread);
  if (words === null) return null;
  return (
    <>
      {words.lost ? <p className="lost-words">{t.lost}</p> : null}
      <blockquote className="quoted">{words.quote}</blockquote>
    </>
  );
}

/** The way back from a card to the words; nothing where they are gone. */
export function ShowWords({ thread }: Props) {
  const { list } = useThreadActs();
  const { isSheet } = useThreadsUi();
  const words = wordsOf(thread);
  if (words === null || words.lost) return null;
  const show = () => {
    if (!isSheet) return goToWords(thread.id);
    // The sheet gives back the focus and the page when it has closed.
    list(null);
    setTimeout(() => goToWords(thread.id), SHEET_MS);
  };
  return (
    <p className="show-words">
      <button className="btn bare low" type="button" onClick={show}>
        {t.show}
      </button>
    </p>
  );
}

const SHEET_MS = 50;
