import type { MentionChoice, NoticeView, ThreadAct, ThreadResult, ThreadsView } from '@delaktig/domain';

/** Comments and their outcomes. */
export type ThreadUseCases = {
  /** All that the person may read of a report's threads; null when they may not read the report. */
  view(reportId: string): Promise<ThreadsView | null>;
  act(reportId: string, act: ThreadAct): Promise<ThreadResult>;
  /** Whom the person may mention in a section; null where they may not comment. */
  mentionable(reportId: string, sectionId: string): Promise<MentionChoice[] | null>;
  /** The person's own inbox, a hundred at most: what is not read before what is, newest first. */
  notices(): Promise<NoticeView[]>;
  readNotices(ids: readonly string[]): Promise<void>;
};
