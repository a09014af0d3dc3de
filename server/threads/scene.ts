import type {
  Actor,
  ReportFacts,
  Role,
  SectionRights,
  ThreadAct,
  ThreadFacts,
  ThreadRights,
} from '@delaktig/domain';
import {
  dayInStockholm,
  leadsSection,
  reportRights,
  roleThat,
  sectionRights,
  threadRights,
} from '@delaktig/domain';
import type postgres from 'postgres';
import { isId } from '../database/ids.ts';
import type { ReportRow, SectionRow } from '../database/report-rows.ts';
import { reportById } from '../database/reports.ts';
import { factsOf, sectionsOf } from '../database/sections.ts';
import type { PostRow, ThreadRow } from '../database/threads.ts';
import { holdReport, lockThread, postById } from '../database/threads.ts';
import { reportFacts, standingAt } from '../reports/rights-in.ts';

/** One act of one person among the comments of a report, whose standing nobody changes until the transaction ends. */
export type Scene = {
  tx: postgres.TransactionSql;
  actor: Actor;
  now: Date;
  /** ISO date, Europe/Stockholm. */
  today: string;
  /** As it stands today. */
  report: ReportRow;
  facts: ReportFacts;
  sections: SectionRow[];
};

/** Who asks for something in a report, and when. */
export type Asked = { actor: Actor; now: Date; reportId: string };

export type ActOf<Name extends ThreadAct['act']> = Extract<ThreadAct, { act: Name }>;

/** A thread that nobody else changes until the transaction ends, and what the person may do in it. */
export type ThreadScene = { thread: ThreadRow; section: SectionRow; rights: ThreadRights };

/** Null when there is no such report. */
export async function openScene(
  tx: postgres.TransactionSql,
  { actor, now, reportId }: Asked,
): Promise<Scene | null> {
  if (!(await holdReport(tx, reportId))) return null;
  const stored = await reportById(tx, reportId);
  if (stored === null) return null;
  const report = standingAt(stored, now);
  const sections = await sectionsOf(tx, [reportId]);
  return { tx, actor, now, today: dayInStockholm(now), report, facts: reportFacts(report), sections };
}

export function mayReadReport({ actor, facts, sections }: Scene): boolean {
  return reportRights(actor, facts, sections.map(factsOf)).read;
}

/** A section with a room that the person may read, and what they may do in it. */
export function sectionFor(scene: Scene, id: string): { section: SectionRow; rights: SectionRights } | null {
  const section = scene.sections.find((row) => row.id === id && row.hasRoom);
  if (section === undefined) return null;
  const rights = sectionRights(scene.actor, scene.facts, factsOf(section));
  return rights.read ? { section, rights } : null;
}

/** Null when it is not there for this person. */
export async function threadFor(scene: Scene, threadId: string): Promise<ThreadScene | null> {
  if (!isId(threadId)) return null;
  const thread = await lockThread(scene.tx, scene.report.id, threadId);
  const section = scene.sections.find(({ id }) => id === thread?.sectionId);
  if (thread === null || section === undefined) return null;
  const rights = threadRights(scene.actor, scene.facts, factsOf(section), threadFacts(thread));
  return rights.see ? { thread, section, rights } : null;
}

/** A post with its thread; null when what was said in it is not for this person to read. */
export async function postFor(
  scene: Scene,
  postId: string,
): Promise<(ThreadScene & { post: PostRow }) | null> {
  const before = isId(postId) ? await postById(scene.tx, scene.report.id, postId) : null;
  const found = before === null ? null : await threadFor(scene, before.threadId);
  if (found === null || !found.rights.read) return null;
  // Whoever held the thread before may have changed it.
  const post = await postById(scene.tx, scene.report.id, postId);
  return post === null ? null : { ...found, post };
}

/** The part of a row that decides rights. */
export function threadFacts(thread: ThreadRow): ThreadFacts {
  const { state, hidden, reopened, startedBy, writerIds, suggestion } = thread;
  return { state, hidden: hidden !== null, reopened, startedBy, writerIds, suggestion };
}

/** The role in which the person speaks in a section: the strongest that lets them read it. */
export function speakingRole({ actor, facts }: Scene, section: SectionRow): Role {
  const role = roleThat(actor, (alone) => sectionRights(alone, facts, factsOf(section)).read);
  if (role === null) throw new Error('Somebody speaks who may not read');
  return role;
}

/** The role in which they lead it. */
export function leadingRole({ actor, facts }: Scene, section: SectionRow): Role {
  const role = roleThat(actor, (alone) => leadsSection(alone, facts, factsOf(section)));
  if (role === null) throw new Error('Somebody leads who may not');
  return role;
}
