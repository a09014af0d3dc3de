import { sv } from '@delaktig/texts';
import { Button } from 'react-aria-components/Button';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Icon } from '../components/icons.tsx';
import { ThreadCard } from './card.tsx';
import { ComposeForm } from './comment-form.tsx';
import { FilterBar } from './filter-bar.tsx';
import { picked } from './pick.ts';
import { useSectionThreads, useThreadActs, useThreads, useThreadsUi } from './threads-context.tsx';

const t = sv.threads;

/** A section's comments on a phone, over the lower part of the text. */
export function ThreadSheet({ mayComment }: { mayComment: (sectionId: string) => boolean }) {
  const { isSheet, listed } = useThreadsUi();
  const { list, stopComposing, fold } = useThreadActs();
  const close = () => {
    stopComposing();
    fold();
    list(null);
  };
  return (
    <ModalOverlay
      className="sheet-shade threads"
      isOpen={isSheet}
      onOpenChange={(open) => (open ? undefined : close())}
      isDismissable
    >
      <Modal className="sheet">
        <Dialog className="thread-sheet">
          {listed === null ? null : <Inside sectionId={listed} may={mayComment(listed)} onClose={close} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Inside({ sectionId, may, onClose }: { sectionId: string; may: boolean; onClose: () => void }) {
  const { names } = useThreads();
  const { filter, activeId, composing } = useThreadsUi();
  const { compose } = useThreadActs();
  const all = useSectionThreads(sectionId);
  const threads = picked(all, filter, activeId);
  const title = names.sections.get(sectionId)?.title ?? '';
  return (
    <>
      <div className="dialog-head">
        <Heading slot="title" level={2}>
          {t.sheet(title)}
        </Heading>
        <Button className="round" aria-label={t.close} onPress={onClose}>
          <Icon name="close" />
        </Button>
      </div>
      {composing === null ? <FilterBar of={all} /> : null}
      {composing === null ? (
        may ? (
          <p className="talk-acts">
            <button
              className="btn"
              type="button"
              onClick={() => compose({ sectionId, anchor: { of: 'section' }, name: null })}
            >
              {t.commentSection}
            </button>
          </p>
        ) : null
      ) : (
        <ComposeForm what={composing} />
      )}
      {threads.length === 0 && composing === null ? (
        <p className="hint">{all.length === 0 ? t.none : t.noneLeft}</p>
      ) : null}
      {threads.map((thread) => (
        <ThreadCard key={thread.id} thread={thread} isActive={thread.id === activeId} />
      ))}
    </>
  );
}
