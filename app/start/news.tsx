import type { NoticeView } from '@delaktig/domain';
import { formatDate, sv } from '@delaktig/texts';
import { Link } from '@remix-run/react';
import { NoticeList } from '../threads/notice-list.tsx';

/** The newest of the inbox that one has not read; nothing when one has read all. */
export function News({ notices }: { notices: readonly NoticeView[] }) {
  if (notices.length === 0) return null;
  return (
    <section className="news-first">
      <h2 className="heading">{sv.threads.inbox.newest}</h2>
      <NoticeList notices={notices} day={(day) => formatDate(day, 'without-year')} />
      <p>
        <Link to="/inkorg">{sv.threads.inbox.all}</Link>
      </p>
    </section>
  );
}
