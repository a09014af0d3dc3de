import { sv } from '@delaktig/texts';
import { useState } from 'react';

const t = sv.road.fingerprint;
const SHOWN = 8;

/** SHA-256 of what was approved or handed in: short in the text, the whole behind it. */
export function Fingerprint({ hex }: { hex: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(hex).then(
      () => setCopied(true),
      // Forbidden by the browser: it stands there to be marked by hand.
      () => {},
    );
  return (
    <details className="fingerprint">
      <summary>
        {t.label} <code>{hex.slice(0, SHOWN)}</code>
      </summary>
      <p>
        <code className="whole">{hex}</code>
      </p>
      <p className="explains">
        {t.what}{' '}
        <button className="btn bare low" type="button" onClick={copy}>
          {t.copy}
        </button>
        <span role="status">{copied ? t.copied : null}</span>
      </p>
    </details>
  );
}
