import { useCallback } from 'react';
import { useThreadActs, useThreadsUi } from '../threads-context.tsx';
import { UNDER_MASTHEAD } from './go-to-words.ts';
import type { SelectedWords } from './selected-words.ts';

/** Opens the form for words that are marked. On a phone they are scrolled to where the sheet leaves them to be read. */
export function useComposeWords(): (marked: SelectedWords, suggest: boolean) => void {
  const { compose } = useThreadActs();
  const { width } = useThreadsUi();
  return useCallback(
    ({ about, range }, suggest) => {
      const { top } = range.getBoundingClientRect();
      if (width !== 'margin') window.scrollBy({ top: top - UNDER_MASTHEAD });
      compose({ ...about, suggest, level: top + window.scrollY });
    },
    [compose, width],
  );
}
