import { isId } from '../database/ids.ts';
import { setNoticesRead } from '../database/threads-notices.ts';
import type { Asked } from '../http/patience.ts';
import type { Compose } from '../rooms/compose.ts';
import { actOnThreads } from './act.ts';
import type { ThreadUseCases } from './contract.ts';
import { viewMentionable } from './mentionable.ts';
import { NamedLimiter } from './named-limiter.ts';
import { startNamelessLimiter } from './nameless-limiter.ts';
import { viewNotices } from './notices.ts';
import { viewThreads } from './view.ts';

/** Of the process: what one request counts the next must know of, and nothing is to be left of it when it ends. */
const limiter = startNamelessLimiter(() => new Date());
const named = new NamedLimiter();

type Needs = Asked & {
  /** How a suggestion is taken into the text. */
  compose: Compose;
};

export function threadUseCases({
  sql,
  clock,
  actor,
  compose,
  patience: { reads, acts },
}: Needs): ThreadUseCases {
  return {
    view: reads((reportId) => viewThreads(sql, actor, reportId, clock())),
    act: acts((reportId, act) =>
      actOnThreads(sql, { actor, now: clock(), reportId, act }, { limiter, named, compose }),
    ),
    mentionable: reads((reportId, sectionId) =>
      viewMentionable(sql, actor, { reportId, sectionId }, clock()),
    ),
    notices: reads(() => viewNotices(sql, actor, clock())),
    readNotices: acts((ids) => setNoticesRead(sql, actor.accountId, ids.filter(isId))),
  };
}
