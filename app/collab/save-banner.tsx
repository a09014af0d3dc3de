import { sv } from '@delaktig/texts';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useEngine, useIsMissing, useSaveState } from './collab-context.tsx';
import type { SaveState } from './save-state.ts';

/** What is wrong, what is safe and what to do; nothing while all is well. Told to those who listen as it comes. */
export function SaveBanner({ writes }: { writes: boolean }) {
  const state = useSaveState();
  const isMissing = useIsMissing();
  const back = useBack(state);
  return (
    <div className="save-banner" role="status">
      {state.kind === 'offline' ? <Offline unsent={state.unsent} writes={writes} /> : null}
      {state.kind === 'closed' ? <Closed code={state.code} unsent={state.unsent} writes={writes} /> : null}
      {isMissing ? <Missing writes={writes} /> : null}
      {back ? <span className="sr">{writes ? sv.save.back : sv.save.backReading}</span> : null}
    </div>
  );
}

type Held = { unsent: number; writes: boolean };

function Offline({ unsent, writes }: Held) {
  const { title, nothing, unsent: kept, reading } = sv.save.offlineBanner;
  return <Told title={title}>{unsent > 0 ? kept : writes ? nothing : reading}</Told>;
}

function Missing({ writes }: { writes: boolean }) {
  const { title, writing, reading } = sv.save.missing;
  return (
    <Told title={title}>
      {writes ? writing : reading} <Reload />
    </Told>
  );
}

function Closed({ code, unsent, writes }: Held & { code: number }) {
  const engine = useEngine();
  const { signedOut, noRight, oldPage, refused } = sv.save;
  if (code === 4401) {
    return (
      <Told title={signedOut.title} copy={unsent > 0}>
        {unsent > 0 ? signedOut.unsent(unsent) : writes ? signedOut.safe : null} {signedOut.act}{' '}
        <span className="acts">
          <a className="btn low" href="/logga-in" target="_blank" rel="noopener">
            {signedOut.signIn}
          </a>
          <button className="btn low" type="button" onClick={() => engine?.retry()}>
            {signedOut.connect}
          </button>
        </span>
      </Told>
    );
  }
  const words = code === 4403 ? noRight : code === 4426 ? oldPage : refused;
  return (
    <Told title={words.title} copy={unsent > 0}>
      {'why' in words ? `${words.why} ` : null}
      {unsent > 0 ? words.unsent(unsent) : words.safe} <Reload />
    </Told>
  );
}

function Reload() {
  return (
    <span className="acts">
      <button className="btn low" type="button" onClick={() => location.reload()}>
        {sv.save.reload}
      </button>
    </span>
  );
}

function Told(props: { title: string; copy?: boolean; children: ReactNode }) {
  return (
    <div className="state off">
      <div>
        <p>
          <b>{props.title}</b> {props.children}
        </p>
        {props.copy ? <CopyUnsent /> : null}
      </div>
    </div>
  );
}

/** The way out with one's words when nothing else is left. */
function CopyUnsent() {
  const engine = useEngine();
  const [outcome, setOutcome] = useState<'none' | 'copied' | { words: string }>('none');
  const copy = async () => {
    const words = engine?.unsentWords() ?? '';
    try {
      await navigator.clipboard.writeText(words);
      setOutcome('copied');
    } catch {
      // The browser may forbid it, for instance where the page has no focus.
      setOutcome({ words });
    }
  };
  return (
    <div className="copy-unsent">
      <button className="btn low" type="button" onClick={() => void copy()}>
        {sv.save.copy}
      </button>{' '}
      {outcome === 'copied' ? sv.save.copied : null}
      {typeof outcome === 'object' ? (
        <label>
          {sv.save.copyFailed}
          <textarea className="input" readOnly aria-label={sv.save.unsentText} value={outcome.words} />
        </label>
      ) : null}
    </div>
  );
}

/** Whether contact has come back and everything is saved, after it had been lost. */
function useBack(state: SaveState): boolean {
  const wasAway = useRef(false);
  const [back, setBack] = useState(false);
  useEffect(() => {
    if (state.kind === 'offline' || state.kind === 'closed') {
      wasAway.current = true;
      setBack(false);
    } else if (wasAway.current && state.kind !== 'saving') {
      wasAway.current = false;
      setBack(true);
    }
  }, [state]);
  return back;
}
