import type { ReportState, SectionState, SectionView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import type { IconName } from '../components/icons.tsx';
import { Icon } from '../components/icons.tsx';
import { whoWrites } from '../report/may-write.ts';
import { stateAnchor } from './answer.ts';
import { Fingerprint } from './fingerprint.tsx';

const t = sv.road;

const SHAPES: Record<SectionState, IconName> = {
  draft: 'wait',
  ready: 'check',
  approved: 'lock',
  reopened: 'pen',
};

/** The shape of a section's state; its word stands beside it or is spoken. */
export function StateShape({ state, className = 'icon' }: { state: SectionState; className?: string }) {
  return <Icon name={SHAPES[state]} className={className} />;
}

/** Beside a section's head: how it stands, and the way to why. */
export function SideState({ section }: { section: SectionView | null }) {
  if (section === null || section.state === 'draft') return null;
  return (
    <p className="side-state">
      <a href={`#${stateAnchor(section.id)}`}>
        <StateShape state={section.state} />
        {sv.sectionStates[section.state]}
      </a>
    </p>
  );
}

/** How a section stands, in words and shape: whose word is next, who approved it, who may write. Prints. */
export function SectionStateLine({ section, report }: { section: SectionView; report: ReportState }) {
  const { state, approval } = section;
  const { kind, text } = whoWrites(section, report);
  return (
    <div className="section-state" id={stateAnchor(section.id)} tabIndex={-1}>
      <StateShape state={state} />
      <div>
        <p>
          <b>{sv.sectionStates[state]}</b>
          {stateWords(section).slice(sv.sectionStates[state].length)}{' '}
          <span className="not-on-paper">
            {nextWord(section)} <span className={kind === 'you' ? 'may-write' : undefined}>{text}</span>
          </span>
        </p>
        {state === 'approved' && approval !== null ? (
          <>
            {approval.soleAuthor ? <p>{t.soleAuthor}</p> : null}
            <Fingerprint hex={approval.fingerprint} />
          </>
        ) : null}
      </div>
    </div>
  );
}

/** Begins with the state's own word. */
function stateWords({ state, lastAct, approval }: SectionView): string {
  switch (state) {
    case 'draft':
      return t.state.draft();
    case 'ready':
      return t.state.ready(lastAct?.act === 'mark-ready' ? lastAct : null);
    case 'approved':
      return t.state.approved(approval);
    case 'reopened':
      return t.state.reopened(lastAct?.act === 'reopen' ? lastAct : null);
  }
}

function nextWord({ state, readyFor, rights }: SectionView): string {
  if (state !== 'ready') return '';
  if (rights.approve || (readyFor === 'manager' && rights.markReady)) return t.waitsForYou;
  return readyFor === 'manager' ? t.waitsForManager : t.waitsForApproval;
}

/** Why a section came back, for those who are to do something about it. */
export function CameBack({ section: { state, lastAct, rights } }: { section: SectionView }) {
  const isTheirs = rights.write || rights.markReady || rights.reopen;
  if (state !== 'reopened' || lastAct === null || lastAct.reason === null || !isTheirs) return null;
  return (
    <div className="came-back">
      <p>{t.cameBack(lastAct)}</p>
      <blockquote>{lastAct.reason}</blockquote>
    </div>
  );
}
