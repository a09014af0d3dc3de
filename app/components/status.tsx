import type { GoalStatus } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { Icon, type IconName } from './icons.tsx';

const SHAPES: Record<GoalStatus, IconName> = {
  fulfilled: 'full',
  partly: 'part',
  'not-fulfilled': 'not',
  none: 'none',
  'no-data': 'none',
};

/** The shape alone, for places where the word stands hidden or nearby. */
export function StatusShape(props: { status: GoalStatus }) {
  const shape = SHAPES[props.status];
  return <Icon name={shape} className={`shape ${shape}`} />;
}

/** Shape and word; never colour alone. */
export function Status(props: { status: GoalStatus }) {
  return (
    <span className="status">
      <StatusShape status={props.status} />
      {sv.status[props.status]}
    </span>
  );
}
