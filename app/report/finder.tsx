import { sv } from '@delaktig/texts';
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Input } from 'react-aria-components/Input';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { SearchField } from 'react-aria-components/SearchField';
import { Icon } from '../components/icons.tsx';
import { StatusShape } from '../components/status.tsx';
import { goToSection } from './go-to.ts';
import type { Entry } from './outline.ts';

const t = sv.report;

type Props = { entries: readonly Entry[]; isOpen: boolean; onOpenChange: (open: boolean) => void };

/** Finds a section by any word of its title, number or what stands above it. */
export function Finder({ entries, isOpen, onOpenChange }: Props) {
  const { contains } = useFilter({ sensitivity: 'base' });
  return (
    <ModalOverlay className="shade" isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal className="dialog finder">
        <Dialog aria-label={t.find}>
          {({ close }) => (
            <Autocomplete filter={contains}>
              <SearchField className="search" aria-label={t.find} autoFocus>
                <Icon name="find" />
                <Input placeholder={t.findPlaceholder} />
              </SearchField>
              <Menu
                aria-label={t.contents}
                items={entries.map((entry) => ({ ...entry, id: entry.anchor }))}
                renderEmptyState={() => <p className="none">{t.findNone}</p>}
                onAction={(anchor) => {
                  close();
                  // After the dialog has given its focus back.
                  requestAnimationFrame(() => requestAnimationFrame(() => goToSection(String(anchor))));
                }}
              >
                {(entry) => (
                  <MenuItem
                    id={entry.anchor}
                    textValue={[entry.number, entry.title, ...entry.path].filter(Boolean).join(' ')}
                  >
                    {entry.status === null ? <span /> : <StatusShape status={entry.status} />}
                    <span className="name">
                      {entry.number === null ? '' : `${entry.number} `}
                      {entry.title}
                    </span>
                    {entry.path.length === 0 ? null : <span className="path">{entry.path.at(-1)}</span>}
                  </MenuItem>
                )}
              </Menu>
            </Autocomplete>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
