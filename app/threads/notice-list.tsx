import type { NoticeView } from '@delaktig/domain';
import { noticePath } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { Link } from '@remix-run/react';
import { useViewer } from '../viewer.ts';

const t = sv.threads.inbox;

type Props = { notices: readonly NoticeView[]; day: (day: string) => string };

/** What somebody is told of, newest first; each leads to its thread, and is read when it is opened. */
export function NoticeList({ notices, day }: Props) {
  const accountId = useViewer()?.account.id ?? '';
  return (
    // biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to VoiceOver
    <ul className="notices" role="list">
      {notices.map((notice) => (
        <li key={notice.id} className={notice.read ? undefined : 'fresh'}>
          <Link to={noticePath(notice)} onClick={() => markRead(notice, accountId)}>
            {t.told(notice)}
          </Link>
          {notice.read ? null : <b className="new">{t.unread}</b>}
          <span className="where">{t.where(notice)}</span>
          <time dateTime={notice.day}>{day(notice.day)}</time>
        </li>
      ))}
    </ul>
  );
}

/** Goes through although the page is left; where it does not, the notice stays unread. */
function markRead({ id, read }: NoticeView, accountId: string): void {
  if (read) return;
  const body = new FormData();
  body.append('id', id);
  body.append('account', accountId);
  const headers = { Accept: 'application/json' };
  void fetch('/inkorg', { method: 'POST', body, headers, keepalive: true }).catch(() => undefined);
}
