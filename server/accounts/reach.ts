import { type Actor, administeredBy, mayActOnAccount, mayAdminister } from '@delaktig/domain';
import type postgres from 'postgres';
import { writeAudit } from '../database/audit.ts';
import type { PersonAccessRow } from '../database/people-access.ts';

/** What an administrator may do about somebody's way in. */
export type Reach = {
  /** Know of them, and end their sessions. */
  knows: boolean;
  /** Codes, links and usernames. */
  acts: boolean;
  /** The administration in whose audit log it stands; null when the actor has nothing to do with the person. */
  administrationId: string | null;
};

export function reachOf(actor: Actor, person: PersonAccessRow): Reach {
  const roles = decisive(person).map(({ administration }) => ({ administrationId: administration.id }));
  const own = administeredBy(actor);
  const place = roles.find(({ administrationId }) => own.includes(administrationId));
  return {
    knows: mayAdminister(actor, roles),
    acts: mayActOnAccount(actor, roles) && !person.closed,
    administrationId: place?.administrationId ?? null,
  };
}

/** Roles that have not ended, or, when all have, those that there were. */
function decisive({ roles }: PersonAccessRow): PersonAccessRow['roles'] {
  const lasting = roles.filter(({ ended }) => !ended);
  return lasting.length > 0 ? lasting : roles;
}

/** The acts of administrators about others' way in, as they stand in the audit log. */
export type AccessAct =
  | 'invited'
  | 'password-reset-sent'
  | 'code-printed'
  | 'session-ended'
  | 'sessions-ended'
  | 'username-set';

export async function noteAct(
  tx: postgres.ISql,
  entry: {
    actor: Actor;
    act: AccessAct;
    person: PersonAccessRow;
    now: Date;
    detail?: Record<string, string | number>;
  },
): Promise<void> {
  const { administrationId } = reachOf(entry.actor, entry.person);
  if (administrationId === null) throw new Error('An act outside the administration of whoever did it');
  await writeAudit(tx, {
    at: entry.now,
    administrationId,
    actorId: entry.actor.accountId,
    act: entry.act,
    accountId: entry.person.id,
    detail: entry.detail,
  });
}
