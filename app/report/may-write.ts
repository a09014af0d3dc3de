import type { ReportState, SectionView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';

export type WhoWrites = { kind: 'you' | 'others' | 'nobody'; text: string };

/** Who may write in a section, in one sentence, strongest reason first as in the rights. */
export function whoWrites(section: SectionView, report: ReportState): WhoWrites {
  const t = sv.report.foot;
  if (report === 'submitted' || report === 'adopted') return { kind: 'nobody', text: t.handedIn };
  if (section.state === 'approved') return { kind: 'nobody', text: t.approved };
  if (section.state === 'ready') return { kind: 'nobody', text: t.ready };
  if (section.mode === 'closed') return { kind: 'nobody', text: t.closed };
  if (section.rights.write) {
    return { kind: 'you', text: section.mode === 'write' ? t.mayWriteWith : t.mayWrite };
  }
  return { kind: 'others', text: section.mode === 'write' ? t.openedFor : t.managerWrites };
}
