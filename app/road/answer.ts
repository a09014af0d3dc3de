import type { RoadResult } from '@delaktig/domain';

/** Why an act did not come to be, as the page tells it: by the server, or before or after it. */
export type Refusal =
  | Extract<RoadResult, { ok: false }>['reason']
  /** The form is not filled in as it must be. */
  | 'invalid'
  /** No contact, or no answer. */
  | 'away'
  | 'signed-out'
  /** Words of this page can not be sent. */
  | 'unsent';

/** What the address of acts answers a page that has come alive. */
export type Answer = { ok: true } | { ok: false; reason: Refusal };

const REFUSALS: readonly string[] = [
  'not-found',
  'forbidden',
  'changed',
  'missing',
  'past-day',
  'not-of-unit',
  'invalid',
] satisfies Refusal[];

/** What a page without JavaScript is told by its address after an act. */
export function refusalFrom(word: string | null): Refusal | null {
  return isRefusal(word) ? word : null;
}

function isRefusal(word: string | null): word is Refusal {
  return word !== null && REFUSALS.includes(word);
}

/** The place of acts that are of the whole report. */
export const WHOLE_REPORT = 'rapport';

export { stateAnchor } from '@delaktig/domain';
