import type { GoalStatus, OutlineNode, ReportView, SectionView } from '@delaktig/domain';
import { plainText } from '@delaktig/domain';
import { sv } from '@delaktig/texts';

/** How a line of the tree is set: a heading or direction, an area, a board goal, the unit's own goal, a subheading. */
export type EntryLook = 'top' | 'area' | 'board' | 'own' | 'sub';

/** One line of the tree and of the finder, one stop of "next section". */
export type Entry = {
  /** The id of the heading on the page, without `#`. */
  anchor: string;
  look: EntryLook;
  number: string | null;
  title: string;
  /** The titles above it, outermost first, for the finder. */
  path: string[];
  status: GoalStatus | null;
  section: SectionView | null;
  children: Entry[];
};

/** The anchor of a node's heading. Ids are UUIDs and may begin with a figure, which CSS selectors do not take. */
export function anchorOf(nodeId: string): string {
  return `a-${nodeId}`;
}

/** The tree that the page shows: goals that only carry others below them step back. */
export function entriesOf(outline: readonly OutlineNode[]): Entry[] {
  return outline.flatMap((node) => entries(node, [], 0));
}

function entries(node: OutlineNode, path: string[], depth: number): Entry[] {
  const title = titleOf(node);
  const below = [...path, title];
  const children = node.children.flatMap((child: OutlineNode) => entries(child, below, depth + 1));
  // A board goal without a room says nothing that the tree needs; nor does a heading that only holds the goals.
  if (node.kind === 'goal' && node.level === 'board' && node.section === null) return children;
  if (node.kind === 'heading' && node.contains === 'goals' && node.section === null && depth === 0) {
    return node.children.flatMap((child: OutlineNode) => entries(child, path, 0));
  }
  return [
    {
      anchor: anchorOf(node.id),
      look: lookOf(node, depth),
      number: node.kind === 'goal' ? node.number : null,
      title,
      path,
      status: node.kind === 'goal' ? (node.status?.value ?? null) : null,
      section: node.section,
      children,
    },
  ];
}

function lookOf(node: OutlineNode, depth: number): EntryLook {
  if (node.kind === 'heading') return depth === 0 ? 'top' : 'sub';
  switch (node.level) {
    case 'direction':
      return 'top';
    case 'area':
      return 'area';
    case 'board':
      return 'board';
    case 'unit':
      return 'own';
  }
}

/** What a node is called where its words are needed; a goal that refers to another has that line as its title. */
export function titleOf(node: OutlineNode): string {
  if (node.kind === 'heading') return node.title;
  return node.title ?? node.reference?.raw ?? sv.report.untitledGoal;
}

/** Entries in reading order. */
export function flatten(entries: readonly Entry[]): Entry[] {
  return entries.flatMap((entry) => [entry, ...flatten(entry.children)]);
}

export type SectionCounts = { all: number; ready: number; writable: number };

export function countSections(report: ReportView): SectionCounts {
  const sections = sectionsOf(report.outline);
  return {
    all: sections.length,
    ready: sections.filter(isSettled).length,
    writable: sections.filter(({ rights }) => rights.write).length,
  };
}

export function sectionsOf(outline: readonly OutlineNode[]): SectionView[] {
  return outline.flatMap((node) => [
    ...(node.section === null ? [] : [node.section]),
    ...sectionsOf(node.children),
  ]);
}

/** Where each section stands: the anchor of its heading, and what it is called. */
export function headingsOf(
  outline: readonly OutlineNode[],
): { section: SectionView; anchor: string; title: string }[] {
  return outline.flatMap((node) => [
    ...(node.section === null
      ? []
      : [{ section: node.section, anchor: anchorOf(node.id), title: titleOf(node) }]),
    ...headingsOf(node.children),
  ]);
}

export function isSettled(section: SectionView): boolean {
  return section.state === 'ready' || section.state === 'approved';
}

/** Whether any letter stands in a text. */
export function hasWords(content: SectionView['fields'][number]['content']): boolean {
  return plainText(content).trim() !== '';
}
