import { ROLES, type Role } from '@delaktig/domain';
import type postgres from 'postgres';
import { z } from 'zod';
import { hasWayIn } from './way-in.ts';

/** A person as administrators may see them: of a protected identity neither name nor address is read at all. */
const person = z.object({
  id: z.string(),
  name: z.string(),
  isProtected: z.boolean(),
  number: z.int().nullable(),
  email: z.string().nullable(),
  mobile: z.string().nullable(),
  hasEmail: z.boolean(),
  hasMobile: z.boolean(),
  canSignIn: z.boolean(),
  closed: z.boolean(),
});
export type PersonRow = z.infer<typeof person>;

/** Numbers tell apart those of the administrations whose identity is protected. */
const numbered = (sql: postgres.ISql, administrationIds: readonly string[]) => sql`
  select p.id, row_number() over (order by p.created_at, p.id)::int as number from accounts p
  where p.protected and exists (select from role_assignments r where r.account_id = p.id
    and r.administration_id = any(${administrationIds as string[]}::uuid[]))`;

const columns = (sql: postgres.ISql) => sql`
  a.id, a.name, a.protected as "isProtected", n.number,
  case when a.protected then null else a.email end as email,
  case when a.protected then null else a.mobile end as mobile,
  a.email is not null as "hasEmail", a.mobile is not null as "hasMobile",
  ${hasWayIn(sql)} as "canSignIn", a.closed_at is not null as closed`;

export async function peopleByIds(
  sql: postgres.ISql,
  ids: readonly string[],
  administrationIds: readonly string[],
): Promise<PersonRow[]> {
  const rows = await sql`
    with numbered as (${numbered(sql, administrationIds)})
    select ${columns(sql)} from accounts a left join numbered n on n.id = a.id
    where a.id = any(${ids as string[]}::uuid[])`;
  return z.array(person).parse([...rows]);
}

export type PeopleSearch = {
  administrationId: string;
  name: string;
  unitId: string | null;
  groupId: string | null;
  role: Role | null;
  closed: boolean;
  lack: 'sign-in' | 'role' | null;
};

/** People who hold or have held a role in the administration, by name; those without one last. */
export async function searchPeople(
  sql: postgres.ISql,
  search: PeopleSearch,
  { day, limit, offset }: { day: string; limit: number; offset: number },
): Promise<{ people: PersonRow[]; total: number }> {
  const matching = sql`
    from accounts a left join numbered n on n.id = a.id
    where a.closed_at is ${search.closed ? sql`not null` : sql`null`}
      and exists (select from role_assignments ra
        where ra.account_id = a.id and ra.administration_id = ${search.administrationId})
      and (${search.name} = '' or a.name ilike ${`%${search.name.replace(/[\\%_]/g, '\\$&')}%`})
      and (${search.unitId === null && search.groupId === null && search.role === null}
        or exists (select from role_assignments ra
          where ra.account_id = a.id and ra.administration_id = ${search.administrationId}
            and coalesce(ra.valid_to >= ${day}::date, true)
            and (${search.unitId}::uuid is null or ra.unit_id = ${search.unitId})
            and (${search.role}::text is null or ra.role = ${search.role})
            and (${search.groupId}::uuid is null or exists (select from assignment_groups ag
              where ag.assignment_id = ra.id and ag.work_group_id = ${search.groupId}))))
      and (${search.lack !== 'sign-in'} or not ${hasWayIn(sql)})
      and (${search.lack !== 'role'} or not exists (select from role_assignments ra
        where ra.account_id = a.id and coalesce(ra.valid_to >= ${day}::date, true)))`;
  const of = sql`with numbered as (${numbered(sql, [search.administrationId])})`;
  const [count, rows] = await Promise.all([
    sql<{ total: number }[]>`${of} select count(*)::int as total ${matching}`,
    sql`${of} select ${columns(sql)} ${matching}
      order by a.name = '', a.name, n.number, a.id limit ${limit} offset ${offset}`,
  ]);
  return { people: z.array(person).parse([...rows]), total: count[0]?.total ?? 0 };
}

