import { dayInStockholm } from '@delaktig/domain';
import type { PersonAccessRow } from '../database/people-access.ts';
import type { sessionsOfAccount } from '../database/sessions.ts';
import type { HeldRoleShown, ShownCode, ShownSession } from './contract.ts';

/** Roles that have not ended. */
export function rolesShown({ roles }: Pick<PersonAccessRow, 'roles'>): HeldRoleShown[] {
  return roles
    .filter(({ ended }) => !ended)
    .map(({ role, unit, administration, groups }) => ({
      role,
      unit: unit?.name ?? null,
      administration: administration.name,
      groups: groups.map(({ name }) => name),
    }));
}

export function codeShown(code: PersonAccessRow['code'], now: Date): ShownCode | null {
  if (code === null) return null;
  return {
    purpose: code.purpose,
    way: code.way,
    made: dayInStockholm(code.madeAt),
    until: dayInStockholm(code.expiresAt),
    state: code.usedAt !== null ? 'used' : code.expiresAt <= now ? 'expired' : 'valid',
    mail: code.mail,
  };
}

export function sessionsShown(
  sessions: Awaited<ReturnType<typeof sessionsOfAccount>>,
  thisSession: string | null,
): ShownSession[] {
  return sessions.map(({ id, browser, system, createdAt }) => ({
    id,
    browser,
    system,
    since: dayInStockholm(createdAt),
    isThis: id === thisSession,
  }));
}
