import { sv } from '@delaktig/texts';
import { Icon } from '../components/icons.tsx';
import { Status } from '../components/status.tsx';
import { foldQuiet } from './fold.ts';
import type { PairRow } from './preview.ts';
import { worst } from './summary.tsx';
import type { Understood } from './understood.ts';

const t = sv.importPage;

/** The text at the left, what was made of it at the right. */
export function Pairs({ rows }: { rows: readonly PairRow[] }) {
  const doubtful = rows.filter(({ remarks }) => remarks.length > 0);
  const nextAfter = (row: PairRow) => doubtful[doubtful.indexOf(row) + 1];
  return (
    <div className="pair">
      <div className="cols">
        <h2>{t.source}</h2>
        <h2>{t.got}</h2>
      </div>
      {foldQuiet(rows).map(({ kind, rows: own }) => {
        const lines = own.map((row) => <Line key={row.from} row={row} next={nextAfter(row)?.from} />);
        const key = own[0]?.from ?? 0;
        if (kind === 'open') return <div key={key}>{lines}</div>;
        return (
          <details className="quiet" key={key}>
            <summary>{t.quiet(key, own.at(-1)?.to ?? key)}</summary>
            {lines}
          </details>
        );
      })}
    </div>
  );
}

/** Of what is not taken apart, such as a table of contents, the first lines are enough. */
const FEW_LINES = 5;

const LOOKS = { uncertain: 'line ask', 'not-understood': 'line lost-line' } as const;
const JOINS = { uncertain: 'part', 'not-understood': 'not' } as const;

function Line({ row, next }: { row: PairRow; next: number | undefined }) {
  const doubt = worst(row);
  const shown = row.understood?.is === 'note' && doubt === null ? row.source.slice(0, FEW_LINES) : row.source;
  return (
    <div className={doubt === null ? 'line' : LOOKS[doubt]} id={`rad-${row.from}`}>
      <span className="ln">
        <span className="sr">{t.lineNumber(row.from)}</span>
        <span aria-hidden="true">{row.from}</span>
      </span>
      <div className="source">
        {shown.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are known by their place
          <SourceLine key={index} line={line} marked={row.remarks.some(({ text }) => text === line.trim())} />
        ))}
        {row.source.length > shown.length ? <p>{t.moreLines(row.source.length - shown.length)}</p> : null}
      </div>
      <span className="join">
        <Icon name={doubt === null ? 'next' : JOINS[doubt]} />
      </span>
      <div className="got">
        {row.understood === null ? null : (
          <div className="understood">
            <Got understood={row.understood} />
          </div>
        )}
        {row.remarks.map(({ text, reason, severity }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: remarks are known by their place
          <div className="remark" key={index}>
            <p className="h">{severity === 'uncertain' ? t.uncertain : t.notUnderstood}</p>
            <p className="why">
              {reason}
              {text !== '' && !row.source.some((line) => line.includes(text)) ? ` ”${text}”` : ''}{' '}
              {severity === 'not-understood' ? t.kept : ''}
            </p>
          </div>
        ))}
        {doubt === null || next === undefined ? null : (
          <p className="remark">
            <a href={`#rad-${next}`}>
              {t.map.next}
              <span className="sr">, {t.lineNumber(next).toLowerCase()}</span>
            </a>
          </p>
        )}
      </div>
    </div>
  );
}

/** Cells of a table stand apart, as tabs do. */
function SourceLine({ line, marked }: { line: string; marked: boolean }) {
  const cells = line.split('\t').filter((cell) => cell.trim() !== '');
  if (cells.length > 1) {
    return (
      <p className="cells">
        {cells.map((cell, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: cells are known by their place
          <span key={index}>{cell} </span>
        ))}
      </p>
    );
  }
  return <p>{marked ? <mark>{line}</mark> : line}</p>;
}

function Got({ understood }: { understood: Understood }) {
  switch (understood.is) {
    case 'goal':
      return (
        <>
          <p className="as">{t.as[understood.level]}</p>
          <p className={GOAL_LOOKS[understood.level]}>{understood.title}</p>
          {understood.status === null ? null : <Status status={understood.status} />}
        </>
      );
    case 'heading':
      return (
        <>
          <p className="as">{understood.goals ? t.as.goalsSection : t.as.section}</p>
          <p className="own">{understood.title}</p>
        </>
      );
    case 'text':
      return (
        <>
          <p className="as">
            {understood.label}
            {understood.paragraphs === 0 ? '' : `, ${t.as.paragraphs(understood.paragraphs)}`}
            {understood.inherited ? `, ${t.as.inheritedText.toLowerCase()}` : ''}
          </p>
          {understood.text === '' ? null : (
            <p className={understood.inherited ? 'from-above' : 't'}>{understood.text}</p>
          )}
        </>
      );
    case 'facts':
      return understood.rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are known by their place
        <div className="fact" key={index}>
          <p className="as">{row.label}</p>
          <p className="t">{row.name}</p>
          {row.values.length === 0 ? null : (
            <dl className="values">
              {row.values.map(([label, value]) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          )}
        </div>
      ));
    case 'note':
      return <p className="as">{understood.text}</p>;
  }
}

const GOAL_LOOKS = { direction: 'council', area: 'council', board: 'from-above', unit: 'own' } as const;
