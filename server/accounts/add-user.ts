import type { Role } from '@delaktig/domain';
import { emailAddress } from '@delaktig/domain';
import { insertAccount } from '../database/accounts.ts';
import type { Sql } from '../database/connect.ts';
import { isId } from '../database/ids.ts';
import { insertAssignment, unitById } from '../database/organisation.ts';
import { hashPassword, PASSWORD_LENGTH } from './passwords.ts';

export type NewUser = {
  name: string;
  email: string;
  password: string;
  /** A role in a unit and in groups of that unit; none for an account without any role yet. */
  assignment: { role: Exclude<Role, 'administrator'>; unitId: string; workGroupIds: string[] } | null;
};

export type AddUserResult =
  | { ok: true; accountId: string }
  | {
      ok: false;
      reason: 'name-empty' | 'email-taken' | 'email-malformed' | 'password-length' | 'unit-not-found';
    };

/** Adds an account with e-mail and password, and its role, or nothing at all. */
export async function addUser(sql: Sql, user: NewUser): Promise<AddUserResult> {
  const name = user.name.trim();
  if (name === '') return refuse('name-empty');
  const email = emailAddress(user.email);
  if (email === null) return refuse('email-malformed');
  const { min, max } = PASSWORD_LENGTH;
  if (user.password.length < min || user.password.length > max) return refuse('password-length');
  const passwordHash = await hashPassword(user.password);
  return sql.begin(async (tx): Promise<AddUserResult> => {
    const unitId = user.assignment?.unitId;
    const unit = unitId !== undefined && isId(unitId) ? await unitById(tx, unitId) : null;
    if (user.assignment && !unit) return refuse('unit-not-found');
    const accountId = await insertAccount(tx, { name, email, passwordHash });
    if (accountId === null) return refuse('email-taken');
    if (user.assignment && unit) {
      await insertAssignment(tx, { ...user.assignment, accountId, administrationId: unit.administrationId });
    }
    return { ok: true, accountId };
  });
}

function refuse(reason: (AddUserResult & { ok: false })['reason']): AddUserResult {
  return { ok: false, reason };
}
