import { type Actor, administeredBy, dayInStockholm, shownMobile } from '@delaktig/domain';
import { lockAccounts } from '../database/access-codes.ts';
import { setUsername } from '../database/accounts.ts';
import type { Sql } from '../database/connect.ts';
import { isId } from '../database/ids.ts';
import { accessOfPeople, type PersonAccessRow } from '../database/people-access.ts';
import { revokeSessionsOf, sessionsOfAccount } from '../database/sessions.ts';
import type { AccessRefusal, PersonAccess, SetUsernameResult } from './contract.ts';
import { usernameFrom } from './identifier.ts';
import { noteAct, reachOf } from './reach.ts';
import { codeShown, rolesShown, sessionsShown } from './shown.ts';

type Asked = { sql: Sql; actor: Actor; now: Date };

/**
 * Somebody's way in, for an administrator; null for whoever has no role in an administration of the actor's. Who has
 * roles elsewhere too is shown without those, and without what their account holds, since nothing of it may be changed.
 */
export async function personAccess(
  { sql, actor, now }: Asked,
  accountId: string,
): Promise<Omit<PersonAccess, 'canMail'> | null> {
  const person = await personById(sql, accountId, now);
  if (person === null) return null;
  const { knows, acts } = reachOf(actor, person);
  if (!knows) return null;
  const sessions = await sessionsOfAccount(sql, accountId, now);
  const own = administeredBy(actor);
  const hidden = person.name === '';
  const shows = acts && !hidden;
  return {
    id: person.id,
    name: person.name,
    roles: rolesShown({
      roles: person.roles.filter(({ administration }) => own.includes(administration.id)),
    }),
    hasPassword: person.hasPassword,
    closed: person.closed,
    mayAct: acts,
    hasEmail: person.email !== null,
    email: shows ? person.email : null,
    mobile: shows && person.mobile !== null ? shownMobile(person.mobile) : null,
    username: acts ? person.username : null,
    hidden,
    code: codeShown(person.code, now),
    sessions: sessionsShown(sessions, null),
  };
}

/** One session, or with null all: of anybody who holds a role where the actor administers. */
export async function endSessionsOf(
  { sql, actor, now }: Asked,
  accountId: string,
  sessionId: string | null,
): Promise<{ ok: true; ended: number } | AccessRefusal> {
  const person = await personById(sql, accountId, now);
  if (person === null || !reachOf(actor, person).knows) return { ok: false, reason: 'forbidden' };
  if (sessionId !== null && !isId(sessionId)) return { ok: true, ended: 0 };
  return sql.begin(async (tx): Promise<{ ok: true; ended: number }> => {
    const ended = await revokeSessionsOf(tx, accountId, now, sessionId === null ? {} : { only: sessionId });
    if (ended > 0) {
      const act = sessionId === null ? 'sessions-ended' : 'session-ended';
      await noteAct(tx, { actor, person, now, act, detail: { count: ended } });
    }
    return { ok: true, ended };
  });
}

export async function giveUsername(
  { sql, actor, now }: Asked,
  accountId: string,
  typed: string,
): Promise<SetUsernameResult> {
  if (!isId(accountId)) return { ok: false, reason: 'forbidden' };
  return sql.begin(async (tx): Promise<SetUsernameResult> => {
    await lockAccounts(tx, [accountId]);
    const [person] = await accessOfPeople(tx, [accountId], dayInStockholm(now));
    if (person === undefined || !reachOf(actor, person).acts) return { ok: false, reason: 'forbidden' };
    const username = usernameFrom(typed);
    if (username === null) return { ok: false, reason: 'form' };
    if (!(await setUsername(tx, accountId, username))) return { ok: false, reason: 'taken' };
    await noteAct(tx, { actor, person, now, act: 'username-set' });
    return { ok: true, username };
  });
}

async function personById(sql: Sql, accountId: string, now: Date): Promise<PersonAccessRow | null> {
  if (!isId(accountId)) return null;
  const [person] = await accessOfPeople(sql, [accountId], dayInStockholm(now));
  return person ?? null;
}
