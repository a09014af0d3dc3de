import { emailAddress } from '@delaktig/domain';
import { accountByIdentifier, insertAccount } from '../database/accounts.ts';
import { writeAudit } from '../database/audit.ts';
import type { Sql } from '../database/connect.ts';
import { insertAdministration } from '../database/new-organisation.ts';
import { administrationByName, insertAssignment } from '../database/organisation.ts';
import { hashPassword, PASSWORD_LENGTH } from './passwords.ts';

export type NewAdministrator = {
  organisation: string;
  /** Made when there is none of that name. */
  administration: string;
  name: string;
  email: string;
  /** Asked for only when the e-mail has no account yet. */
  password: () => Promise<string>;
  now: Date;
};

export type AddAdministratorResult =
  | { ok: true; accountId: string; administrationId: string }
  | { ok: false; reason: 'name-empty' | 'email-malformed' | 'password-length' | 'closed' | 'already' };

/** Makes somebody the administrator of an administration: someone new, or whoever has the e-mail already. */
export async function addAdministrator(sql: Sql, given: NewAdministrator): Promise<AddAdministratorResult> {
  const [organisation, administration, name] = [given.organisation, given.administration, given.name].map(
    (text) => text.trim(),
  );
  if (!organisation || !administration || !name) return { ok: false, reason: 'name-empty' };
  const email = emailAddress(given.email);
  if (email === null) return { ok: false, reason: 'email-malformed' };
  const known = await accountByIdentifier(sql, { email });
  if (known?.closed) return { ok: false, reason: 'closed' };
  const password = known === null ? await given.password() : null;
  if (password !== null && (password.length < PASSWORD_LENGTH.min || password.length > PASSWORD_LENGTH.max)) {
    return { ok: false, reason: 'password-length' };
  }
  const passwordHash = password === null ? null : await hashPassword(password);
  return sql.begin(async (tx): Promise<AddAdministratorResult> => {
    // Two at once would otherwise make the administration twice.
    await tx`lock table administrations in share row exclusive mode`;
    const administrationId =
      (await administrationByName(tx, organisation, administration)) ??
      (await insertAdministration(tx, { organisation, name: administration }));
    const accountId = known?.id ?? (await insertAccount(tx, { name, email, passwordHash }));
    if (accountId === null) throw new Error('Somebody else took the e-mail meanwhile');
    const role = 'administrator';
    const [held] = await tx`
      select 1 from role_assignments
      where account_id = ${accountId} and administration_id = ${administrationId} and role = ${role}
        and coalesce(valid_to >= current_date, true)`;
    if (held) return { ok: false, reason: 'already' };
    await insertAssignment(tx, { accountId, role, administrationId, unitId: null, workGroupIds: [] });
    const entry = { at: given.now, administrationId, actorId: null, accountId };
    await writeAudit(tx, { ...entry, act: 'role.add', detail: { role } });
    return { ok: true, accountId, administrationId };
  });
}
