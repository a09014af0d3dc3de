import type { OutlineNode, ReportView, ThreadAnchor } from '@delaktig/domain';
import { headingsOf } from '../report/outline.ts';
import { placeKey } from './pick.ts';

/** What things of the report are called where one speaks of them. */
export type Names = {
  /** By section: its title, and the id of its heading. */
  sections: ReadonlyMap<string, { title: string; anchor: string }>;
  /** By place, as `placeKey` has it. */
  figures: ReadonlyMap<string, string>;
};

export function namesIn(report: ReportView): Names {
  return {
    sections: new Map(
      headingsOf(report.outline).map(({ section, anchor, title }) => [section.id, { anchor, title }]),
    ),
    figures: new Map(report.outline.flatMap(figuresIn)),
  };
}

/** What a comment is about, where it is a figure. */
export function figureName(names: Names, sectionId: string, anchor: ThreadAnchor): string | null {
  const key = placeKey(sectionId, anchor);
  return key === null ? null : (names.figures.get(key) ?? null);
}

function figuresIn(node: OutlineNode): [string, string][] {
  const below = node.children.flatMap((child: OutlineNode) => figuresIn(child));
  const sectionId = node.section?.id;
  const own: [ThreadAnchor, string][] =
    node.kind === 'goal'
      ? [
          ...node.indicators.map(({ id, name }): [ThreadAnchor, string] => [{ of: 'indicator', id }, name]),
          ...node.activities.map(({ id, name }): [ThreadAnchor, string] => [{ of: 'activity', id }, name]),
        ]
      : node.tables.flatMap(({ rows }, table) =>
          rows.map(({ label }, row): [ThreadAnchor, string] => [{ of: 'row', table, row }, label]),
        );
  const named = own.flatMap(([anchor, name]): [string, string][] => {
    const key = sectionId === undefined ? null : placeKey(sectionId, anchor);
    return key === null ? [] : [[key, name]];
  });
  return [...named, ...below];
}
