import { useEffect, useRef, useState } from 'react';

export type KeyActs = {
  next: () => void;
  previous: () => void;
  find: () => void;
  help: () => void;
  comment: () => void;
  nextUnread: () => void;
  nextThread: () => void;
  previousThread: () => void;
};

const STORED = 'delaktig:single-keys';
const REGIONS = ['.mast', '.tree-column', 'main', '.thread-margin'] as const;

/**
 * The report's keys. Keys of one letter are left alone where someone types, while a dialog is open, and
 * when they have been switched off (WCAG 2.1.4).
 */
export function useKeys(acts: KeyActs): { single: boolean; setSingle: (on: boolean) => void } {
  const [single, setSingle] = useState(true);
  const latest = useRef({ acts, single });
  latest.current = { acts, single };
  useEffect(() => setSingle(window.localStorage.getItem(STORED) !== 'off'), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('[role="dialog"]') !== null) return;
      if (actOn(event, latest.current)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return {
    single,
    setSingle: (on) => {
      window.localStorage.setItem(STORED, on ? 'on' : 'off');
      setSingle(on);
    },
  };
}

function actOn(event: KeyboardEvent, { acts, single }: { acts: KeyActs; single: boolean }): boolean {
  const command = event.ctrlKey || event.metaKey;
  if (event.key === 'F6' && !command && !event.altKey) return goToRegion(event.shiftKey ? -1 : 1);
  if (event.key.toLowerCase() === 'k' && command && !event.altKey && !event.shiftKey) {
    // In the editor Ctrl K may make a link; the event reaches us only when the editor let it pass.
    acts.find();
    return true;
  }
  if (!single || command || event.altKey || isTyping(event.target)) return false;
  const act = {
    j: acts.next,
    k: acts.previous,
    '?': acts.help,
    c: acts.comment,
    n: acts.nextUnread,
    t: acts.nextThread,
    T: acts.previousThread,
  }[event.key];
  act?.();
  return act !== undefined;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, [role="menu"]') !== null)
  );
}

/** F6 goes round the masthead, the contents, the text and the comments; what is not shown is passed by. */
function goToRegion(step: 1 | -1): boolean {
  const shown = REGIONS.map((selector) => document.querySelector<HTMLElement>(selector)).filter(
    (region) => region !== null && region.getClientRects().length > 0,
  );
  const here = shown.findIndex((region) => region?.contains(document.activeElement) ?? false);
  const from = here === -1 && step === -1 ? 0 : here;
  const region = shown[(from + step + shown.length) % shown.length];
  if (!region) return false;
  const first = region.matches('main') ? region : (entrance(region) ?? region);
  first.focus();
  return true;
}

/** Where one comes in: the present section in the contents, else the first that can be reached. */
function entrance(region: HTMLElement): HTMLElement | undefined {
  const reachable = [...region.querySelectorAll<HTMLElement>('a, button')].filter(
    (one) => one.getClientRects().length > 0,
  );
  return reachable.find((one) => one.hasAttribute('aria-current')) ?? reachable[0];
}
