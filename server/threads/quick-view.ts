import type { Actor, QuickAnswer, QuickView } from '@delaktig/domain';
import { leadsSection, mayAnswerQuickly, quickCounts, quickLines } from '@delaktig/domain';
import type { LineRow } from '../database/quick-lines.ts';
import type { ReportRow, SectionRow } from '../database/report-rows.ts';
import { factsOf } from '../database/sections.ts';
import type { AnswerRow, ownAnswers } from '../database/threads.ts';
import { reportFacts } from '../reports/rights-in.ts';

/** How a report was answered in short, all but the person's own as it was when the day began. */
export type QuickRows = {
  /** Among how many. */
  members: number;
  answers: readonly AnswerRow[];
  lines: readonly LineRow[];
  own: Awaited<ReturnType<typeof ownAnswers>>;
};

/** How a section was answered, as one person sees it. */
export function quickView(actor: Actor, report: ReportRow, section: SectionRow, rows: QuickRows): QuickView {
  const mine = rows.own.get(section.id);
  const facts = [reportFacts(report), factsOf(section)] as const;
  const counts = quickCounts(rows.members, answersIn(rows.answers, section.id));
  const lines = rows.lines.filter(({ sectionId }) => sectionId === section.id);
  return {
    mine: mine?.answer ?? null,
    line: mine?.line ?? '',
    counts,
    lines: leadsSection(actor, ...facts) ? quickLines(counts, lines) : null,
    may: mayAnswerQuickly(actor, ...facts),
  };
}

function answersIn(answers: readonly AnswerRow[], sectionId: string): Record<QuickAnswer, number> {
  const counts = { true: 0, 'not-here': 0, 'not-understood': 0 };
  for (const row of answers) if (row.sectionId === sectionId) counts[row.answer] = row.count;
  return counts;
}
