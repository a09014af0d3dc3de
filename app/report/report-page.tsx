import type { ReportView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { useMemo, useState } from 'react';
import { SaveBanner } from '../collab/index.ts';
import { PageThreads } from '../threads/page-threads.tsx';
import { useThreadActs } from '../threads/threads-context.tsx';
import { useSteps } from '../threads/use-steps.ts';
import { selectedWords } from '../threads/words/selected-words.ts';
import { useComposeWords } from '../threads/words/use-compose-words.ts';
import { ContentsColumn, ContentsSheet } from './contents.tsx';
import { Document } from './document.tsx';
import { Finder } from './finder.tsx';
import { goToSection } from './go-to.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { countSections, entriesOf, flatten, sectionsOf } from './outline.ts';
import { ReportMasthead } from './report-masthead.tsx';
import { ThumbBar } from './thumb-bar.tsx';
import { useCurrentSection } from './use-current-section.ts';
import { useKeys } from './use-keys.ts';

type Opened = 'contents' | 'finder' | 'keys' | null;

/** A report as one readable document, with its contents at the left and a margin at the right. */
export function ReportPage({ report }: { report: ReportView }) {
  const entries = useMemo(() => entriesOf(report.outline), [report]);
  const inOrder = useMemo(() => flatten(entries), [entries]);
  const sections = useMemo(() => sectionsOf(report.outline), [report]);
  const counts = useMemo(() => countSections(report), [report]);
  const [current, setCurrent] = useCurrentSection();
  const [opened, setOpened] = useState<Opened>(null);
  const opening = (what: Opened) => (open: boolean) => setOpened(open ? what : null);
  const find = () => setOpened('finder');

  const place = inOrder.findIndex(({ anchor }) => anchor === current);
  const next = inOrder[place + 1] ?? null;
  const go = (step: number) => {
    const entry = inOrder[Math.max(0, Math.min(inOrder.length - 1, place + step))];
    if (entry === undefined) return;
    setCurrent(entry.anchor);
    goToSection(entry.anchor);
  };
  const here = inOrder[place]?.section ?? null;
  const { compose, list } = useThreadActs();
  const steps = useSteps();
  const composeWords = useComposeWords();
  const comment = () => {
    const words = selectedWords(document.getSelection());
    if (words !== null) composeWords(words, false);
    else if (here !== null && here.rights.comment !== 'no')
      compose({ sectionId: here.id, anchor: { of: 'section' }, name: null });
  };
  const { single, setSingle } = useKeys({
    next: () => go(1),
    previous: () => go(-1),
    find,
    help: () => setOpened('keys'),
    comment,
    nextUnread: steps.nextUnread,
    nextThread: steps.next,
    previousThread: steps.previous,
  });

  return (
    <>
      <a className="skip" href="#text">
        {sv.chrome.skipToText}
      </a>
      <ReportMasthead report={report} onKeys={() => setOpened('keys')} />
      <SaveBanner writes={counts.writable > 0} sections={sections} />
      <div className="frame">
        <ContentsColumn
          entries={entries}
          counts={counts}
          current={current}
          onFind={find}
          onFollow={setCurrent}
        />
        <main className="document" id="text" tabIndex={-1}>
          <Document report={report} />
        </main>
        <PageThreads report={report} />
      </div>
      <ThumbBar
        next={next}
        first={inOrder[0] ?? null}
        onContents={() => setOpened('contents')}
        talk={here}
        onTalk={list}
      />
      <ContentsSheet
        entries={entries}
        counts={counts}
        current={current}
        onFind={find}
        onFollow={setCurrent}
        isOpen={opened === 'contents'}
        onOpenChange={opening('contents')}
      />
      <Finder entries={inOrder} isOpen={opened === 'finder'} onOpenChange={opening('finder')} />
      <KeysDialog
        isOpen={opened === 'keys'}
        onOpenChange={opening('keys')}
        single={single}
        onSingle={setSingle}
      />
    </>
  );
}
