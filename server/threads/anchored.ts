import type { ThreadAnchor } from '@delaktig/domain';
import type { ReportRow, SectionRow } from '../database/report-rows.ts';
import { activitiesOf, goalsOf, indicatorsOf } from '../database/reports.ts';
import { tablesOf } from '../database/sections.ts';
import { writableNames } from '../reports/section-fields.ts';
import type { Scene } from './scene.ts';

/** Whether what a comment is about belongs to the section: a figure, a row, a text from above, or a field of its prose. */
export async function isOfSection(scene: Scene, section: SectionRow, anchor: ThreadAnchor): Promise<boolean> {
  const { tx, report } = scene;
  switch (anchor.of) {
    case 'section':
      return true;
    case 'indicator':
      return has(await indicatorsOf(tx, report.id), section, anchor.id);
    case 'activity':
      return has(await activitiesOf(tx, report.id), section, anchor.id);
    case 'row': {
      const tables = (await tablesOf(tx, report.id)).filter(({ sectionId }) => sectionId === section.id);
      return anchor.row < (tables[anchor.table]?.rows.length ?? 0);
    }
    case 'inherited': {
      const goal = (await goalsOf(tx, report.id)).find(({ id }) => id === section.goalId);
      if (!goal?.inherited) return false;
      const { content, fields } = goal.inherited;
      return anchor.field === 'content' ? content.length > 0 : fields[anchor.field] !== undefined;
    }
    case 'words':
      return (await fieldsOf(scene, report, section)).includes(anchor.field);
  }
}

function has(facts: readonly { id: string; goalId: string }[], section: SectionRow, id: string): boolean {
  return facts.some((fact) => fact.id === id && fact.goalId === section.goalId);
}

async function fieldsOf({ tx, sections }: Scene, report: ReportRow, section: SectionRow): Promise<string[]> {
  const [goals, indicators, activities] = await Promise.all([
    goalsOf(tx, report.id),
    indicatorsOf(tx, report.id),
    activitiesOf(tx, report.id),
  ]);
  return writableNames({ kind: report.kind, goals, indicators, activities, tables: [], sections }, section);
}
