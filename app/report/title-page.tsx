import type { ReportHeader, ReportView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { ReportRoad } from '../road/report-road.tsx';
import { countSections } from './outline.ts';

/** The head of the document: what it is, how it stands in a sentence or two, and its formal facts. */
export function TitlePage({ report }: { report: ReportView }) {
  const facts = factsOf(report.header);
  return (
    <header className="title-page">
      <div className="row">
        <div className="text">
          <p className="of">{report.unit.name}</p>
          <h1>
            {sv.kinds[report.kind].name} {report.year}
          </h1>
          <p className="lead">
            {leadOf(report)} <span className="to-you">{rightsOf(report)}</span>
          </p>
          {facts.length === 0 ? null : (
            <dl className="facts">
              {facts.map(([label, value]) => (
                <Fact key={label} label={label} value={value} />
              ))}
            </dl>
          )}
          <ReportRoad />
        </div>
      </div>
    </header>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}

/** State and how far it has come: a sentence each. */
function leadOf(report: ReportView): string {
  const t = sv.report.lead;
  const { all, ready } = countSections(report);
  const state = report.state === 'open' ? t.open(report.lastCommentDay) : t[report.state];
  const handedIn = report.state === 'submitted' || report.state === 'adopted';
  return all > 0 && !handedIn ? `${state} ${t.progress(ready, all)}` : state;
}

/** What the reader may do. It is said to a person, so it does not stand on paper. */
function rightsOf(report: ReportView): string | null {
  const { all, writable } = countSections(report);
  return writable > 0 ? sv.report.lead.mayWrite(writable, all) : null;
}

const FACTS = [
  'registryNumber',
  'date',
  'administration',
  'organisation',
  'officer',
  'phone',
  'email',
  'web',
  'addressee',
] as const satisfies (keyof ReportHeader)[];

/** The header's facts that are filled in; a label with nothing after it is no fact. */
function factsOf(header: ReportHeader): [string, string][] {
  const single = FACTS.flatMap((key): [string, string][] => {
    const value = header[key]?.trim() ?? '';
    return value === '' ? [] : [[sv.report.facts[key], value]];
  });
  return header.decisions.length === 0
    ? single
    : [...single, [sv.report.facts.decisions, header.decisions.join('; ')]];
}
