import type { Actor } from '@delaktig/domain';
import type { SignedIn } from '../http/context.ts';
import type { LiveSocket } from './live-socket.ts';
import type { Person } from './member.ts';

/**
 * A session that has sockets here: they share who the person is, and what they may as far as roles decide it, which
 * is renewed when it changes.
 */
export class LiveSession {
  readonly person: Person;
  readonly sockets = new Set<LiveSocket>();
  actor: Actor;
  expiresAt: Date;

  constructor({ sessionId, account, actor, expiresAt }: SignedIn) {
    this.person = { sessionId, accountId: account.id, name: account.name, initials: account.initials };
    this.actor = actor;
    this.expiresAt = expiresAt;
  }
}

/** Whether two say the same of one person, in whatever order. */
export function isSameActor(a: Actor, b: Actor): boolean {
  return rolesOf(a) === rolesOf(b);
}

function rolesOf({ accountId, assignments }: Actor): string {
  const roles = assignments.map(({ role, administrationId, unitId, workGroupIds }) =>
    [role, administrationId, unitId, ...workGroupIds.toSorted()].join(),
  );
  return [accountId, ...roles.toSorted()].join('\n');
}
