import type { RoadAct } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import type { ReactNode } from 'react';
import { createContext, useContext } from 'react';
import { WHOLE_REPORT } from './answer.ts';
import { useRoad } from './road-context.tsx';
import type { Phase } from './use-act.ts';
import { useAct } from './use-act.ts';

const PhaseContext = createContext<Phase>('idle');

type Props = {
  act: RoadAct['act'];
  /** A section's id; the whole report unless given. Where one comes back to. */
  place?: string;
  /** What the act needs beside what one fills in. */
  given?: Record<string, string>;
  closesText?: boolean;
  /** What is said when it went through. */
  done: string;
  className?: string;
  /** What is about to be sent, to be shown as if it had been; null when it was refused. */
  onSend?: (body: FormData | null) => void;
  children: ReactNode;
};

/** The form of one act. Posts itself where no script runs; otherwise the page stays, and tells what came of it. */
export function ActForm(props: Props) {
  const { act, place = WHOLE_REPORT, given = {}, closesText = false, done, className, onSend } = props;
  const { report, accountId } = useRoad();
  const { phase, submit } = useAct({
    place,
    done,
    closesText,
    onDone: closeAround,
    onRefused: () => onSend?.(null),
  });
  return (
    <form
      method="post"
      action={`/rapporter/${report.id}/gor`}
      className={className}
      aria-busy={phase !== 'idle' || undefined}
      onSubmit={(event) => {
        event.preventDefault();
        if (phase !== 'idle') return;
        const { submitter } = event.nativeEvent as SubmitEvent;
        const body = new FormData(event.currentTarget, submitter);
        onSend?.(body);
        submit(event.currentTarget, body);
      }}
    >
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="account" value={accountId} />
      <input type="hidden" name="place" value={place} />
      {Object.entries(given).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <PhaseContext.Provider value={phase}>{props.children}</PhaseContext.Provider>
    </form>
  );
}

/** Folds what was opened to fill in the form, and gives the focus back to what opened it. */
function closeAround(form: HTMLFormElement): void {
  const details = form.closest('details');
  if (details === null) return;
  const hadFocus = details.contains(document.activeElement);
  details.open = false;
  if (hadFocus) details.querySelector('summary')?.focus();
}

type ButtonProps = {
  busy?: string;
  main?: boolean;
  className?: string;
  /** What it is about, for those who do not see where it stands. */
  about?: string;
  children: ReactNode;
};

/** The button that sends the form: it stays where it is and says what it waits for. */
export function ActButton({ busy = sv.road.busy, main = false, className, about, children }: ButtonProps) {
  const phase = useContext(PhaseContext);
  return (
    <button
      className={className ?? (main ? 'btn main' : 'btn')}
      type="submit"
      aria-disabled={phase === 'idle' ? undefined : true}
    >
      {phase === 'waiting' ? sv.road.untilSaved : phase === 'busy' ? busy : children}
      {about === undefined || phase !== 'idle' ? null : <span className="sr"> {about}</span>}
    </button>
  );
}
