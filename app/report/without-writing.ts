import type { OutlineNode, ReportView } from '@delaktig/domain';

/** The report as it stands on the page, for who may not open it any more: nothing can be written. */
export function withoutWriting(report: ReportView): ReportView {
  return { ...report, outline: report.outline.map(locked) };
}

function locked<Node extends OutlineNode>(node: Node): Node {
  const { section } = node;
  return {
    ...node,
    section: section === null ? null : { ...section, rights: { ...section.rights, write: false } },
    children: node.children.map((child: OutlineNode) => locked(child)),
  };
}
