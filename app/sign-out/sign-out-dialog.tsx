import { sv } from '@delaktig/texts';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import * as Y from 'yjs';
import { typedWords } from '../collab/typed-words.ts';
import { CopyWords } from '../components/copy-words.tsx';
import type { UnsentPlace } from './leaving.ts';
import { unsentPlaces } from './leaving.ts';
import type { UnsentSource } from './unsent-sources.ts';

type Props = {
  accountId: string;
  sources: ReadonlySet<UnsentSource>;
  /** Where something was unsent when one asked to sign out. */
  places: UnsentPlace[];
  onStay: () => void;
  onLeave: () => Promise<void>;
};

const t = sv.signOut;

/** Asks what shall become of unsent words; to stay is what one does without thinking. */
export default function SignOutDialog({ accountId, sources, places: asked, onStay, onLeave }: Props) {
  const places = useUnsentPlaces(accountId, sources, asked);
  const [leaving, setLeaving] = useState(false);
  const leave = () => {
    if (leaving) return;
    setLeaving(true);
    void onLeave().finally(() => setLeaving(false));
  };
  const count = places.reduce((sum, place) => sum + place.count, 0);
  const waiting = places.reduce((sum, place) => sum + place.waiting, 0);
  return (
    <ModalOverlay className="shade" isOpen onOpenChange={(open) => open || onStay()}>
      <Modal className="dialog">
        <Dialog role="alertdialog" className="question">
          <Heading slot="title" level={2}>
            {count === 0 ? t.allSent : t.title(count)}
          </Heading>
          {count === 0 ? null : (
            <>
              <p>{t.text(count)}</p>
              <Places places={places} />
              <CopyWords words={() => places.map(wordsOf).join('\n\n')} />
              {waiting > 0 ? <p>{t.wait(waiting)}</p> : null}
            </>
          )}
          <div className="acts">
            <Button className="btn main" autoFocus onPress={onStay}>
              {t.stay}
            </Button>
            <Button className="btn" onPress={leave} aria-disabled={leaving}>
              {leaving ? t.leaving : count === 0 ? sv.chrome.signOut : t.leave(count)}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Places({ places }: { places: readonly UnsentPlace[] }) {
  return (
    <ul className="places">
      {places.map(({ key, reportId, reportName, sectionName, count }) => (
        <li key={key}>
          <b>{sectionName}</b>, {t.changes(count)}
          <br />
          {/* A whole page: the report is opened anew, and what is kept for it is sent. */}
          <a href={`/rapporter/${reportId}`}>{reportName}</a>
        </li>
      ))}
    </ul>
  );
}

const wordsOf = ({ parts }: UnsentPlace): string => typedWords(Y.mergeUpdates(parts));

/** Follows what is sent while one thinks. */
function useUnsentPlaces(
  accountId: string,
  sources: ReadonlySet<UnsentSource>,
  asked: UnsentPlace[],
): UnsentPlace[] {
  const [places, setPlaces] = useState(asked);
  useEffect(() => {
    let latest = 0;
    const look = async () => {
      latest += 1;
      const mine = latest;
      const found = await unsentPlaces(accountId, sources);
      if (mine === latest) setPlaces(found);
    };
    const stops = [...sources].map((source) => source.subscribe(() => void look()));
    return () => {
      latest = -1;
      for (const stop of stops) stop();
    };
  }, [accountId, sources]);
  return places;
}
