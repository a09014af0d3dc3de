import { sv } from '@delaktig/texts';
import { useEffect, useRef, useState } from 'react';
import { talkAnchor } from './answer.ts';
import { aboutsIn, draftOf } from './drafts.ts';
import type { About } from './threads-context.tsx';
import { useThreadActs, useThreads, useThreadsUi } from './threads-context.tsx';

const t = sv.threads.draft;

/** What somebody has begun to say of a section and not sent, and the way back to it. */
export function DraftOffers({ sectionId }: { sectionId: string }) {
  const { accountId } = useThreads();
  const { composing } = useThreadsUi();
  const { compose } = useThreadActs();
  const [abouts, setAbouts] = useState<readonly About[]>([]);
  const list = useRef<HTMLUListElement>(null);
  // What was pressed stays while its form is open: the focus comes back to it.
  const isOpen = composing !== null;
  useEffect(() => {
    if (isOpen) return;
    const kept = aboutsIn(accountId, sectionId);
    setAbouts((before) => (before.length === 0 && kept.length === 0 ? before : kept));
    const focused = list.current?.contains(document.activeElement) ? document.activeElement : null;
    const isGone = focused !== null && !kept.some((about) => draftOf(about) === focused.id);
    // What was sent goes with the button that one stood on.
    if (isGone) document.getElementById(talkAnchor(sectionId))?.focus({ preventScroll: true });
  }, [isOpen, accountId, sectionId]);
  if (abouts.length === 0) return null;
  return (
    <ul className="draft-offers not-printed" ref={list}>
      {abouts.map((about) => (
        <li key={draftOf(about)}>
          <span>{t.told(about.suggest === true, aboutWords(about))}</span>
          <button className="btn low" type="button" id={draftOf(about)} onClick={() => compose(about)}>
            {t.goOn}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** As much as one knows it by. */
function aboutWords({ anchor, name }: About): string | null {
  return 'quote' in anchor ? anchor.quote : name;
}
