import type { ThreadView } from '@delaktig/domain';

/** A thread about a whole section as somebody sees it who may do nothing in it: open, read, and without posts. */
export function thread(id: string, more: Partial<ThreadView> = {}): ThreadView {
  return {
    id,
    sectionId: 's',
    anchor: { of: 'section' },
    place: null,
    suggestion: null,
    state: 'open',
    forNextPlan: false,
    posts: [],
    outcome: null,
    hidden: null,
    unread: false,
    mine: false,
    ofMyGroup: false,
    mentions: [],
    mayReply: false,
    mayClose: false,
    mayReopen: false,
    mayHide: false,
    ...more,
  };
}
