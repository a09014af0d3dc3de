import type { MentionChoice } from '@delaktig/domain';

/** A name that somebody has begun: where its @ stands, and what comes after it up to the caret. */
export type Begun = { from: number; words: string };

/** As many as are shown at a time: more are found by another letter. */
const MOST_SHOWN = 6;

/** A name of up to three words; an @ in an e-mail address begins none. */
const BEGUN = /(?:^|[\s(])@([\p{L}\p{M}\p{N}.’'-]*(?: [\p{L}\p{M}\p{N}.’'-]*){0,2})$/u;

export function nameBegun(text: string, caret: number): Begun | null {
  const words = BEGUN.exec(text.slice(0, caret))?.[1];
  return words === undefined ? null : { from: caret - words.length - 1, words };
}

/** Those whose name, or a later word of it, begins as is written; nobody of a name that stands there whole. */
export function namesLike(choices: readonly MentionChoice[], words: string): MentionChoice[] {
  const wanted = words.toLocaleLowerCase('sv');
  return choices
    .filter(({ label }) => {
      const name = label.toLocaleLowerCase('sv');
      return name.startsWith(wanted) || name.includes(` ${wanted}`);
    })
    .slice(0, MOST_SHOWN);
}

/** The text with the name in place of what was begun, and where the caret goes. */
export function withName(
  text: string,
  caret: number,
  { from }: Begun,
  label: string,
): { text: string; caret: number } {
  const after = text.slice(caret);
  const hasSpace = after.startsWith(' ');
  const named = `${text.slice(0, from)}@${label}${hasSpace ? '' : ' '}`;
  return { text: named + after, caret: named.length + (hasSpace ? 1 : 0) };
}
