import { sv } from '@delaktig/texts';
import type { CSSProperties, RefObject } from 'react';
import { useMemo, useRef } from 'react';
import { Icon } from '../../components/icons.tsx';
import { useThreadActs, useThreadsUi } from '../threads-context.tsx';
import { useOnBoard } from './comment-mark.tsx';
import { useDraftShown } from './draft.ts';
import type { SelectedWords } from './selected-words.ts';
import { useComposeWords } from './use-compose-words.ts';
import { useMarked } from './use-marked.ts';
import { useThreadAtCaret } from './use-thread-at-caret.ts';
import { useWordKeys } from './use-word-keys.ts';

const t = sv.markedWords;
/** As in words.css: the widest it is, its height with a gap, and the room around it, in px. */
const WIDE = 320;
const HIGH = 56;
const GAP = 8;

/**
 * Beside words that somebody has marked: comment on them, or suggest others. By the words where there is a mouse; at
 * the foot of the window where one touches, since the system's own menu stands by the words there.
 */
export function WordBar() {
  const bar = useRef<HTMLDivElement>(null);
  const { marked, dismiss } = useMarked(bar);
  const { composing, width } = useThreadsUi();
  const composeWords = useComposeWords();
  const compose = (words: SelectedWords, suggest: boolean) => {
    dismiss();
    composeWords(words, suggest);
  };
  useDraftShown(composing);
  useWordKeys({ marked, dismiss, compose });
  return (
    <>
      <p className="sr" role="status">
        {marked === null ? '' : marked.kind === 'words' ? t.told : t[marked.kind].what}
      </p>
      {marked === null ? (
        <ToCard hasMargin={width === 'margin'} />
      ) : (
        <Bar bar={bar} marked={marked} compose={compose} />
      )}
    </>
  );
}

/** From words that one writes in to their card, where no margin shows it: a tap there places the caret. */
function ToCard({ hasMargin }: { hasMargin: boolean }) {
  const { open } = useThreadActs();
  const threadId = useThreadAtCaret(!hasMargin);
  const thread = useOnBoard((board) => (threadId === null ? null : board.thread(threadId)), null);
  if (thread === null) return null;
  return (
    <section className="word-bar" aria-label={t.atCaret}>
      <Act onPress={() => open(thread.id, true)}>
        <Icon name="talk" />
        {t.to(
          sv.threads.card.who(thread.posts[0]?.by ?? null),
          thread.suggestion !== null,
          thread.state === 'open',
        )}
      </Act>
    </section>
  );
}

type BarProps = {
  bar: RefObject<HTMLDivElement>;
  marked: SelectedWords;
  compose: (marked: SelectedWords, suggest: boolean) => void;
};

function Bar({ bar, marked, compose }: BarProps) {
  const { width } = useThreadsUi();
  const isUnder = width === 'sheet';
  const at = useMemo(() => (isUnder ? undefined : besideWords(marked.range)), [marked, isUnder]);
  const { kind, about } = marked;
  return (
    <section className="word-bar" aria-label={t.region} ref={bar} style={at}>
      {kind === 'words' ? null : <p>{t[kind].what}</p>}
      <Act onPress={() => compose(marked, false)}>
        <Icon name="talk" />
        {kind === 'words' ? sv.threads.comment : t[kind].act}
      </Act>
      {kind === 'words' && about.anchor.of === 'words' ? (
        <Act onPress={() => compose(marked, true)}>
          <Icon name="pen" />
          {sv.suggestions.ask}
        </Act>
      ) : null}
    </section>
  );
}

function Act({ onPress, children }: { onPress: () => void; children: React.ReactNode }) {
  return (
    <button
      type="button"
      // What is marked stays marked, and the text keeps its focus, until the form has taken both.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

/** Under the last line of what is marked, or above the first where there is no room; null where one touches. */
function besideWords(range: Range): CSSProperties | undefined {
  if (!window.matchMedia('(pointer: fine)').matches) return undefined;
  const lines = [...range.getClientRects()].filter(({ width }) => width > 0);
  const first = lines[0];
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const hasRoom = last.bottom + GAP + HIGH < window.innerHeight;
  const top = hasRoom ? last.bottom + GAP : Math.max(first.top - HIGH, HIGH);
  const left = Math.min(Math.max(last.left, GAP), document.documentElement.clientWidth - WIDE - GAP);
  return { position: 'absolute', top: top + window.scrollY, left };
}
