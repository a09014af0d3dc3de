import type { Role } from '@delaktig/domain';
import type { Sql } from '../../server/database/connect.ts';
import { insertAssignment } from '../../server/database/organisation.ts';
import { buildHouse, type House, idOf, letIn, type Visitor } from './house.ts';

export type Neighbours = { own: House; foreign: House; administrator: Visitor; stranger: Visitor };

/** Two administrations with a unit each, and the administrator of each. */
export async function twoAdministrations(sql: Sql): Promise<Neighbours> {
  const own = await buildHouse(sql);
  const foreign = await buildHouse(sql);
  return {
    own,
    foreign,
    administrator: await letIn(sql, own, 'Ada Min', 'administrator'),
    stranger: await letIn(sql, foreign, 'Främ Ling', 'administrator'),
  };
}

/** Someone who has no password yet, with a role in each of the houses. */
export async function newcomer(
  sql: Sql,
  houses: House[],
  account: { name?: string; email?: string; mobile?: string; username?: string; role?: Role } = {},
): Promise<string> {
  const { name = 'Runa Fyr', email = null, mobile = null, username = null, role = 'staff' } = account;
  const accountId = await idOf(sql`
    insert into accounts (name, email, mobile, username, protected)
    values (${name}, ${email}, ${mobile}, ${username}, ${name === ''}) returning id`);
  for (const { administrationId, unitId, groupId } of houses) {
    const workGroupIds = role === 'staff' ? [groupId] : [];
    await insertAssignment(sql, { accountId, role, administrationId, unitId, workGroupIds });
  }
  return accountId;
}
