import { sv } from '@delaktig/texts';
import { isRouteErrorResponse, Link, useLocation, useRouteError } from '@remix-run/react';
import { Masthead } from './masthead.tsx';

type Told = keyof typeof TOLD;

const TOLD = {
  notFound: sv.errors.notFound,
  forbidden: sv.errors.forbidden,
  failed: sv.errors.failed,
  outage: sv.errors.outage,
  offline: sv.errors.offline,
  tooMany: sv.errors.tooMany,
};

/** Which page tells about an error: by HTTP status, and a fetch that never arrived as lost contact. */
export function toldAs(error: unknown, online: boolean): Told {
  if (isRouteErrorResponse(error)) {
    switch (error.status) {
      case 404:
        return 'notFound';
      case 401:
      case 403:
        return 'forbidden';
      case 429:
        return 'tooMany';
      case 502:
      case 503:
      case 504:
        return 'outage';
      default:
        return 'failed';
    }
  }
  const lost = error instanceof TypeError && /fetch|network|load failed/i.test(error.message);
  return lost || !online ? 'offline' : 'failed';
}

export function noticeTitle(error: unknown): string {
  return TOLD[toldAs(error, true)].title;
}

/** The page for what could not be shown: what happened, what is safe, what to do. */
export function Notice() {
  const error = useRouteError();
  const { pathname, search } = useLocation();
  const told = toldAs(error, typeof navigator === 'undefined' ? true : navigator.onLine);
  const { title, text, code } = TOLD[told];
  const again = told !== 'notFound' && told !== 'forbidden';
  return (
    <>
      <Masthead />
      <main className="notice" id="text" tabIndex={-1}>
        <h1>{title}</h1>
        <p>{text}</p>
        <div className="acts">
          {again ? (
            <Link className="btn main" to={pathname + search} reloadDocument>
              {sv.errors.again}
            </Link>
          ) : null}
          <Link className={again ? 'btn' : 'btn main'} to="/" reloadDocument={told === 'failed'}>
            {sv.errors.toStart}
          </Link>
        </div>
        <p className="code">{code}</p>
      </main>
    </>
  );
}
