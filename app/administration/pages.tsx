import { sv } from '@delaktig/texts';
import { Link, useSearchParams } from '@remix-run/react';

const t = sv.organisation.people;

/** To the page before and the page after, with whatever else the address says. */
export function Pages({ page, pages }: { page: number; pages: number }) {
  const [params] = useSearchParams();
  if (pages < 2) return null;
  const to = (number: number) => {
    const next = new URLSearchParams(params);
    next.set('sida', String(number));
    return `?${next}`;
  };
  return (
    <nav className="pages" aria-label={t.page(page, pages)}>
      {page > 1 ? (
        <Link className="btn" to={to(page - 1)} rel="prev">
          {t.earlier}
        </Link>
      ) : null}
      <span aria-hidden="true">{t.page(page, pages)}</span>
      {page < pages ? (
        <Link className="btn" to={to(page + 1)} rel="next">
          {t.later}
        </Link>
      ) : null}
    </nav>
  );
}
