import type { SectionRow } from '../database/report-rows.ts';
import { forgetWaiting, holdersOf, insertNotices, leadersOf } from '../database/threads-notices.ts';
import type { Scene } from './scene.ts';

/** Sections are back with those who lead them. */
export async function tellReturned(scene: Scene, sections: readonly SectionRow[]): Promise<void> {
  const { tx, facts, today } = scene;
  const { unitIds, administrationId } = facts;
  const of = new Map<string, string[]>();
  for (const { id, deputyIds } of sections) {
    const leaders = await leadersOf(tx, { unitIds, administrationId, deputyIds }, today);
    for (const leader of leaders) of.set(leader, [...(of.get(leader) ?? []), id]);
  }
  await tell(scene, 'returned', of);
}

/** A section that is ready waits for the word of those who have the next one. */
export async function tellWaiting(
  scene: Scene,
  section: SectionRow,
  readyFor: SectionRow['readyFor'],
): Promise<void> {
  const role = readyFor === 'manager' ? 'manager' : scene.facts.approver;
  await forgetWaiting(scene.tx, section.id);
  const people = await holdersOf(scene.tx, scene.facts, role, scene.today);
  await tell(scene, 'waiting', new Map(people.map((id) => [id, [section.id]])));
}

/** Sections are theirs to lead, which they were not before. */
export async function tellGiven(
  scene: Scene,
  sections: readonly SectionRow[],
  deputyIds: readonly string[],
): Promise<void> {
  const given = deputyIds.map((deputy): [string, string[]] => [
    deputy,
    sections.filter((section) => !section.deputyIds.includes(deputy)).map(({ id }) => id),
  ]);
  await tell(scene, 'given', new Map(given));
}

/** One notice each, but for the one who acts: of the section, and of several of the report as a whole. */
async function tell(
  { tx, actor, report, now, today }: Scene,
  kind: 'returned' | 'waiting' | 'given',
  of: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const about = new Map<string | null, string[]>();
  for (const [person, sectionIds] of of) {
    const [first = null, ...more] = sectionIds;
    if (person === actor.accountId || first === null) continue;
    const place = more.length > 0 ? null : first;
    about.set(place, [...(about.get(place) ?? []), person]);
  }
  for (const [sectionId, people] of about) {
    const place = { reportId: report.id, sectionId, threadId: null };
    await insertNotices(tx, people, { kind, ...place, day: today, at: now });
  }
}
