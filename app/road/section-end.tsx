import type { SectionView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { Ask } from './ask.tsx';
import { History } from './history.tsx';
import { GiveForm, ModeForm } from './mode-form.tsx';
import { TellsRefusal, useRoad } from './road-context.tsx';
import { Approve, MarkReady, Reopen, RestoreApproved } from './section-acts.tsx';
import { CameBack, SectionStateLine } from './section-state.tsx';

const t = sv.road;

/** Under a section: how it stands, and what the reader may do with it; the rights decide each button. */
export function SectionEnd({ section, title }: { section: SectionView; title: string }) {
  const { report } = useRoad();
  const group = `ask-${section.id}`;
  const { rights, mayRestore, deputies } = section;
  const mayGive = report.rights.lead && (report.leading?.deputies.length ?? 0) > 0;
  const given = { section, title, group };
  return (
    <div className="row section-end">
      <div className="text">
        <SectionStateLine section={section} report={report.state} />
        {deputies.length > 0 && (rights.open || rights.markReady) ? (
          <p className="has">{t.give.has(deputies.map(({ name }) => name || sv.roles.deputy))}</p>
        ) : null}
        <CameBack section={section} />
        <div className="road-acts">
          {rights.approve ? <Approve {...given} /> : null}
          {rights.markReady ? <MarkReady {...given} /> : null}
          {rights.reopen ? <Reopen {...given} /> : null}
          {rights.open ? (
            <Ask label={t.mode.ask} about={title} group={group}>
              <ModeForm of={section} title={title} />
              {mayGive ? <GiveForm of={section} title={title} /> : null}
            </Ask>
          ) : null}
          {mayRestore ? <RestoreApproved {...given} /> : null}
          <History {...given} />
        </div>
        <TellsRefusal place={section.id} />
      </div>
    </div>
  );
}
