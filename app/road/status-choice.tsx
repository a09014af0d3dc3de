import type { GoalNode, GoalStatus, SectionView } from '@delaktig/domain';
import { GOAL_STATUSES } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { useState } from 'react';
import { Status, StatusShape } from '../components/status.tsx';
import { ActForm } from './act-form.tsx';
import { Ask } from './ask.tsx';
import { useRoad } from './road-context.tsx';

const t = sv.road.status;

type Choice = GoalStatus | null;

/** Whether the goal is reached: the word for all, and the choice for who may judge. Chosen is sent at once. */
export function StatusChoice({
  goal,
  section,
  title,
}: {
  goal: GoalNode;
  section: SectionView;
  title: string;
}) {
  const { report } = useRoad();
  const [sent, setSent] = useState<{ status: Choice; over: typeof report } | null>(null);
  // What one chose is shown until the page has read what holds.
  const status = sent?.over === report ? sent.status : (goal.status?.value ?? null);
  return (
    <>
      {status === null ? <span className="muted">{t.none}</span> : <Status status={status} />}
      <div className="status-choice">
        <Ask label={status === null ? t.choose : t.change} about={title} group={`ask-${section.id}`} bare>
          <ActForm
            act="set-status"
            place={section.id}
            given={{ goalId: goal.id }}
            done={t.done}
            onSend={(body) => setSent(body === null ? null : { status: statusIn(body), over: report })}
          >
            <fieldset>
              <legend>{t.legend(title)}</legend>
              {[...GOAL_STATUSES, null].map((one) => (
                <button
                  key={one ?? 'not-judged'}
                  className="choice"
                  type="submit"
                  name="status"
                  value={one ?? ''}
                  aria-pressed={one === status}
                >
                  {one === null ? <span className="shape" /> : <StatusShape status={one} />}
                  {one === null ? t.none : sv.status[one]}
                </button>
              ))}
            </fieldset>
          </ActForm>
        </Ask>
      </div>
    </>
  );
}

function statusIn(body: FormData): Choice {
  return GOAL_STATUSES.find((status) => status === body.get('status')) ?? null;
}
