import { sv } from '@delaktig/texts';
import type { SetAside } from '../collab/unsent-store.ts';
import { isMoved } from '../collab/ways-for-words.ts';

const t = sv.suggestions.aside;

/** `parts`: which of the words that were set aside are told when it is sent. */
export type AsideComment = { body: string; parts: number[] };

/** With what stands around them, no longer than a comment may be. */
const MOST = 3_900;
/** Whole letters, also those that are two units long. */
const PIECES = /[\s\S]{1,1900}/gu;

/** As few comments as hold the words; what is longer than one goes on in the next. */
export function commentsOf(
  { passages, removed }: Pick<SetAside, 'passages' | 'removed'>,
  parts: readonly number[],
): AsideComment[] {
  const comments: AsideComment[] = [];
  for (const part of [...parts].sort((a, b) => a - b)) {
    const typed = passages[part]?.typed;
    const away = removed[part - passages.length];
    const before = comments.at(-1);
    if (away !== undefined && before !== undefined && isMoved(away, passages)) {
      before.parts.push(part);
      continue;
    }
    const quoted = typed === undefined ? t.removed(away ?? '') : t.typed(typed);
    const pieces = quoted.match(PIECES) ?? [];
    for (const [index, piece] of pieces.entries()) {
      const last = comments.at(-1);
      // Sent when its last piece is.
      const own = index === pieces.length - 1 ? [part] : [];
      if (last !== undefined && last.body.length + piece.length < MOST) {
        last.body += `\n\n${piece}`;
        last.parts.push(...own);
      } else comments.push({ body: comments.length === 0 ? `${t.begins}\n\n${piece}` : piece, parts: own });
    }
  }
  return comments;
}
