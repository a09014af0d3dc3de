import type { GoalNode, ReportView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { Heading } from '../components/heading.tsx';
import { Status } from '../components/status.tsx';
import { SectionEnd } from '../road/section-end.tsx';
import { SideState } from '../road/section-state.tsx';
import { StatusChoice } from '../road/status-choice.tsx';
import { SectionTalk } from '../threads/section-talk.tsx';
import { Activities } from './activities.tsx';
import { Indicators } from './indicators.tsx';
import { hasInheritedWords, InheritedText } from './inherited-text.tsx';
import { anchorOf, titleOf } from './outline.ts';
import { FieldRow, fieldLabel, ownFields } from './section-fields.tsx';
import { SidePens } from './who-writes.tsx';

type Props = { goal: GoalNode; report: ReportView; level: number };

/** A goal and all that stands below it. */
export function Goal({ goal, report, level }: Props) {
  return (
    <div className={`goal-${goal.level}`}>
      <section data-entry={anchorOf(goal.id)}>
        {goal.level === 'unit' ? (
          <UnitHead goal={goal} report={report} level={level} />
        ) : goal.level === 'board' ? (
          <BoardHead goal={goal} report={report} level={level} />
        ) : (
          <CouncilHead goal={goal} report={report} level={level} />
        )}
        <GoalSection goal={goal} level={level} />
      </section>
      {goal.children.map((child) => (
        <Goal key={child.id} goal={child} report={report} level={level + 1} />
      ))}
    </div>
  );
}

/** What the unit writes and counts in a goal. */
function GoalSection({ goal, level }: { goal: GoalNode; level: number }) {
  const { section } = goal;
  return (
    <>
      {section === null
        ? null
        : ownFields(section).map(({ field, kind }) => (
            <FieldRow
              key={field.name}
              section={section}
              field={field}
              label={fieldLabel(kind)}
              level={level + 1}
            />
          ))}
      <Indicators indicators={goal.indicators} section={section} level={level + 1} />
      <Activities activities={goal.activities} section={section} level={level + 1} />
      {section === null ? null : (
        <>
          <SectionTalk section={section} title={titleOf(goal)} />
          <SectionEnd section={section} title={titleOf(goal)} />
        </>
      )}
    </>
  );
}

/** The city council's goals: number in the side, the interface's voice. */
function CouncilHead({ goal, level }: Props) {
  return (
    <div className="row">
      {goal.number === null ? null : (
        <p className="side number" aria-hidden="true">
          {goal.number}
        </p>
      )}
      <div className="text council">
        <span className="kind">{sv.levels[goal.level]}</span>
        <Heading level={level} id={anchorOf(goal.id)} className="council-title" focusable>
          {goal.number === null ? null : <span className="sr">{goal.number} </span>}
          {titleOf(goal)}
        </Heading>
        {goal.inherited === null || !hasInheritedWords(goal.inherited) ? null : (
          <div className="inherited">
            <InheritedText
              inherited={goal.inherited}
              lockedBy={sv.report.inherited.lockCouncil}
              section={goal.section}
              top={level + 1}
            />
          </div>
        )}
      </div>
    </div>
  );
}

function BoardHead({ goal, report, level }: Props) {
  return (
    <div className="row">
      <div className="side">
        <span>{sv.levels.board}</span>
        <SideState section={goal.section} />
        {goal.section === null ? null : <SidePens sectionId={goal.section.id} />}
      </div>
      <div className="text inherited">
        <Heading level={level} id={anchorOf(goal.id)} className="board-title" focusable>
          {goal.number === null ? null : `${goal.number} `}
          {titleOf(goal)}
        </Heading>
        {goal.inherited === null ? null : (
          <InheritedText
            inherited={goal.inherited}
            lockedBy={sv.report.inherited.lock(report.unit.administration)}
            section={goal.section}
            top={level + 1}
          />
        )}
      </div>
    </div>
  );
}

/** The unit's own goal, in the text's voice, with how it went. */
function UnitHead({ goal, report, level }: Props) {
  const judged = report.kind !== 'VP' && goal.reference === null;
  return (
    <div className="row unit-head">
      <div className="side">
        <span>{sv.levels.unit}</span>
        <SideState section={goal.section} />
        {goal.section === null ? null : <SidePens sectionId={goal.section.id} />}
      </div>
      <div className="text">
        <Heading level={level} id={anchorOf(goal.id)} className="unit-title" focusable>
          {goal.number === null ? null : `${goal.number} `}
          {titleOf(goal)}
        </Heading>
        {goal.status === null && !judged ? null : (
          <div className="statusline">
            {judged && goal.section?.rights.setStatus ? (
              <StatusChoice goal={goal} section={goal.section} title={titleOf(goal)} />
            ) : goal.status !== null ? (
              <Status status={goal.status.value} />
            ) : judged ? (
              <span className="muted">{sv.report.noStatus}</span>
            ) : null}
          </div>
        )}
        <Reference goal={goal} />
      </div>
    </div>
  );
}

/** A goal that is written elsewhere says where. */
function Reference({ goal }: { goal: GoalNode }) {
  if (goal.reference === null) return null;
  return (
    <p className="refers">
      {goal.title === null ? sv.report.refersTo : goal.reference.raw}{' '}
      {goal.reference.goal === null ? null : (
        <a href={`#${anchorOf(goal.reference.goal)}`}>{sv.report.toGoal}</a>
      )}
    </p>
  );
}
