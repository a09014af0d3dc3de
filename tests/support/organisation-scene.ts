import type { Role } from '@delaktig/domain';
import { onTestFinished } from 'vitest';
import { actorOf } from '../../server/accounts/actor.ts';
import type { Sql } from '../../server/database/connect.ts';
import { assignmentsInForce, insertAssignment } from '../../server/database/organisation.ts';
import { takePulse } from '../../server/database/pulse.ts';
import { patience } from '../../server/http/patience.ts';
import { createLog } from '../../server/log.ts';
import type { OrganisationUseCases } from '../../server/organisation/contract.ts';
import { organisationUseCases } from '../../server/organisation/use-cases.ts';
import { idOf } from './house.ts';

export type Place = { administrationId: string; unitId: string; groupId: string };

/** An administration with a unit and a group. */
export async function place(sql: Sql, name: string): Promise<Place> {
  const administrationId = await idOf(sql`
    insert into administrations (organisation, name) values ('Provkommun', ${`${name}förvaltningen`}) returning id`);
  const { unitId, groupId } = await unitIn(sql, administrationId, `${name}enheten`);
  return { administrationId, unitId, groupId };
}

export async function unitIn(sql: Sql, administrationId: string, name: string) {
  const unitId = await idOf(sql`
    insert into units (administration_id, name, initials) values (${administrationId}, ${name}, 'PE') returning id`);
  const groupId = await idOf(
    sql`insert into work_groups (unit_id, name) values (${unitId}, 'Dag') returning id`,
  );
  return { unitId, groupId };
}

export async function personIn(
  sql: Sql,
  name: string,
  role: Role,
  at: { administrationId: string; unitId?: string; groupIds?: string[] },
): Promise<string> {
  const accountId = await idOf(sql`insert into accounts (name) values (${name}) returning id`);
  await giveRole(sql, accountId, role, at);
  return accountId;
}

export async function giveRole(
  sql: Sql,
  accountId: string,
  role: Role,
  at: { administrationId: string; unitId?: string; groupIds?: string[] },
): Promise<string> {
  return insertAssignment(sql, {
    accountId,
    role,
    administrationId: at.administrationId,
    unitId: role === 'administrator' ? null : (at.unitId ?? null),
    workGroupIds: at.groupIds ?? [],
  });
}

/** What somebody may do on a day, as their pages would ask for it. */
export async function askedBy(sql: Sql, accountId: string, now: Date): Promise<OrganisationUseCases> {
  const log = createLog('silent');
  const pulse = takePulse(sql, log);
  onTestFinished(() => pulse.stop());
  const day = now.toISOString().slice(0, 10);
  const actor = actorOf(accountId, await assignmentsInForce(sql, [accountId], day));
  return organisationUseCases({ sql, clock: () => now, actor, patience: patience({ log, pulse }) });
}

/** Roles that hold on a day, as "manager Norrenheten (Dag)". */
export async function rolesOn(sql: Sql, accountId: string, day: string): Promise<string[]> {
  const held = await assignmentsInForce(sql, [accountId], day);
  return held.map(({ role, unit, groups }) => {
    const of = groups.length === 0 ? '' : ` (${groups.map(({ name }) => name).join(', ')})`;
    return `${role} ${unit?.name ?? 'allt'}${of}`;
  });
}
