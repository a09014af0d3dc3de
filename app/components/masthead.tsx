import { sv } from '@delaktig/texts';
import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useContext } from 'react';
import { NewsContext } from '../threads/threads-context.tsx';
import { useViewer } from '../viewer.ts';
import { AccountMenu } from './account-menu.tsx';
import { Icon } from './icons.tsx';
import { ThemeButton } from './theme-button.tsx';

type Props = {
  /** What the page is about, beside the wordmark. */
  children?: ReactNode;
  crest?: string;
  /** Between the title and the account: save line, writers, links. */
  middle?: ReactNode;
  stays?: boolean;
  showName?: boolean;
  onKeys?: () => void;
};

export function Masthead({ children, crest, middle, stays, showName, onKeys }: Props) {
  const viewer = useViewer();
  return (
    <header className={stays ? 'mast stays' : 'mast'}>
      <Link className="word" to="/" aria-label={`${sv.chrome.product}, ${sv.chrome.toStart.toLowerCase()}`}>
        {sv.chrome.product}
      </Link>
      {children === undefined ? null : (
        <p className="doc">
          {crest === undefined ? null : (
            <span className="crest" aria-hidden="true">
              {crest}
            </span>
          )}
          <span>{children}</span>
        </p>
      )}
      <span className="push" />
      {middle}
      {viewer === null ? null : <Inbox count={viewer.news} />}
      <div className="tools">
        {viewer === null ? null : (
          <AccountMenu account={viewer.account} duties={viewer.duties} showName={showName} onKeys={onKeys} />
        )}
        <ThemeButton />
      </div>
    </header>
  );
}

/** The way to the inbox, with how much is new; a report's page hears of it sooner than the others. */
function Inbox({ count }: { count: number }) {
  const news = useContext(NewsContext) ?? count;
  return (
    <Link className={news > 0 ? 'to-inbox news' : 'to-inbox'} to="/inkorg">
      <Icon name="talk" />
      <span className="words">{sv.threads.inbox.inMast(news)}</span>
      {news > 0 ? (
        <span className="figure" aria-hidden="true">
          {news}
        </span>
      ) : null}
    </Link>
  );
}
