import { sv } from '@delaktig/texts';
import { Button } from 'react-aria-components/Button';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Switch } from 'react-aria-components/Switch';
import { Icon } from '../components/icons.tsx';

const t = sv.keys;

const KEYS: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ['j'], does: t.next },
  { keys: ['k'], does: t.previous },
  { keys: ['c'], does: sv.threads.keys.comment },
  { keys: ['Ctrl Alt M'], does: sv.markedWords.keys.comment },
  { keys: ['F7'], does: sv.markedWords.keys.mark },
  { keys: ['n'], does: sv.threads.keys.fresh },
  { keys: ['t'], does: sv.threads.keys.next },
  { keys: ['T'], does: sv.threads.keys.previous },
  { keys: ['Ctrl K', '⌘ K'], does: t.find },
  { keys: ['F6'], does: t.regions },
  { keys: ['?'], does: t.help },
  { keys: ['Esc'], does: t.close },
];

type Props = {
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  /** Whether keys of one letter are on; those who dictate may want them off. */
  single: boolean;
  onSingle: (on: boolean) => void;
};

export function KeysDialog({ isOpen, onOpenChange, single, onSingle }: Props) {
  return (
    <ModalOverlay className="shade" isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal className="dialog">
        <Dialog>
          <div className="dialog-head">
            <Heading slot="title" level={2}>
              {t.heading}
            </Heading>
            <Button className="round" slot="close" aria-label={sv.chrome.close}>
              <Icon name="close" />
            </Button>
          </div>
          <p className="dialog-text">{t.intro}</p>
          <dl className="keys">
            {KEYS.map(({ keys, does }) => (
              <div key={does}>
                <dt>
                  {keys.map((key, index) => (
                    <span key={key}>
                      {index === 0 ? null : ` ${t.or} `}
                      <kbd>{key}</kbd>
                    </span>
                  ))}
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
          <p className="keys-foot">
            <Switch className="switch" isSelected={single} onChange={onSingle}>
              <span className="track" />
              {t.single}
            </Switch>
          </p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
