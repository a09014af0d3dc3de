import type { Content } from './content.ts';
import { plainText } from './content.ts';
import type { ReportKind } from './report.ts';
import type { Missing } from './road.ts';
import type { SectionParts } from './section-version.ts';
import type { FieldView } from './view.ts';

/**
 * What a section is not whole without, as far as a machine can see. A goal of the unit has a judgement and what its
 * kind of report asks for; a heading has text, unless it only opens what stands below it (`opens`); indicators and
 * activities are commented, except in a plan, where nothing has happened yet. A goal that only refers is whole.
 * Comments have an outcome (`unanswered`: how many have none).
 */
export function missingIn(
  kind: ReportKind,
  section: SectionParts,
  opens: boolean,
  unanswered = 0,
): Missing[] {
  const titled = { sectionId: section.id, title: section.title ?? '' };
  const empty = section.fields.filter(({ content }) => isEmpty(content));
  const own = empty.flatMap(({ kind: field }): Missing[] => {
    if (field === 'indicator' || field === 'activity') return [];
    if (field === 'analysis') return kind === 'VP' ? [] : [{ kind: 'analysis', ...titled }];
    if (field === 'content' && (opens || section.tables.length > 0)) return [];
    return [{ kind: 'text', ...titled, field }];
  });
  return [
    ...own,
    ...missingStatus(kind, section),
    ...(kind === 'VP' ? [] : missingOfFacts(section, empty)),
    ...(unanswered === 0 ? [] : [{ kind: 'unanswered' as const, ...titled, count: unanswered }]),
  ];
}

function missingStatus(kind: ReportKind, { id, title, level, reference, status }: SectionParts): Missing[] {
  if (kind === 'VP' || level !== 'unit' || reference !== null || status !== null) return [];
  return [{ kind: 'status', sectionId: id, title: title ?? '' }];
}

function missingOfFacts(section: SectionParts, empty: readonly FieldView[]): Missing[] {
  const titled = { sectionId: section.id, title: section.title ?? '' };
  const isMissing = (fact: { field: string }) => empty.some(({ name }) => name === fact.field);
  return [
    ...section.indicators
      .filter(isMissing)
      .map(({ name }): Missing => ({ kind: 'indicator-analysis', ...titled, of: name })),
    ...section.activities
      .filter(isMissing)
      .map(({ name }): Missing => ({ kind: 'activity-analysis', ...titled, of: name })),
  ];
}

function isEmpty(content: Content): boolean {
  return plainText(content).trim() === '';
}
