import { useSyncExternalStore } from 'react';

/** Where comments have room: beside the text, under it, or over it. Null on the server. */
export type Width = 'margin' | 'under' | 'sheet' | null;

/** As in threads-room.css. */
const MARGIN = '(min-width: 84rem)';
const SHEET = '(max-width: 47.9375rem)';

export function useWidth(): Width {
  return useSyncExternalStore<Width>(subscribe, widthNow, () => null);
}

function subscribe(listener: () => void): () => void {
  const queries = [MARGIN, SHEET].map((query) => window.matchMedia(query));
  for (const query of queries) query.addEventListener('change', listener);
  return () => {
    for (const query of queries) query.removeEventListener('change', listener);
  };
}

function widthNow(): Width {
  if (window.matchMedia(MARGIN).matches) return 'margin';
  return window.matchMedia(SHEET).matches ? 'sheet' : 'under';
}
