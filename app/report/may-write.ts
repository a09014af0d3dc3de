import type { ReportState, SectionView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';

export type WhoWrites = { kind: 'you' | 'others' | 'nobody'; text: string };

/** Who may write in a section, in a sentence or two, strongest reason first as in the rights. */
export function whoWrites(section: SectionView, report: ReportState): WhoWrites {
  const t = sv.report.foot;
  if (report === 'submitted' || report === 'adopted') return { kind: 'nobody', text: t.handedIn };
  if (section.state === 'approved') return { kind: 'nobody', text: t.approved };
  if (section.state === 'ready') return { kind: 'nobody', text: t.ready };
  if (section.mode === 'closed' && !section.rights.write) return { kind: 'nobody', text: t.closed };
  const opened = openedFor(section);
  if (section.rights.write) {
    return { kind: 'you', text: opened === null ? t.mayWrite : `${opened} ${t.mayWriteToo}` };
  }
  return { kind: 'others', text: opened === null ? t.managerWrites : `${opened} ${t.read}` };
}

/** "Öppet för Nattgruppen att skriva i.", or null when nobody but those who lead it writes. */
export function openedFor({ mode, writers }: SectionView): string | null {
  if (mode !== 'write') return null;
  const names = [
    ...writers.groups.map(({ name }) => name),
    ...(writers.controllers ? [sv.road.mode.controllersInside] : []),
  ];
  return names.length === 0 ? null : sv.road.mode.openFor(names);
}
