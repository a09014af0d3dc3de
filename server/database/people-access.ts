import { ROLES } from '@delaktig/domain';
import type postgres from 'postgres';
import { z } from 'zod';
import { hasWayIn } from './way-in.ts';

const named = z.object({ id: z.string(), name: z.string() });
const roleRow = z.object({
  role: z.enum(ROLES),
  administration: named,
  unit: named.nullable(),
  groups: z.array(named),
  /** Its last day has passed. */
  ended: z.boolean(),
});

const codeRow = z.object({
  purpose: z.enum(['invite', 'reset']),
  way: z.enum(['mail', 'sheet']),
  madeAt: z.coerce.date(),
  expiresAt: z.coerce.date(),
  usedAt: z.coerce.date().nullable(),
  mail: z.enum(['waiting', 'sent', 'failed']).nullable(),
});

const personRow = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  mobile: z.string().nullable(),
  username: z.string().nullable(),
  hasPassword: z.boolean(),
  closed: z.boolean(),
  roles: z.array(roleRow),
  /** The newest. */
  code: codeRow.nullable(),
});
/** How a person comes in, and where they hold roles: what decides who may do what about it. */
export type PersonAccessRow = z.infer<typeof personRow>;

const columns = (sql: postgres.ISql, day: string) => sql`
  a.id, a.name, a.email, a.mobile, a.username, a.password_hash is not null as "hasPassword",
  a.closed_at is not null as closed,
  coalesce((
    select json_agg(json_build_object(
      'role', ra.role,
      'administration', json_build_object('id', ad.id, 'name', ad.name),
      'unit', case when u.id is null then null else json_build_object('id', u.id, 'name', u.name) end,
      'groups', coalesce((
        select json_agg(json_build_object('id', g.id, 'name', g.name) order by g.name)
        from assignment_groups ag join work_groups g on g.id = ag.work_group_id
        where ag.assignment_id = ra.id), '[]'::json),
      'ended', coalesce(ra.valid_to < ${day}::date, false)
    ) order by array_position(${ROLES as unknown as string[]}::text[], ra.role), u.name, ra.id)
    from role_assignments ra
    join administrations ad on ad.id = ra.administration_id
    left join units u on u.id = ra.unit_id
    where ra.account_id = a.id
  ), '[]'::json) as roles,
  (
    select json_build_object('purpose', c.purpose, 'way', c.way, 'madeAt', c.made_at, 'expiresAt', c.expires_at,
      'usedAt', c.used_at, 'mail', (
        select case when m.sent_at is not null then 'sent' when m.failed_at is not null then 'failed' else 'waiting' end
        from mails m where m.code_id = c.id order by m.id desc limit 1))
    from access_codes c where c.account_id = a.id order by c.made_at desc limit 1
  ) as code`;

/** By id; those that are not there are not among them. `day`: today in Stockholm. */
export async function accessOfPeople(
  sql: postgres.ISql,
  ids: readonly string[],
  day: string,
): Promise<PersonAccessRow[]> {
  const rows = await sql`
    select ${columns(sql, day)} from accounts a
    where a.id = any(${ids as string[]}::uuid[]) order by a.name, a.id`;
  return z.array(personRow).parse([...rows]);
}

const heldIn = (sql: postgres.ISql, administrationId: string, day: string) => sql`
  exists (select 1 from role_assignments ra
    where ra.account_id = a.id and ra.administration_id = ${administrationId}
      and coalesce(ra.valid_to >= ${day}::date, true))`;

/** Those who hold a role there, now or later, and cannot sign in yet. */
export async function peopleWithoutWayIn(
  sql: postgres.ISql,
  administrationId: string,
  day: string,
): Promise<PersonAccessRow[]> {
  const rows = await sql`
    select ${columns(sql, day)} from accounts a
    where a.closed_at is null and not ${hasWayIn(sql)} and ${heldIn(sql, administrationId, day)}
    order by a.name = '', a.name, a.id`;
  return z.array(personRow).parse([...rows]);
}

export async function countWithWayIn(
  sql: postgres.ISql,
  administrationId: string,
  day: string,
): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*) as n from accounts a
    where a.closed_at is null and ${hasWayIn(sql)} and ${heldIn(sql, administrationId, day)}`;
  return row?.n ?? 0;
}