const counts = z.object({
  people: z.int(),
  closed: z.int(),
  withoutSignIn: z.int(),
  withoutRole: z.int(),
});

/** Of an administration; people are those whose accounts are open. */
export async function countPeople(
  sql: postgres.ISql,
  administrationId: string,
  day: string,
): Promise<z.infer<typeof counts>> {
  const [row] = await sql`
    select count(*) filter (where a.closed_at is null)::int as people,
      count(*) filter (where a.closed_at is not null)::int as closed,
      count(*) filter (where a.closed_at is null and not ${hasWayIn(sql)})::int as "withoutSignIn",
      count(*) filter (where a.closed_at is null and not exists (select from role_assignments ra
        where ra.account_id = a.id and coalesce(ra.valid_to >= ${day}::date, true)))::int as "withoutRole"
    from accounts a where exists (select from role_assignments ra
      where ra.account_id = a.id and ra.administration_id = ${administrationId})`;
  return counts.parse(row);
}

const locked = z.object({
  id: z.string(),
  isProtected: z.boolean(),
  closed: z.boolean(),
  hasUsername: z.boolean(),
  hasAddress: z.boolean(),
  roles: z.array(z.object({ administrationId: z.string(), role: z.enum(ROLES), hasEnded: z.boolean() })),
});
export type LockedPerson = z.infer<typeof locked>;

/** Held until the transaction ends. What refers to the account can be written meanwhile: words of the person as well. */
export async function lockPerson(tx: postgres.ISql, id: string, day: string): Promise<LockedPerson | null> {
  const [row] = await tx`
    select a.id, a.protected as "isProtected", a.closed_at is not null as closed,
      a.username is not null as "hasUsername", num_nonnulls(a.email, a.mobile) > 0 as "hasAddress",
      coalesce((select json_agg(json_build_object('administrationId', ra.administration_id,
        'role', ra.role, 'hasEnded', coalesce(ra.valid_to < ${day}::date, false)))
        from role_assignments ra where ra.account_id = a.id), '[]'::json) as roles
    from accounts a where a.id = ${id} for no key update of a`;
  return row === undefined ? null : locked.parse(row);
}

/** Whose account an address is; `except`: the person themself. */
export async function holdersOf(
  sql: postgres.ISql,
  { email, mobile }: { email: string | null; mobile: string | null },
  except: string | null = null,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from accounts
    where (lower(email) = lower(${email}) or mobile = ${mobile}) and id is distinct from ${except}::uuid`;
  return rows.map(({ id }) => id);
}

export async function insertPerson(
  tx: postgres.ISql,
  { name, email, mobile }: { name: string; email: string | null; mobile: string | null },
): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    insert into accounts (name, email, mobile) values (${name}, ${email}, ${mobile}) returning id`;
  if (row === undefined) throw new Error('An account was not inserted');
  return row.id;
}

/**
 * What is undefined stays as it is. A name makes the identity open, and an empty one protected; codes whose mail may
 * be on its way go with the name. A username that may say it is the caller's to replace.
 */
export async function updatePerson(
  tx: postgres.ISql,
  id: string,
  changed: { name?: string; email?: string | null; mobile?: string | null },
): Promise<void> {
  if (changed.name !== undefined) {
    await tx`update accounts set name = ${changed.name}, protected = ${changed.name === ''} where id = ${id}`;
  }
  if (changed.name === '') {
    await tx`delete from access_codes where account_id = ${id} and used_at is null`;
  }
  if (changed.email !== undefined) await tx`update accounts set email = ${changed.email} where id = ${id}`;
  if (changed.mobile !== undefined) await tx`update accounts set mobile = ${changed.mobile} where id = ${id}`;
}

/** Sessions that are open end with it. */
export async function closePerson(tx: postgres.ISql, id: string, at: Date): Promise<void> {
  await tx`update accounts set closed_at = ${at} where id = ${id}`;
  await tx`update sessions set revoked_at = ${at} where account_id = ${id} and revoked_at is null`;
}

export async function reopenPerson(tx: postgres.ISql, id: string): Promise<void> {
  await tx`update accounts set closed_at = null where id = ${id}`;
}
