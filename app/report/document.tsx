import type { ReportView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { memo } from 'react';
import { FilterRow } from '../threads/filter-bar.tsx';
import { Outline } from './headings.tsx';
import { TitlePage } from './title-page.tsx';

/** The text itself; scrolling and dialogs leave it alone. */
export const Document = memo(function Document({ report }: { report: ReportView }) {
  return (
    <>
      <TitlePage report={report} />
      <FilterRow />
      {report.outline.length === 0 ? (
        <div className="row">
          <div className="text">
            <h2 className="subchapter-title">{sv.report.empty.heading}</h2>
            <p className="prose">{sv.report.empty.text}</p>
          </div>
        </div>
      ) : (
        <Outline nodes={report.outline} report={report} level={2} />
      )}
      {report.appendices.length === 0 ? null : (
        <section className="chapter">
          <div className="row appendices">
            <div className="text">
              <h2 className="chapter-title">{sv.report.appendices}</h2>
              <ol>
                {report.appendices.map((title) => (
                  <li key={title}>{title}</li>
                ))}
              </ol>
            </div>
          </div>
        </section>
      )}
      <div className="row end">
        <p className="text">{sv.report.endOfReport}</p>
      </div>
    </>
  );
});
