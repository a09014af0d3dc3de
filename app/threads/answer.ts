import type { ThreadResult } from '@delaktig/domain';

/** Why an act did not come to be, as the page tells it: by the server, or before or after it. */
export type Refusal =
  | Extract<ThreadResult, { ok: false }>['reason']
  /** The form is not filled in as it must be. */
  | 'invalid'
  /** No contact, or no answer. */
  | 'away'
  | 'signed-out';

/** What the address of acts answers a page that has come alive. */
export type Answer = { ok: true; threadId?: string } | { ok: false; reason: Refusal };

const REFUSALS: readonly string[] = [
  'not-found',
  'forbidden',
  'changed',
  'too-often',
  'too-few',
  'no-suggestion',
  'look-again',
  'words-gone',
  'invalid',
] satisfies Refusal[];

/** What a page without JavaScript is told by its address after an act. */
export function refusalFrom(word: string | null): Refusal | null {
  return isRefusal(word) ? word : null;
}

function isRefusal(word: string | null): word is Refusal {
  return word !== null && REFUSALS.includes(word);
}

/** The id of a section's comments: where one comes back to after an act. */
export function talkAnchor(sectionId: string): string {
  return `kommentarer-${sectionId}`;
}

export { threadAnchorId } from '@delaktig/domain';

/** The thread that an address leads to, or null. */
export function threadInHash(hash: string): string | null {
  return /^#trad-([0-9a-f-]{36})$/.exec(hash)?.[1] ?? null;
}
