import type { HeadingNode, OutlineNode, ReportView } from '@delaktig/domain';
import { Heading } from '../components/heading.tsx';
import { SectionEnd } from '../road/section-end.tsx';
import { SideState } from '../road/section-state.tsx';
import { SectionTalk } from '../threads/section-talk.tsx';
import { Goal } from './goals.tsx';
import { anchorOf } from './outline.ts';
import { ReportTableRows } from './report-table.tsx';
import { FieldText } from './section-fields.tsx';
import { SidePens } from './who-writes.tsx';

/** The document in print order: headings with their text and tables, goals under the heading that holds them. */
export function Outline(props: { nodes: readonly OutlineNode[]; report: ReportView; level: number }) {
  return props.nodes.map((node) =>
    node.kind === 'goal' ? (
      <Goal key={node.id} goal={node} report={props.report} level={props.level} />
    ) : (
      <Chapter key={node.id} node={node} report={props.report} level={props.level} />
    ),
  );
}

function Chapter({ node, report, level }: { node: HeadingNode; report: ReportView; level: number }) {
  const look = level === 2 ? 'chapter' : 'subchapter';
  const { section } = node;
  const field = section?.fields.find(({ kind }) => kind === 'content');
  return (
    <div className={look}>
      <section data-entry={anchorOf(node.id)}>
        <div className="row">
          <div className="side">
            <SideState section={section} />
            {section === null ? null : <SidePens sectionId={section.id} />}
          </div>
          <div className="text">
            <Heading level={level} id={anchorOf(node.id)} className={`${look}-title`} focusable>
              {node.title}
            </Heading>
          </div>
        </div>
        {section === null || field === undefined || isBare(node) ? null : (
          <div className="row block">
            <FieldText section={section} field={field} label={node.title} top={level + 1} />
          </div>
        )}
        {node.tables.map((table, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: tables of a heading have no id and keep their order
          <ReportTableRows key={index} table={table} place={index} section={section} heading={node.title} />
        ))}
        {section === null || (isBare(node) && node.tables.length === 0) ? null : (
          <SectionTalk section={section} title={node.title} />
        )}
        {section === null || isBare(node) ? null : <SectionEnd section={section} title={node.title} />}
      </section>
      <Outline nodes={node.children} report={report} level={level + 1} />
    </div>
  );
}

/** A heading that only gathers others, or a table, and into which the reader cannot write: nothing is missing there. */
function isBare(node: HeadingNode): boolean {
  if (node.section === null) return true;
  const empty = node.section.fields.every(({ content }) => content.length === 0);
  return empty && !node.section.rights.write && (node.children.length > 0 || node.tables.length > 0);
}
