import { formatNumber, sv } from '@delaktig/texts';
import type { PictureScale } from './picture-scale.ts';

const START = 1;
const WIDTH = 150;

/** One scale with both ends named: disc = outcome, ring = before, bar = target. */
export function IndicatorPicture({ scale }: { scale: PictureScale }) {
  const at = (value: number) => Math.round((START + (value / scale.max) * WIDTH) * 10) / 10;
  const told = (value: number) => formatNumber(value, scale.unit);
  return (
    <svg
      className="picture"
      viewBox="0 0 152 40"
      preserveAspectRatio="xMinYMid"
      role="img"
      aria-label={sv.report.indicators.picture({
        outcome: told(scale.outcome),
        previous: scale.previous === null ? null : told(scale.previous),
        target: scale.target === null ? null : told(scale.target),
        max: told(scale.max),
      })}
    >
      <path className="axis" d="M1 14h150M1 10v8M151 10v8" />
      {scale.target === null ? null : <path className="target" d={`M${at(scale.target)} 5v18`} />}
      {scale.previous === null ? null : <circle className="previous" cx={at(scale.previous)} cy="14" r="4" />}
      <circle className="outcome" cx={at(scale.outcome)} cy="14" r="5" />
      <text x="0" y="36">
        0
      </text>
      <text className="far" x="152" y="36">
        {told(scale.max)}
      </text>
    </svg>
  );
}

/** What the shapes of the picture mean, in the table's own words for its columns. */
export function PictureKey(props: { outcome: string; previous: string | null; target: string | null }) {
  return (
    <p className="key">
      <span>
        <svg viewBox="0 0 11 14" aria-hidden="true">
          <circle className="outcome" cx="5.5" cy="7" r="5" />
        </svg>
        {props.outcome}
      </span>
      {props.previous === null ? null : (
        <span>
          <svg viewBox="0 0 11 14" aria-hidden="true">
            <circle className="previous" cx="5.5" cy="7" r="4" />
          </svg>
          {props.previous}
        </span>
      )}
      {props.target === null ? null : (
        <span>
          <svg viewBox="0 0 11 14" aria-hidden="true">
            <path className="target" d="M5.5 0v14" />
          </svg>
          {props.target}
        </span>
      )}
    </p>
  );
}
