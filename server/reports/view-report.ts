import type { Actor, Content, ReportView } from '@delaktig/domain';
import { fieldsFromUpdate } from '@delaktig/editor';
import * as Y from 'yjs';
import type { Sql } from '../database/connect.ts';
import { isId } from '../database/ids.ts';
import type { SectionRow } from '../database/report-rows.ts';
import { activitiesOf, goalsOf, indicatorsOf, reportById } from '../database/reports.ts';
import { proseOf, sectionsOf, tablesOf } from '../database/sections.ts';
import type { ReportRefusal } from '../http/context.ts';
import { outlineOf } from './outline.ts';
import { rightsIn } from './rights-in.ts';
import { sectionFields } from './section-fields.ts';

/**
 * A report as one person may see it. What they may not read is not in it at all. Refuses with 'forbidden'
 * only when the report is there and nothing of it is theirs to read.
 */
export async function viewReport(
  sql: Sql,
  actor: Actor,
  reportId: string,
): Promise<{ ok: true; report: ReportView } | ReportRefusal> {
  const report = isId(reportId) ? await reportById(sql, reportId) : null;
  if (report === null) return { ok: false, reason: 'not-found' };
  const sections = await sectionsOf(sql, [reportId]);
  const rights = rightsIn(actor, report, sections);
  if (!rights.report.read) return { ok: false, reason: 'forbidden' };

  const readable = sections.filter((row) => row.hasRoom && rights.sections.get(row.id)?.read);
  const [goals, indicators, activities, tables, prose] = await Promise.all([
    goalsOf(sql, reportId),
    indicatorsOf(sql, reportId),
    activitiesOf(sql, reportId),
    tablesOf(sql, reportId),
    proseOf(
      sql,
      readable.map((row) => row.id),
    ),
  ]);
  const house = { kind: report.kind, goals, indicators, activities, tables, sections };
  const fields = (row: SectionRow) =>
    sectionFields(house, row, (names) => contentOf(prose.get(row.id), names));
  const { id, kind, year, title, state, lastCommentDay, header, appendices, unit } = report;
  return {
    ok: true,
    report: {
      id,
      kind,
      year,
      title,
      unit: { id: unit.id, name: unit.name, initials: unit.initials, administration: unit.administration },
      state,
      lastCommentDay,
      header,
      appendices,
      rights: rights.report,
      registryNumber: header.registryNumber,
      submission: null,
      returned: null,
      leading: null,
      outline: outlineOf(house, rights, fields),
    },
  };
}

function contentOf(updates: Uint8Array[] | undefined, names: readonly string[]): Record<string, Content> {
  return updates === undefined ? {} : fieldsFromUpdate(Y.mergeUpdates(updates), [...names]);
}
