import { sv } from '@delaktig/texts';
import { Icon } from '../components/icons.tsx';
import { stateAnchor, WHOLE_REPORT } from './answer.ts';
import { Fingerprint } from './fingerprint.tsx';
import {
  CloseComments,
  ManySections,
  OpenReport,
  RegistryNumber,
  ReturnReport,
  Submit,
} from './report-acts.tsx';
import { TellsRefusal, useRoad } from './road-context.tsx';

const t = sv.road.report;

/** The road of the whole report: what was handed in or sent back, and what the reader may do with it. */
export function ReportRoad() {
  const { report } = useRoad();
  const { rights, state, submission, returned } = report;
  const handedIn = state === 'submitted' || state === 'adopted';
  const acts = rights.lead || rights.receive;
  return (
    <div className="report-road" id={stateAnchor(WHOLE_REPORT)} tabIndex={-1}>
      {handedIn && submission !== null ? (
        <div className="section-state">
          <Icon name="lock" />
          <div>
            <p>{t.submitted(submission)}</p>
            <Fingerprint hex={submission.fingerprint} />
          </div>
        </div>
      ) : null}
      {!handedIn && returned !== null && returned.reason !== null ? (
        <div className="came-back">
          <p>{t.returned(returned)}</p>
          <blockquote>{returned.reason}</blockquote>
        </div>
      ) : null}
      {acts ? (
        <section className="road-acts" aria-label={t.heading}>
          {rights.lead ? (
            <>
              <OpenReport />
              {state === 'open' ? <CloseComments /> : null}
              <ManySections />
              <RegistryNumber />
              <Submit />
            </>
          ) : null}
          {rights.receive ? <ReturnReport /> : null}
        </section>
      ) : null}
      <TellsRefusal place={WHOLE_REPORT} />
    </div>
  );
}
