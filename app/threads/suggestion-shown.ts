import type { ThreadView } from '@delaktig/domain';

/** Whether its words are to be seen: not of what is taken from view, or taken back by who made it. */
export function isShown({ hidden, posts }: Pick<ThreadView, 'hidden' | 'posts'>): boolean {
  return hidden === null && posts[0]?.body !== null;
}
