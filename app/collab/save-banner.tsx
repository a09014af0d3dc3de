import type { SectionView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import type { ReactNode, RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';
import { CopyWords } from '../components/copy-words.tsx';
import { useAside, useEngine, useIsMissing, useKeeps, useSaveState } from './collab-context.tsx';
import type { Held, SaveLine, SaveState } from './save-state.ts';
import { WORDS_ASIDE, WordsAside } from './words-aside.tsx';

/** What is wrong, what is safe and what to do; nothing while all is well. Told to those who listen as it comes. */
export function SaveBanner({ writes, sections }: { writes: boolean; sections: readonly SectionView[] }) {
  const state = useSaveState();
  const { line, held } = state;
  const keeps = useKeeps();
  const isMissing = useIsMissing();
  const back = useBack(state);
  const aside = useAside();
  const place = useRef<HTMLDivElement>(null);
  useRoom(place);
  return (
    <>
      <div className="save-banner" role="status" ref={place}>
        {line.kind === 'offline' || line.kind === 'away' ? (
          <NotSaving line={line} writes={writes} keeps={keeps} />
        ) : null}
        {line.kind === 'closed' ? <Closed line={line} writes={writes} keeps={keeps} /> : null}
        {held !== null && line.kind !== 'closed' ? <NotTaken held={held} keeps={keeps} /> : null}
        {isMissing ? <Missing writes={writes} /> : null}
        {back ? <span className="sr">{writes ? sv.save.back : sv.save.backReading}</span> : null}
        {aside.length > 0 ? <AsideTold /> : null}
      </div>
      <WordsAside sections={sections} />
    </>
  );
}

/** Stays in sight wherever one is in the report, until one has been there. */
function AsideTold() {
  const [seen, setSeen] = useState(false);
  if (seen) return null;
  const go = () => {
    setSeen(true);
    document.getElementById(WORDS_ASIDE)?.focus();
  };
  const look = (
    <button className="btn low" type="button" onClick={go}>
      {sv.save.aside.look}
    </button>
  );
  return (
    <Told title={sv.save.aside.told} acts={look}>
      {sv.save.aside.where}
    </Told>
  );
}

/** What else stays in sight stands below the banner, however high that is: `--banner`, in px. */
function useRoom(place: RefObject<HTMLElement>): void {
  useEffect(() => {
    const banner = place.current;
    if (!banner) return;
    const { style } = document.documentElement;
    const watch = new ResizeObserver(() => style.setProperty('--banner', `${banner.offsetHeight}px`));
    watch.observe(banner);
    return () => {
      watch.disconnect();
      style.removeProperty('--banner');
    };
  }, [place]);
}

type Of<Kind> = { line: Extract<SaveLine, { kind: Kind }>; writes: boolean; keeps: boolean };

function NotSaving({ line, writes, keeps }: Of<'offline' | 'away'>) {
  const { title, nothing, kept, inTab, reading } =
    line.kind === 'away' ? sv.save.awayBanner : sv.save.offlineBanner;
  const words = line.unsent === 0 ? (writes ? nothing : reading) : keeps ? kept : inTab;
  return (
    <Told title={title}>
      {words}
      {/* Runs while one types: those who listen find it in the masthead's line. */}
      {line.unsent > 0 ? (
        <span className="count" aria-hidden="true">
          {' '}
          {sv.save.onlyHere(line.unsent)}
        </span>
      ) : null}
    </Told>
  );
}

function Missing({ writes }: { writes: boolean }) {
  const { title, writing, reading } = sv.save.missing;
  return (
    <Told title={title} acts={<Reload />}>
      {writes ? writing : reading}
    </Told>
  );
}

function Closed({ line: { code, unsent }, writes, keeps }: Of<'closed'>) {
  const engine = useEngine();
  const { signedOut, oldPage, refused } = sv.save;
  const copy = unsent > 0 ? () => engine?.unsentWords() ?? '' : null;
  if (code === 4401) {
    const words =
      unsent === 0 ? (writes ? signedOut.safe : null) : (keeps ? signedOut.kept : signedOut.inTab)(unsent);
    const acts = (
      <>
        <a className="btn low" href="/logga-in" target="_blank" rel="noopener">
          {signedOut.signIn}
        </a>
        <button className="btn low" type="button" onClick={() => engine?.retry()}>
          {signedOut.connect}
        </button>
      </>
    );
    return (
      <Told title={signedOut.title} acts={acts} copy={copy}>
        {words} {signedOut.act}
      </Told>
    );
  }
  const words = code === 4426 ? oldPage : refused;
  return (
    <Told title={words.title} acts={<Reload />} copy={copy}>
      {unsent === 0 ? words.safe : (keeps ? words.kept : words.inTab)(unsent)}
    </Told>
  );
}

/** Sections that do not take what one writes, while the rest of the page goes on. */
function NotTaken({ held: { code, unsent, sections }, keeps }: { held: Held; keeps: boolean }) {
  const engine = useEngine();
  const { closedSection, notTaken, refused } = sv.save;
  const names = sections.map((id) => engine?.nameOf(id) ?? '').filter((name) => name !== '');
  const copy = unsent > 0 ? () => engine?.unsentWords(sections) ?? '' : null;
  if (code !== 4403) {
    return (
      <Told title={refused.title} acts={<Reload />} copy={copy}>
        {unsent === 0 ? refused.safe : (keeps ? refused.kept : refused.inTab)(unsent)}
      </Told>
    );
  }
  if (unsent > 0) {
    return (
      <Told title={notTaken.title} copy={copy}>
        {names.length > 0 ? notTaken.where(names) : notTaken.nowhere}{' '}
        {(keeps ? notTaken.kept : notTaken.inTab)(unsent)}
      </Told>
    );
  }
  const seen = (
    <button className="btn low" type="button" onClick={() => engine?.dismiss()}>
      {closedSection.seen}
    </button>
  );
  return (
    <Told title={closedSection.title(names)} acts={seen}>
      {closedSection.text}
    </Told>
  );
}

function Reload() {
  return (
    <button className="btn low" type="button" onClick={() => location.reload()}>
      {sv.save.reload}
    </button>
  );
}

type ToldProps = { title: string; acts?: ReactNode; copy?: (() => string) | null; children: ReactNode };

function Told({ title, acts, copy, children }: ToldProps) {
  return (
    <div className="state off">
      <p>
        <b>{title}</b> {children}
      </p>
      {acts || copy ? (
        <div className="what-to-do">
          {acts}
          {copy ? <CopyWords words={copy} /> : null}
        </div>
      ) : null}
    </div>
  );
}

/** Whether contact has come back and everything is saved, after it had been lost. */
function useBack({ line: { kind } }: SaveState): boolean {
  const wasAway = useRef(false);
  const [back, setBack] = useState(false);
  useEffect(() => {
    if (kind === 'offline' || kind === 'away' || kind === 'closed') {
      wasAway.current = true;
      setBack(false);
    } else if (wasAway.current && (kind === 'saved' || kind === 'idle')) {
      wasAway.current = false;
      setBack(true);
    }
  }, [kind]);
  return back;
}
