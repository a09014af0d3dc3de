import type { Acting, RoadResult } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import type { GoalRow } from '../database/report-rows.ts';
import { goalsOf } from '../database/reports.ts';
import { setGoalStatus } from '../database/road.ts';
import { type ActOf, inSection, onReport, record, type Scene } from './scene.ts';

/** The judgement whether a goal is reached; null: none yet. The choice is kept with the one before it. */
export async function setStatus(scene: Scene, { goalId, status }: ActOf<'set-status'>): Promise<RoadResult> {
  const goal = (await goalsOf(scene.tx, scene.report.id)).find(({ id }) => id === goalId);
  if (goal === undefined) return { ok: false, reason: 'not-of-unit' };
  const acting = judging(scene, goal);
  if (!acting.ok) return acting;
  await setGoalStatus(scene.tx, goalId, status === null ? null : { value: status, raw: sv.status[status] });
  const sectionId = scene.sections.find((row) => row.goalId === goalId)?.id ?? null;
  const detail = { goalId, from: goal.status, to: status };
  await record(scene, acting.role, 'set-status', [{ sectionId, detail }]);
  return { ok: true };
}

/** Who judges a goal: with its section those who lead that; without one, of the unit's own, those who lead the report. */
function judging(scene: Scene, goal: GoalRow): Acting {
  const section = scene.sections.find((row) => row.goalId === goal.id);
  if (section !== undefined) return inSection(scene, section, 'setStatus');
  return goal.level === 'unit' ? onReport(scene, 'lead') : { ok: false, reason: 'forbidden' };
}
