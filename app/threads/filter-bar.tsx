import type { ThreadView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { Icon } from '../components/icons.tsx';
import { InTextChoice } from './in-text-choice.tsx';
import { FILTERS, picked } from './pick.ts';
import { useThreadActs, useThreads, useThreadsUi } from './threads-context.tsx';
import { useSteps } from './use-steps.ts';

const t = sv.threads.filters;

/** Which comments are shown, and the way from one to the next. Nothing until somebody has commented. */
export function FilterBar({ of }: { of?: readonly ThreadView[] }) {
  const { view } = useThreads();
  const threads = of ?? view.threads;
  const { filter } = useThreadsUi();
  const { setFilter } = useThreadActs();
  const { next, previous } = useSteps();
  if (threads.length === 0) return null;
  return (
    <div className="filter-bar">
      {/* biome-ignore lint/a11y/useSemanticElements: buttons that are pressed, not fields of a form */}
      <div className="choices" role="group" aria-label={t.label}>
        {FILTERS.filter((name) => name !== 'group' || view.hasGroup).map((name) => (
          <button key={name} type="button" aria-pressed={name === filter} onClick={() => setFilter(name)}>
            {t.names[name]} <span>{picked(threads, name, null).length}</span>
          </button>
        ))}
      </div>
      <div className="steps-of">
        <button className="round back" type="button" aria-label={t.previous} onClick={previous}>
          <Icon name="next" />
        </button>
        <button className="round" type="button" aria-label={t.next} onClick={next}>
          <Icon name="next" />
        </button>
      </div>
      <InTextChoice />
    </div>
  );
}

/** Over the text, where the comments stand under their sections. */
export function FilterRow() {
  const { width } = useThreadsUi();
  if (width !== 'under') return null;
  return (
    <div className="row">
      <div className="text">
        <FilterBar />
      </div>
    </div>
  );
}
