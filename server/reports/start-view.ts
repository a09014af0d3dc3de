import type { Actor, RoadEvent } from '@delaktig/domain';
import { dayInStockholm } from '@delaktig/domain';
import type { Sql } from '../database/connect.ts';
import type { ReportRow, SectionRow } from '../database/report-rows.ts';
import { reportsOfUnits } from '../database/reports.ts';
import { lastActsOn } from '../database/road.ts';
import { sectionsOf, titlesOf } from '../database/sections.ts';
import type { ReportSummary, StartView, WaitingReport } from '../http/context.ts';
import { type RightsIn, rightsIn, standingAt } from './rights-in.ts';
import { returnsOf, WORDS } from './road-rows.ts';
import { importableUnitIds } from './units-for-import.ts';

type Readable = { report: ReportRow; sections: SectionRow[]; rights: RightsIn };
type Told = { words: Map<string, RoadEvent>; titles: Map<string, string>; returns: Map<string, RoadEvent> };

/** What the person may read in their units, and what of it waits for them. */
export async function startView(sql: Sql, actor: Actor, now: Date): Promise<StartView> {
  const readable = await readableReports(sql, actor, now);
  const reportIds = readable.map(({ report }) => report.id);
  const reopened = readable.flatMap(({ sections, rights }) =>
    sections.filter((section) => isBackWith(section, rights)).map(({ id }) => id),
  );
  const [words, titles, returns] = await Promise.all([
    lastActsOn(sql, reportIds, WORDS),
    titlesOf(sql, reopened),
    returnsOf(sql, reportIds),
  ]);
  const each = readable.map((of) => waitingIn(of, { words, titles, returns }));
  return {
    today: dayInStockholm(now),
    reports: each.map(({ report }) => report),
    waiting: each.filter(isWaiting),
    mayImport: importableUnitIds(actor).length > 0,
  };
}

async function readableReports(sql: Sql, actor: Actor, now: Date): Promise<Readable[]> {
  const unitIds = actor.assignments.flatMap(({ unitId }) => (unitId === null ? [] : [unitId]));
  const stored = await reportsOfUnits(sql, [...new Set(unitIds)]);
  const reports = stored.map((report) => standingAt(report, now));
  const all = await sectionsOf(
    sql,
    reports.map((report) => report.id),
  );
  return reports
    .map((report) => {
      const sections = all.filter((row) => row.hasRoom && row.reportId === report.id);
      return { report, sections, rights: rightsIn(actor, report, sections) };
    })
    .filter(({ rights }) => rights.report.read);
}

function waitingIn({ report, sections, rights }: Readable, told: Told): WaitingReport {
  const each = [...rights.sections.values()];
  const toMark = sections.filter((section) => rights.sections.get(section.id)?.markReady);
  const { lead } = rights.report;
  return {
    report: summary(report, sections),
    write: each.filter((own) => own.write).length,
    comment: each.filter((own) => own.comment === 'report').length,
    mark: toMark.filter((section) => section.state !== 'ready').length,
    passOn: toMark.filter((section) => section.state === 'ready').length,
    approve: each.filter((own) => own.approve).length,
    returned: sections
      .filter((section) => isBackWith(section, rights))
      .flatMap((section) => returnedSection(section, told)),
    handIn: lead && report.state !== 'draft' && sections.every((section) => section.state === 'approved'),
    sentBack: lead ? (told.returns.get(report.id) ?? null) : null,
  };
}

/** Whether a section has come back to somebody who writes in it or leads it. */
function isBackWith(section: SectionRow, rights: RightsIn): boolean {
  const own = rights.sections.get(section.id);
  return section.state === 'reopened' && own !== undefined && (own.write || own.open);
}

function returnedSection(section: SectionRow, { words, titles }: Told): WaitingReport['returned'] {
  const word = words.get(section.id);
  if (word === undefined || word.reason === null) return [];
  const { by, role, at, reason } = word;
  return [{ sectionId: section.id, title: titles.get(section.id) ?? '', reason, by, role, at }];
}

function isWaiting(waiting: WaitingReport): boolean {
  const { write, comment, mark, passOn, approve, returned, handIn, sentBack } = waiting;
  const sections = write + comment + mark + passOn + approve + returned.length;
  return sections > 0 || handIn || sentBack !== null;
}

function summary(report: ReportRow, sections: readonly SectionRow[]): ReportSummary {
  const { id, kind, year, state, lastCommentDay, unit } = report;
  return {
    id,
    kind,
    year,
    state,
    lastCommentDay,
    ready: sections.filter((section) => section.state === 'ready' || section.state === 'approved').length,
    sections: sections.length,
    unit: { id: unit.id, name: unit.name, initials: unit.initials },
  };
}
