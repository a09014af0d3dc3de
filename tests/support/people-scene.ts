import type { Actor } from '@delaktig/domain';
import { expect, onTestFinished } from 'vitest';
import type { Sql } from '../../server/database/connect.ts';
import { insertAssignment } from '../../server/database/organisation.ts';
import { takePulse } from '../../server/database/pulse.ts';
import { patience } from '../../server/http/patience.ts';
import { createLog } from '../../server/log.ts';
import type { PeoplePreview, PeopleUseCases } from '../../server/people/contract.ts';
import { peopleUseCases } from '../../server/people/use-cases.ts';
import { testDatabase } from './database.ts';
import { idOf } from './house.ts';
import { HEADINGS } from './made-up-roster.ts';

export const NOW = new Date('2026-11-23T10:00:00Z');
export const UNITS = {
  'Enheten för hemnära stöd': ['Nattgruppen', 'Kvällslaget', 'Boendestöd norr'],
  'Gruppbostäderna på Udden': ['Linden', 'Rönnen'],
  'Sjöhagens boende': ['Våning 1', 'Våning 2'],
};
export const HOME = 'Enheten för hemnära stöd';

export type People = PeopleUseCases & { actor: Actor };

/** An administration with three units and an administrator, who asks. */
export async function administration(given?: { sql: Sql; name: string }) {
  const { sql } = given ?? (await testDatabase());
  const name = given?.name ?? 'Socialförvaltningen';
  const administrationId = await idOf(sql`
    insert into administrations (organisation, name) values ('Provkommun', ${name}) returning id`);
  for (const unit of Object.keys(UNITS)) {
    await sql`insert into units (administration_id, name, initials) values (${administrationId}, ${unit}, 'XX')`;
  }
  const accountId = await idOf(
    sql`insert into accounts (name, email) values ('Adam Min', ${`${name}@a.example`}) returning id`,
  );
  await insertAssignment(sql, {
    accountId,
    role: 'administrator',
    administrationId,
    unitId: null,
    workGroupIds: [],
  });
  const assignments = [{ role: 'administrator' as const, administrationId, unitId: null, workGroupIds: [] }];
  return {
    sql,
    administrationId,
    people: peopleOf(sql, { accountId, assignments }),
    counts: async () => {
      const [row] = await sql`
        select (select count(*) from accounts)::int as accounts, (select count(*) from role_assignments)::int as roles`;
      return row;
    },
    administrationOf: (email: string) => sql`
      select ra.id from role_assignments ra join accounts a on a.id = ra.account_id where a.email = ${email}`,
    /** Somebody with a role where others administer. */
    elsewhere: async (person: string, email: string) => {
      const otherId = await idOf(sql`
        insert into administrations (organisation, name) values ('Provkommun', 'Andra') returning id`);
      const unitId = await idOf(sql`
        insert into units (administration_id, name, initials) values (${otherId}, 'Skolan', 'S') returning id`);
      const id = await idOf(
        sql`insert into accounts (name, email) values (${person}, ${email}) returning id`,
      );
      await insertAssignment(sql, {
        accountId: id,
        role: 'staff',
        administrationId: otherId,
        unitId,
        workGroupIds: [],
      });
      return id;
    },
  };
}

export function peopleOf(sql: Sql, actor: Actor): People {
  const log = createLog('silent');
  const pulse = takePulse(sql, log);
  onTestFinished(() => pulse.stop());
  return { ...peopleUseCases({ sql, clock: () => NOW, actor, patience: patience({ log, pulse }) }), actor };
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function rows(...cells: string[][]): string {
  return [HEADINGS, ...cells].map((row) => row.join('\t')).join('\n');
}

export async function previewOf(
  people: People,
  administrationId: string,
  text: string,
): Promise<PeoplePreview> {
  const result = await people.preview(administrationId, bytes(text));
  if (!result.ok) throw new Error(result.reason);
  return result.preview;
}

export function takeIn(
  people: People,
  preview: PeoplePreview,
  leaving: readonly string[] | 'all' = [],
  noneProtected = false,
) {
  const { administration, text, seen } = preview;
  return people.takeIn({
    administrationId: administration.id,
    list: bytes(text),
    mended: [],
    seen,
    leaving: leaving === 'all' ? [] : leaving,
    allLeaving: leaving === 'all',
    noneProtected,
  });
}

export async function run(people: People, administrationId: string, text: string): Promise<void> {
  const result = await takeIn(people, await previewOf(people, administrationId, text));
  expect(result).toMatchObject({ ok: true, done: { wrong: 0 } });
}
