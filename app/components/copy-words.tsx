import { sv } from '@delaktig/texts';
import { useState } from 'react';

/** The way out with one's words when nothing else is left. */
export function CopyWords({ words, label = sv.save.copy }: { words: () => string; label?: string }) {
  const [outcome, setOutcome] = useState<'none' | 'copied' | { words: string }>('none');
  const copy = async () => {
    const all = words();
    try {
      await navigator.clipboard.writeText(all);
      setOutcome('copied');
    } catch {
      // The browser may forbid it, for instance where the page has no focus.
      setOutcome({ words: all });
    }
  };
  return (
    <div className="copy-words">
      <button className="btn low" type="button" onClick={() => void copy()}>
        {label}
      </button>
      <span role="status">{outcome === 'copied' ? sv.save.copied : null}</span>
      {typeof outcome === 'object' ? (
        <label>
          {sv.save.copyFailed}
          <textarea className="input" readOnly aria-label={sv.save.unsentText} value={outcome.words} />
        </label>
      ) : null}
    </div>
  );
}
