import type { OutlineNode, ReportView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import type { Place, ReportPlaces } from '../collab/index.ts';
import { titleOf } from './outline.ts';

/** The report and its sections as one speaks of them where they are not at hand. */
export function placesOf(report: ReportView): ReportPlaces {
  const { name } = sv.kinds[report.kind];
  return {
    name: `${name} ${report.year}, ${report.unit.name}`,
    sections: new Map(report.outline.flatMap(sectionsIn)),
  };
}

type SectionEntry = [id: string, place: Place];

function sectionsIn(node: OutlineNode): SectionEntry[] {
  const below = node.children.flatMap((child: OutlineNode) => sectionsIn(child));
  const { section } = node;
  return section === null
    ? below
    : [[section.id, { name: titleOf(node), epoch: section.epoch, writes: section.rights.write }], ...below];
}
