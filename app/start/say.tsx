import { daysUntil, sv } from '@delaktig/texts';
import { Link } from '@remix-run/react';
import type { StartView } from '../../server/http/context.ts';
import { pressingIn, pressingInAll } from './pressing.ts';

const t = sv.start;

/** The state of things in one to three sentences: what is open, for how long, and what one may do. */
export function Say({ view, manyUnits }: { view: StartView; manyUnits: boolean }) {
  const [first, ...others] = view.waiting;
  if (first === undefined) {
    return (
      <>
        <h1 className="say">{t.nothingOpen}</h1>
        <p className="say-more">{t.nothingOpenMore(view.reports.length)}</p>
      </>
    );
  }
  if (others.length > 0) {
    const write = view.waiting.reduce((sum, { write }) => sum + write, 0);
    return (
      <h1 className="say">
        {[...pressingInAll(view.waiting), t.several(view.waiting.length)].join(' ')}{' '}
        {write > 0 ? t.mayWrite(write) : null}
      </h1>
    );
  }
  const { report } = first;
  const days = report.lastCommentDay === null ? null : daysUntil(report.lastCommentDay, view.today);
  const name = sv.kinds[report.kind].the + (manyUnits ? ` ${t.ofUnit(report.unit.name)}` : '');
  const to = `/rapporter/${report.id}`;
  const pressing = pressingIn(first);
  return (
    <h1 className="say">
      {pressing.length === 0 ? null : `${pressing.join(' ')} `}
      {report.state === 'open' ? (
        <>
          {t.open(name)} <Link to={to}>{days === null ? t.now : days < 0 ? t.passed : t.left(days)}</Link>.
        </>
      ) : (
        <>
          {name} <Link to={to}>{report.state === 'draft' ? t.isDraft : t.isClosed[report.state]}</Link>.
        </>
      )}{' '}
      {first.write > 0 ? t.mayWrite(first.write) : pressing.length > 0 ? null : t.mayRead(report.sections)}
    </h1>
  );
}
