import type {
  Actor,
  DissentView,
  PostView,
  Speaker,
  SuggestionView,
  ThreadRights,
  ThreadsView,
} from '@delaktig/domain';
import { dayInStockholm, mayBeNameless, threadRights } from '@delaktig/domain';
import type { Sql } from '../database/connect.ts';
import type { DissentRow } from '../database/dissents.ts';
import { dissentsOf } from '../database/dissents.ts';
import { isId } from '../database/ids.ts';
import { linesBefore } from '../database/quick-lines.ts';
import type { ReportRow, SectionRow } from '../database/report-rows.ts';
import { reportById } from '../database/reports.ts';
import { factsOf, sectionsOf } from '../database/sections.ts';
import { type SuggestionRow, suggestionsOf } from '../database/suggestions.ts';
import { shownPlacesOf } from '../database/thread-places.ts';
import type { PostRow, ReactionRow, ThreadRow } from '../database/threads.ts';
import {
  answeringCount,
  answersBefore,
  ownAnswers,
  postsOf,
  reactionsOf,
  readsOf,
  staffCount,
  threadsOf,
} from '../database/threads.ts';
import { reportFacts, rightsIn, standingAt } from '../reports/rights-in.ts';
import { quickView } from './quick-view.ts';
import { threadFacts } from './scene.ts';
import { type BareThreadView, withMentions } from './seen-mentions.ts';

/**
 * All that somebody may read of a report's comments, and how its sections were answered. As many queries whatever the
 * number of threads. Null when they may not read the report.
 */
export async function viewThreads(
  sql: Sql,
  actor: Actor,
  reportId: string,
  now: Date,
): Promise<ThreadsView | null> {
  const stored = isId(reportId) ? await reportById(sql, reportId) : null;
  if (stored === null) return null;
  const report = standingAt(stored, now);
  const sections = await sectionsOf(sql, [reportId]);
  const rights = rightsIn(actor, report, sections);
  if (!rights.report.read) return null;
  const readable = sections.filter((row) => row.hasRoom && rights.sections.get(row.id)?.read);
  const rows = await readRows(sql, report, actor.accountId, dayInStockholm(now));
  const facts = reportFacts(report);
  return {
    ...(await withMentions(
      sql,
      { actor, unitIds: report.unitIds, today: dayInStockholm(now) },
      threadViews({ actor, report, sections: readable, rows }),
    )),
    dissents: rows.dissents.filter(isIn(readable)).map((row) => dissentView(actor.accountId, row)),
    quick: Object.fromEntries(
      readable.map((section) => [section.id, quickView(actor, report, section, rows)]),
    ),
    mayBeNameless: mayBeNameless(actor, facts, rows.staff),
  };
}

type Rows = Awaited<ReturnType<typeof readRows>>;

async function readRows(sql: Sql, { id, unitIds }: ReportRow, accountId: string, today: string) {
  const [
    threads,
    places,
    suggestions,
    posts,
    reactions,
    reads,
    staff,
    members,
    answers,
    lines,
    own,
    dissents,
  ] = await Promise.all([
    threadsOf(sql, id),
    shownPlacesOf(sql, id),
    suggestionsOf(sql, id),
    postsOf(sql, id),
    reactionsOf(sql, id, accountId),
    readsOf(sql, id, accountId),
    staffCount(sql, unitIds, today),
    answeringCount(sql, id, unitIds, today),
    answersBefore(sql, id, today),
    linesBefore(sql, id, today),
    ownAnswers(sql, id, accountId),
    dissentsOf(sql, id),
  ]);
  const byThread = gathered(posts, ({ threadId }) => threadId);
  const byPost = gathered(reactions, ({ postId }) => postId);
  return {
    threads,
    places,
    suggestions,
    posts: byThread,
    reactions: byPost,
    reads,
    staff,
    members,
    answers,
    lines,
    own,
    dissents,
  };
}

type Seen = { actor: Actor; report: ReportRow; sections: readonly SectionRow[]; rows: Rows };

