import type { Actor } from '@delaktig/domain';
import { CLOSE } from '@delaktig/sync';
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

  isShownAs({ name, initials }: Shown): boolean {
    return this.person.name === name && this.person.initials === initials;
  }

  /** What is already shown of the person goes with their sockets, which come back by themselves under the new name. */
  comeBackAs({ name, initials }: Shown): void {
    Object.assign(this.person, { name, initials });
    for (const live of this.sockets) {
      live.page?.tell({ type: 'changed', what: 'roles' });
      live.close(CLOSE.rightsChanged, 'the person is shown by another name');
    }
  }
}

type Shown = Pick<Person, 'name' | 'initials'>;

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
