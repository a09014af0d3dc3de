import { useCallback, useEffect, useRef, useState } from 'react';
import { useEngine } from '../collab/index.ts';
import { allSaved, wordsAre } from './all-saved.ts';
import type { Answer } from './answer.ts';
import { useRoad } from './road-context.tsx';

/** `waiting`: until the page's own words are saved. `busy`: until the page shows what came of it. */
export type Phase = 'idle' | 'waiting' | 'busy';

type Options = {
  place: string;
  /** What is said when it went through. */
  done: string;
  /** The act closes a text: all that was written in this page is to be in it first. */
  closesText: boolean;
  onDone: (form: HTMLFormElement) => void;
  onRefused: () => void;
};

/**
 * Sends the form of an act. By fetch and not through the router, which would read the whole page anew after each
 * act, and show an error page in place of a text that somebody writes in when that fails.
 */
export function useAct(options: Options): {
  phase: Phase;
  submit: (form: HTMLFormElement, body: FormData) => void;
} {
  const engine = useEngine();
  const { report, begins, done, refused } = useRoad();
  const [phase, setPhase] = useState<Phase>('idle');
  const [doneIn, setDoneIn] = useState<typeof report | null>(null);
  const latest = useRef(options);
  latest.current = options;
  const leaving = useRef<AbortController>();
  useEffect(() => {
    const controller = new AbortController();
    leaving.current = controller;
    return () => controller.abort();
  }, []);
  // What it did is seen when the report has been read again.
  const isShown = doneIn !== null && doneIn !== report;
  if (isShown) {
    setDoneIn(null);
    setPhase('idle');
  }

  const submit = useCallback(
    async (form: HTMLFormElement, body: FormData) => {
      const { place, closesText } = latest.current;
      const signal = leaving.current?.signal;
      if (signal === undefined) return;
      begins();
      if (closesText && engine !== null && wordsAre(engine) !== 'saved') {
        setPhase('waiting');
        const areSaved = await allSaved(engine, signal);
        if (signal.aborted) return;
        if (!areSaved) {
          setPhase('idle');
          return refused(place, 'unsent');
        }
      }
      setPhase('busy');
      const answer = await send(form.action, body);
      if (answer.ok) {
        setDoneIn(report);
        if (!signal.aborted) latest.current.onDone(form);
        return done(place, latest.current.done);
      }
      setPhase('idle');
      latest.current.onRefused();
      refused(place, answer.reason);
    },
    [engine, report, begins, done, refused],
  );
  return { phase, submit: (form, body) => void submit(form, body) };
}

async function send(address: string, body: FormData): Promise<Answer> {
  try {
    const response = await fetch(address, { method: 'POST', body, headers: { Accept: 'application/json' } });
    if (!response.ok) return { ok: false, reason: response.status === 404 ? 'not-found' : 'away' };
    const answer: Answer = await response.json();
    return answer;
  } catch {
    return { ok: false, reason: 'away' };
  }
}
