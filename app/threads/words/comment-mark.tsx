import { sv } from '@delaktig/texts';
import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from 'react';
import { Icon } from '../../components/icons.tsx';
import { talkAnchor, threadAnchorId } from '../answer.ts';
import { useThreadActs } from '../threads-context.tsx';
import type { MarkBoard } from './mark-board.ts';
import type { WordsOf } from './places.ts';

const t = sv.markedWords;

const BoardContext = createContext<MarkBoard | null>(null);
export const MarkBoardProvider = BoardContext.Provider;

/** Null where a page has no comments. */
export function useMarkBoard(): MarkBoard | null {
  return useContext(BoardContext);
}

const nothingToHear = () => () => {};
const NOWHERE: readonly WordsOf[] = [];

/** One value of the board, the same on the server and when the page comes alive. */
export function useOnBoard<Value>(read: (board: MarkBoard) => Value, otherwise: Value): Value {
  const board = useMarkBoard();
  const now = () => (board === null ? otherwise : read(board));
  return useSyncExternalStore(board?.subscribe ?? nothingToHear, now, now);
}

/** The threads on words of a field; the same array until one of them comes, goes or stands elsewhere. */
export function useWordsOf(key: string): readonly WordsOf[] {
  return useOnBoard((board) => board.wordsOf(key), NOWHERE);
}

/** Words that a thread is about, in a text that is only read. */
export function CommentMark({ thread, children }: { thread: unknown; children?: ReactNode }) {
  const id = typeof thread === 'string' ? thread : '';
  const look = useOnBoard((board) => board.lookOf(id), '');
  if (look === '') return <>{children}</>;
  return (
    <mark className={look} data-thread={id}>
      {children}
    </mark>
  );
}

/**
 * After the words: the way to their card for keys and for those who listen, a link so that it leads there without
 * scripts too. It holds no letters, that nothing but the text is copied or translated with the text.
 */
export function ToThread({ thread }: { thread: unknown }) {
  const id = typeof thread === 'string' ? thread : '';
  const found = useOnBoard((board) => board.thread(id), null);
  const board = useMarkBoard();
  if (found === null || board === null) return null;
  const isOpen = found.state === 'open';
  const who = sv.threads.card.who(found.posts[0]?.by ?? null);
  return <Link {...{ id, board, isOpen, label: t.to(who, found.suggestion !== null, isOpen), found }} />;
}

function Link(props: {
  id: string;
  board: MarkBoard;
  isOpen: boolean;
  label: string;
  found: { sectionId: string };
}) {
  const { id, board, isOpen, label, found } = props;
  const { open } = useThreadActs();
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (board.focused === id && document.activeElement === document.body)
      link.current?.focus({ preventScroll: true });
  }, [board, id]);
  return (
    <a
      ref={link}
      className="to-thread"
      data-to={id}
      href={`#${isOpen ? threadAnchorId(id) : talkAnchor(found.sectionId)}`}
      aria-label={label}
      onFocus={() => {
        board.focused = id;
        board.setPointed(id);
      }}
      // React tells nobody of a blur that is its own doing.
      onBlur={() => {
        board.focused = null;
        board.setPointed(null);
      }}
      onClick={(event) => {
        event.preventDefault();
        open(id, true);
      }}
    >
      <Icon name="talk" />
    </a>
  );
}
