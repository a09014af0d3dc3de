import { sv } from '@delaktig/texts';
import { Icon } from '../components/icons.tsx';
import type { PairRow, Preview } from './preview.ts';

const t = sv.importPage;
const WIDTH = 1216;

export function remarkCounts({ rows }: Preview): { uncertain: number; notUnderstood: number } {
  const all = rows.flatMap(({ remarks }) => remarks);
  const uncertain = all.filter(({ severity }) => severity === 'uncertain').length;
  return { uncertain, notUnderstood: all.length - uncertain };
}

/** What was understood, in a sentence or two. */
export function Summary({ preview }: { preview: Preview }) {
  const told = { ...preview.counts, ...remarkCounts(preview), lines: preview.lines };
  return (
    <h1 className="say calm">
      {t.understood(told)} {t.doubts(told)}
    </h1>
  );
}

/** The text as one line, with its doubtful places. */
export function LineMap({ preview }: { preview: Preview }) {
  const { rows, lines } = preview;
  const uncertain = rows.filter((row) => worst(row) === 'uncertain');
  const lost = rows.filter((row) => worst(row) === 'not-understood');
  const counts = remarkCounts(preview);
  const first = rows.find(({ remarks }) => remarks.length > 0);
  const at = ({ from }: PairRow) => Math.round(((from - 0.5) / lines) * WIDTH);
  const told = (places: PairRow[]) => places.map(({ from }) => from).join(', ');
  return (
    <div className="map">
      <svg
        viewBox={`0 0 ${WIDTH} 34`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t.map.label(lines, told(uncertain), told(lost))}
      >
        <path className="base" d={`M0 24h${WIDTH}`} strokeWidth="10" />
        <path className="ticks" d={`M0 24h${WIDTH}`} strokeWidth="10" strokeDasharray="1 121" />
        <path
          className="uncertain"
          d={uncertain.map((row) => `M${at(row)} 14v20`).join('')}
          strokeWidth="3"
        />
        <path className="lost" d={lost.map((row) => `M${at(row)} 4v30`).join('')} strokeWidth="3" />
      </svg>
      {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to VoiceOver */}
      <ul role="list">
        <li>{t.map.lines(lines)}</li>
        {counts.uncertain === 0 ? null : (
          <li>
            <Icon name="part" className="shape part" />
            {t.map.uncertain(counts.uncertain)}
          </li>
        )}
        {counts.notUnderstood === 0 ? null : (
          <li>
            <Icon name="not" className="shape not" />
            {t.map.notUnderstood(counts.notUnderstood)}
          </li>
        )}
        {first === undefined ? null : (
          <li>
            <a href={`#rad-${first.from}`}>{t.map.first}</a>
          </li>
        )}
        <li>
          <a href="#skapa">{t.map.create}</a>
        </li>
      </ul>
    </div>
  );
}

export function worst({ remarks }: PairRow): 'uncertain' | 'not-understood' | null {
  if (remarks.length === 0) return null;
  return remarks.some(({ severity }) => severity === 'not-understood') ? 'not-understood' : 'uncertain';
}
