import type { SectionView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { countThreads } from '../threads/pick.ts';
import { useSectionThreads } from '../threads/threads-context.tsx';
import { ActButton, ActForm } from './act-form.tsx';
import { Ask } from './ask.tsx';
import { ReasonField } from './reason-field.tsx';
import { useRoad } from './road-context.tsx';

const t = sv.road;

export type ActProps = { section: SectionView; title: string; group: string };

/** What is missing is said first; then the mark is one press away, whatever is missing. */
export function MarkReady({ section, title, group }: ActProps) {
  const { report } = useRoad();
  const { state } = section;
  const { open } = countThreads(useSectionThreads(section.id));
  // How many are unanswered is heard of sooner than the rest.
  const missing = section.missing.filter(({ kind }) => kind !== 'unanswered');
  const means = state === 'ready' ? t.ready.after : report.rights.lead ? t.ready.manager : t.ready.deputy;
  const form = (label: string, despite: boolean) => (
    <ActForm
      act="mark-ready"
      place={section.id}
      given={{ sectionId: section.id, despite: String(despite) }}
      closesText
      done={t.ready.done}
      className="one-act"
    >
      {open === 0 ? null : <UnansweredReason count={open} />}
      <ActButton busy={t.ready.busy} about={title}>
        {label}
      </ActButton>
      <p className="means">{means}</p>
    </ActForm>
  );
  if (missing.length === 0 && open === 0) return form(t.ready.act, false);
  return (
    <Ask label={t.ready.ask} about={title} group={group}>
      {missing.length === 0 ? null : (
        <p>
          <b>{t.missing.left}</b> {t.missing.list(missing)}.
        </p>
      )}
      {form(t.ready.despite, true)}
    </Ask>
  );
}

/** A section with comments that nobody has answered is marked only with a reason. */
function UnansweredReason({ count }: { count: number }) {
  return (
    <div className="unanswered">
      <p>
        <b>{sv.threads.ready.unanswered(count)}</b>
      </p>
      <ReasonField label={sv.threads.ready.reason} hint={sv.threads.ready.reasonHint} />
    </div>
  );
}

/** `fingerprint`: of the very text and figures that the page shows. */
export function Approve({ section, title }: ActProps) {
  if (section.fingerprint === null) return null;
  return (
    <ActForm
      act="approve"
      place={section.id}
      given={{ sectionId: section.id, fingerprint: section.fingerprint }}
      closesText
      done={t.approve.done}
      className="one-act"
    >
      <ActButton busy={t.approve.busy} about={title}>
        {t.approve.act}
      </ActButton>
      <p className="means">{t.approve.what}</p>
    </ActForm>
  );
}

/** Whoever was to have the next word sends it back; others open again what they had closed. */
export function Reopen({ section, title, group }: ActProps) {
  const { state, rights } = section;
  const isBack = state === 'ready' && (rights.approve || rights.markReady);
  const words = isBack ? t.sendBack : t.reopen;
  return (
    <Ask label={words.ask} about={title} group={group}>
      <ActForm act="reopen" place={section.id} given={{ sectionId: section.id }} done={words.done}>
        <p>
          {words.what} {state === 'approved' ? t.reopen.approved : ''}
        </p>
        <ReasonField />
        <ActButton busy={words.busy} about={title}>
          {words.act}
        </ActButton>
      </ActForm>
    </Ask>
  );
}

export function RestoreApproved({ section, title, group }: ActProps) {
  return (
    <Ask label={t.restore.ask} about={title} group={group} bare>
      <ActForm
        act="restore-approved"
        place={section.id}
        given={{ sectionId: section.id }}
        closesText
        done={t.restore.done}
      >
        <p>{t.restore.what}</p>
        <ActButton busy={t.restore.busy} about={title}>
          {t.restore.act}
        </ActButton>
      </ActForm>
    </Ask>
  );
}
