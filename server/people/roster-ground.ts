import {
  type Actor,
  administers,
  dayInStockholm,
  mayActOnAccount,
  ROLES,
  type RosterAccount,
  type RosterGround,
  type RosterTable,
} from '@delaktig/domain';
import type postgres from 'postgres';
import { z } from 'zod';

const unitRow = z.object({
  id: z.string(),
  name: z.string(),
  ended: z.boolean(),
  heirs: z.array(z.string()),
  groups: z.array(z.object({ id: z.string(), name: z.string(), closed: z.boolean() })),
});

const accountRow = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  mobile: z.string().nullable(),
  username: z.string().nullable(),
  closed: z.boolean(),
  roles: z.array(
    z.object({
      assignmentId: z.string(),
      administrationId: z.string(),
      unitId: z.string().nullable(),
      role: z.enum(ROLES),
      from: z.string().nullable(),
      to: z.string().nullable(),
      groupIds: z.array(z.string()),
    }),
  ),
});

type Asked = { administrationId: string; actor: Actor; table: RosterTable; now: Date };

/** What an administration is, as far as a list of people concerns it. Everything in a settled order. */
export async function rosterGround(
  sql: postgres.ISql,
  { administrationId, actor, table, now }: Asked,
): Promise<RosterGround> {
  const today = dayInStockholm(now);
  const [units, accounts] = await Promise.all([
    unitsOf(sql, administrationId, today),
    accountsOf(sql, administrationId, table),
  ]);
  return {
    today,
    units: units.filter(({ ended }) => !ended).map(({ id, name, groups }) => ({ id, name, groups })),
    ended: units.filter(({ ended }) => ended).map(({ name, heirs }) => ({ name, heirs })),
    accounts: accounts.map((account) => accountFor(actor, administrationId, today, account)),
  };
}

/**
 * Holds everyone whom the list may concern until the transaction ends; two lists of one administration take turns.
 * What only refers to them, as everybody's words do, does not wait.
 */
export async function lockRoster(
  tx: postgres.ISql,
  { administrationId, table }: Pick<Asked, 'administrationId' | 'table'>,
): Promise<void> {
  await tx`select 1 from administrations where id = ${administrationId} for no key update`;
  // Before anybody's account, as those who move people between units do.
  await tx`select 1 from units where administration_id = ${administrationId} order by id for share`;
  await tx`
    select 1 from accounts where id in (${concerned(tx, administrationId, table)}) order by id for no key update`;
}

/** Everyone who has or has had a role here, and everyone whose address or number is in the list. */
function concerned(sql: postgres.ISql, administrationId: string, { rows }: RosterTable) {
  const emails = rows.map(({ cells }) => cells.email.toLowerCase()).filter((email) => email !== '');
  const mobiles = rows.map(({ cells }) => cells.mobile).filter((mobile) => mobile !== '');
  // The last nine figures, since a number may be written in many ways.
  const ends = mobiles.map((mobile) => mobile.replace(/\D/g, '').slice(-9)).filter((end) => end !== '');
  return sql`
    select account_id from role_assignments where administration_id = ${administrationId}
    union select id from accounts where lower(email) = any(${emails})
    union select id from accounts where mobile is not null and right(mobile, 9) = any(${ends})`;
}

async function unitsOf(sql: postgres.ISql, administrationId: string, today: string) {
  const rows = await sql`
    select u.id, u.name, coalesce(u.ends_after < ${today}::date, false) as ended,
      array(select h.name from unit_heirs uh join units h on h.id = uh.heir_id
        where uh.unit_id = u.id order by h.name) as heirs,
      coalesce((select json_agg(json_build_object('id', g.id, 'name', g.name, 'closed', g.closed_at is not null)
          order by g.name, g.id)
        from work_groups g where g.unit_id = u.id), '[]'::json) as groups
    from units u where u.administration_id = ${administrationId} order by u.name, u.id`;
  return z.array(unitRow).parse([...rows]);
}

async function accountsOf(sql: postgres.ISql, administrationId: string, table: RosterTable) {
  const rows = await sql`
    select a.id, a.name, a.email, a.mobile, a.username, a.closed_at is not null as closed,
      coalesce((select json_agg(json_build_object('assignmentId', ra.id, 'administrationId', ra.administration_id,
          'unitId', ra.unit_id, 'role', ra.role, 'from', ra.valid_from, 'to', ra.valid_to,
          'groupIds', array(select work_group_id from assignment_groups where assignment_id = ra.id order by 1))
          order by ra.id)
        from role_assignments ra where ra.account_id = a.id), '[]'::json) as roles
    from accounts a where a.id in (${concerned(sql, administrationId, table)}) order by a.id`;
  return z.array(accountRow).parse([...rows]);
}

function accountFor(
  actor: Actor,
  administrationId: string,
  today: string,
  { roles, ...account }: z.infer<typeof accountRow>,
): RosterAccount {
  const going = roles.filter(({ to }) => to === null || to >= today);
  return {
    ...account,
    shared: !mayActOnAccount(actor, going.length > 0 ? going : roles),
    heldElsewhere: going.some((role) => !administers(actor, role.administrationId)),
    leads: going.some(({ role }) => role === 'manager' || role === 'administrator'),
    roles: roles
      .filter((role) => role.administrationId === administrationId)
      .flatMap(({ unitId, assignmentId, role, from, to, groupIds }) =>
        unitId === null ? [] : [{ unitId, assignmentId, role, from, to, groupIds }],
      ),
  };
}