function threadViews({ actor, report, sections, rows }: Seen): BareThreadView[] {
  const facts = reportFacts(report);
  const bySection = new Map(sections.map((section) => [section.id, factsOf(section)]));
  return rows.threads.flatMap((thread) => {
    const section = bySection.get(thread.sectionId);
    if (section === undefined) return [];
    const rights = threadRights(actor, facts, section, threadFacts(thread));
    return rights.see ? [threadView(actor.accountId, thread, rights, rows)] : [];
  });
}

function threadView(accountId: string, thread: ThreadRow, rights: ThreadRights, rows: Rows): BareThreadView {
  const { id, sectionId, anchor, state, forNextPlan, outcome, hidden, writerIds } = thread;
  const posts = rows.posts.get(id) ?? [];
  return {
    id,
    sectionId,
    anchor,
    place: rows.places.get(id) ?? null,
    suggestion: suggestionView(rights, rows.suggestions.get(id)),
    state,
    forNextPlan,
    posts: posts.map((post) => postView(accountId, post, rights, rows.reactions.get(post.id) ?? [])),
    outcome: outcome && {
      kind: outcome.kind,
      body: rights.read ? outcome.body : null,
      by: { accountId: outcome.by, name: outcome.name, role: outcome.role },
      day: outcome.day,
    },
    hidden,
    unread: isUnread(accountId, thread, posts, rows.reads.get(id) ?? -1),
    mine: writerIds.includes(accountId),
    mayReply: rights.reply,
    mayClose: rights.close,
    mayReopen: rights.reopen,
    mayHide: rights.hide || rights.show,
  };
}

function suggestionView(rights: ThreadRights, row: SuggestionRow | undefined): SuggestionView | null {
  if (row === undefined || !rights.read) return null;
  const { original, proposed, taken, stands, epoch } = row;
  const changed = stands !== (taken?.words ?? original);
  return {
    original,
    proposed,
    taken: taken && {
      words: taken.words,
      by: { accountId: taken.by, name: taken.name, role: taken.role },
      day: taken.day,
    },
    changed,
    mayTake: rights.take && stands !== null,
    mayUndo: rights.undo && !changed && taken?.epoch === epoch,
  };
}

function postView(
  accountId: string,
  post: PostRow,
  rights: ThreadRights,
  reactions: readonly ReactionRow[],
): PostView {
  const { id, day, at, edited, outcome } = post;
  return {
    id,
    by: speaker(post),
    day,
    at,
    body: rights.read ? post.body : null,
    edited,
    outcome,
    reactions: reactions.map(({ reaction, count, mine }) => ({ reaction, count, mine })),
    mayEdit: rights.editOwn && post.authorId === accountId && post.body !== null && outcome === null,
  };
}

function isIn(sections: readonly SectionRow[]): (row: { sectionId: string }) => boolean {
  const ids = new Set(sections.map(({ id }) => id));
  return ({ sectionId }) => ids.has(sectionId);
}

/** Nobody but a representative states a dissent. */
function dissentView(
  accountId: string,
  { sectionId, accountId: by, name, day, body }: DissentRow,
): DissentView {
  return {
    sectionId,
    by: { accountId: by, name, role: 'representative' },
    day,
    body,
    mine: by === accountId,
  };
}

function speaker({ authorId, name, role }: PostRow): Speaker {
  return authorId === null || role === null ? null : { accountId: authorId, name: name ?? '', role };
}

/** Something has been said by another since. What one said without a name counts as another's: nobody knows better. */
function isUnread(
  accountId: string,
  { outcome }: ThreadRow,
  posts: readonly PostRow[],
  readTo: number,
): boolean {
  if (outcome !== null && outcome.ordinal > readTo && outcome.by !== accountId) return true;
  return posts.some(
    ({ ordinal, authorId, body }) => ordinal > readTo && authorId !== accountId && body !== null,
  );
}

function gathered<Row>(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> {
  const all = new Map<string, Row[]>();
  for (const row of rows) {
    const own = all.get(key(row));
    if (own === undefined) all.set(key(row), [row]);
    else own.push(row);
  }
  return all;
}
