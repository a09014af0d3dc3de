import { sv } from '@delaktig/texts';
import { useEffect, useRef } from 'react';
import { Button } from 'react-aria-components/Button';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading as DialogHeading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Icon } from '../components/icons.tsx';
import type { Entry, SectionCounts } from './outline.ts';
import { Progress } from './progress.tsx';
import { Tree } from './tree.tsx';

const t = sv.report;

type Props = {
  entries: readonly Entry[];
  counts: SectionCounts;
  current: string | null;
  onFind: () => void;
  onFollow: (anchor: string) => void;
};

/** The contents at the left, at its place while one reads. */
export function ContentsColumn({ entries, counts, current, onFind, onFollow }: Props) {
  const column = useRef<HTMLElement>(null);
  useEffect(() => {
    const link = current === null ? null : column.current?.querySelector(`a[href="#${current}"]`);
    if (column.current !== null && link) keepInView(column.current, link);
  }, [current]);
  return (
    <nav ref={column} className="tree-column" id="innehall" aria-label={t.contents} tabIndex={-1}>
      <a className="close" href="#text">
        {t.closeContents}
      </a>
      <FindButton onFind={onFind} />
      <Progress counts={counts} />
      <div className="tree">
        <Tree entries={entries} current={current} onFollow={onFollow} />
      </div>
    </nav>
  );
}

/** The same list as a sheet, where the column has no room. */
export function ContentsSheet(props: Props & { isOpen: boolean; onOpenChange: (open: boolean) => void }) {
  const { entries, counts, current, onFind, onFollow, isOpen, onOpenChange } = props;
  return (
    <ModalOverlay className="sheet-shade" isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal className="sheet">
        <Dialog>
          {({ close }) => (
            <>
              <div className="dialog-head">
                <DialogHeading slot="title" level={2}>
                  {t.contents}
                </DialogHeading>
                <Button className="round" aria-label={t.closeContents} onPress={close}>
                  <Icon name="close" />
                </Button>
              </div>
              <FindButton onFind={onFind} />
              <Progress counts={counts} />
              <nav className="tree" aria-label={t.contents}>
                <Tree
                  entries={entries}
                  current={current}
                  onFollow={(anchor) => {
                    onFollow(anchor);
                    close();
                  }}
                />
              </nav>
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function FindButton({ onFind }: { onFind: () => void }) {
  return (
    <button className="find" type="button" onClick={onFind} aria-keyshortcuts="Control+K">
      <Icon name="find" />
      {t.find}{' '}
      <span className="hint" aria-hidden="true">
        <kbd>{t.findKey}</kbd>
      </span>
    </button>
  );
}

/** Scrolls the column alone: `scrollIntoView` would move the page as well. */
function keepInView(column: HTMLElement, link: Element): void {
  const frame = column.getBoundingClientRect();
  const line = link.getBoundingClientRect();
  if (line.top < frame.top + 40) column.scrollTop += line.top - frame.top - 40;
  else if (line.bottom > frame.bottom - 40) column.scrollTop += line.bottom - frame.bottom + 40;
}
