import type { Missing } from '@delaktig/domain';
import type { SectionRow } from '../database/report-rows.ts';
import type { Contents } from './contents.ts';

/** What a report is handed in without, in print order: of each section what it lacks, then that nobody has approved it. */
export function missingInReport(sections: readonly SectionRow[], contents: Contents): Missing[] {
  return sections
    .filter((row) => row.hasRoom)
    .flatMap((row) => {
      const title = contents.parts(row).title ?? '';
      const unapproved: Missing[] =
        row.state === 'approved' ? [] : [{ kind: 'approval', sectionId: row.id, title }];
      return [...contents.missing(row), ...unapproved];
    });
}
