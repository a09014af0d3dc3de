import type { RoadResult } from '@delaktig/domain';
import { reopenedFrom } from '@delaktig/domain';
import type { SectionRow } from '../database/report-rows.ts';
import { setSectionStates } from '../database/road.ts';
import { insertNotices, leadersOf } from '../database/threads-notices.ts';
import { type ActOf, inSection, record, type Scene, sectionIn } from './scene.ts';

/** Back to those who write, who are shown the reason; those who lead the section are told. */
export async function reopen(scene: Scene, { sectionId, reason }: ActOf<'reopen'>): Promise<RoadResult> {
  const section = sectionIn(scene, sectionId);
  if (section === null) return { ok: false, reason: 'not-of-unit' };
  const acting = inSection(scene, section, 'reopen');
  if (!acting.ok) return acting;
  const state = reopenedFrom(section.state);
  if (state === null) return { ok: false, reason: 'changed' };
  await setSectionStates(scene.tx, [sectionId], { state, readyFor: 'approver' });
  await record(scene, acting.role, 'reopen', [{ sectionId, reason, detail: { before: section.state } }]);
  await tell(scene, section);
  return { ok: true };
}

async function tell({ tx, actor, facts, report, now, today }: Scene, section: SectionRow): Promise<void> {
  const { unitIds, administrationId } = facts;
  const leaders = await leadersOf(tx, { unitIds, administrationId, deputyIds: section.deputyIds }, today);
  const others = leaders.filter((id) => id !== actor.accountId);
  const about = { reportId: report.id, sectionId: section.id, threadId: null };
  await insertNotices(tx, others, { kind: 'returned', ...about, day: today, at: now });
}
