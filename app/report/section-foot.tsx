import type { ReportState, SectionView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { Icon } from '../components/icons.tsx';
import { whoWrites } from './may-write.ts';

const ICONS = { you: 'pen', others: 'pen', nobody: 'lock' } as const;

/** The quiet line under a section: who may write here. */
export function SectionFoot({ section, state }: { section: SectionView; state: ReportState }) {
  const { kind, text } = whoWrites(section, state);
  return (
    <div className="row foot">
      <div className="text">
        <p className={kind === 'you' ? 'may-write' : undefined}>
          <Icon name={ICONS[kind]} />
          {section.state === 'reopened' ? `${sv.report.foot.reopened} ` : ''}
          {text}
        </p>
      </div>
    </div>
  );
}
