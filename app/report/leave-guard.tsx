import { sv } from '@delaktig/texts';
import { useBlocker } from '@remix-run/react';
import { useEffect } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useSaveState } from '../collab/index.ts';

const t = sv.report.leave;

/** Asks before words that exist in this page alone are left behind. */
export function LeaveGuard() {
  const state = useSaveState();
  const unsent = 'unsent' in state ? state.unsent : 0;
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsent > 0 && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (unsent === 0) return;
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, [unsent]);
  return (
    <ModalOverlay
      className="shade"
      isOpen={blocker.state === 'blocked'}
      onOpenChange={(open) => {
        if (!open) blocker.reset?.();
      }}
    >
      <Modal className="dialog">
        <Dialog role="alertdialog">
          <div className="dialog-head">
            <Heading slot="title" level={2}>
              {t.heading}
            </Heading>
          </div>
          <p className="dialog-text">{t.text(unsent)}</p>
          <div className="dialog-acts">
            {/* biome-ignore lint/a11y/noAutofocus: a dialog takes the focus, and the safe choice has it */}
            <button className="btn main" type="button" autoFocus onClick={() => blocker.reset?.()}>
              {t.stay}
            </button>
            <button className="btn" type="button" onClick={() => blocker.proceed?.()}>
              {t.leave}
            </button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
