import { sv } from '@delaktig/texts';
import { useMemo, useRef } from 'react';
import { ThreadCard } from './card.tsx';
import { ComposeForm } from './comment-form.tsx';
import { FilterBar } from './filter-bar.tsx';
import { picked } from './pick.ts';
import { useThreads, useThreadsUi } from './threads-context.tsx';
import type { MarginItem } from './use-stack.ts';
import { useStack } from './use-stack.ts';

/** The place of the comment that is being written. */
const NEW = 'new';

/** Beside the text: each thread level with what it is about, those above and below pushed away. */
export function ThreadMargin() {
  const { view, names } = useThreads();
  const { filter, activeId, composing } = useThreadsUi();
  const margin = useRef<HTMLElement>(null);
  const threads = useMemo(() => picked(view.threads, filter, activeId), [view, filter, activeId]);
  const items = useMemo(
    (): readonly MarginItem[] => (composing === null ? threads : [{ id: NEW, ...composing }, ...threads]),
    [threads, composing],
  );
  const active = composing === null ? activeId : NEW;
  const { tops, shown, measure } = useStack({ margin, items, names, activeId: active });
  const near = threads
    .filter(({ id }) => shown.has(id))
    .sort((a, b) => (tops.get(a.id) ?? 0) - (tops.get(b.id) ?? 0));
  return (
    <aside ref={margin} className="thread-margin" aria-label={sv.threads.region} tabIndex={-1}>
      <FilterBar />
      {composing === null ? null : (
        <div className="placed new" data-card={NEW} ref={measure} style={{ top: tops.get(NEW) ?? 0 }}>
          <ComposeForm what={composing} />
        </div>
      )}
      {near.map((thread) => (
        <div
          key={thread.id}
          className="placed"
          data-card={thread.id}
          ref={measure}
          style={{ top: tops.get(thread.id) ?? 0 }}
        >
          <ThreadCard thread={thread} isActive={thread.id === active} />
        </div>
      ))}
    </aside>
  );
}
