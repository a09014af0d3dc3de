import { spawn } from 'node:child_process';
import type { Sql } from '../../server/database/connect.ts';
import type { buildHouse, House } from './house.ts';
import { idOf } from './house.ts';

export type Setting = {
  sql: Sql;
  databaseUrl: string;
  house: House;
  sectionId: string;
  accountId: string;
  sessionId: string;
};

/** One way in which what somebody may do in a section changes. */
export type Change = {
  name: string;
  role: 'manager' | 'deputy' | 'controller' | 'staff';
  options?: Parameters<typeof buildHouse>[1];
  before?(setting: Setting): Promise<unknown>;
  change(setting: Setting): Promise<unknown>;
  /** What the person's section is closed with, and whether they may write once they are back. */
  code: 4401 | 4403 | 4510;
  writesAfter?: boolean;
};

export const CHANGES: Change[] = [
  {
    name: 'a section that is no longer open for writing',
    role: 'staff',
    change: ({ sql, sectionId }) => sql`update sections set mode = 'comment' where id = ${sectionId}`,
    code: 4510,
  },
  {
    name: 'a section that is opened for writing',
    role: 'staff',
    options: { mode: 'comment' },
    change: ({ sql, sectionId }) => sql`update sections set mode = 'write' where id = ${sectionId}`,
    code: 4510,
    writesAfter: true,
  },
  {
    name: 'a section that is marked ready',
    role: 'manager',
    change: ({ sql, sectionId }) => sql`update sections set state = 'ready' where id = ${sectionId}`,
    code: 4510,
  },
  {
    name: 'a section that is approved',
    role: 'controller',
    change: ({ sql, sectionId }) => sql`update sections set state = 'approved' where id = ${sectionId}`,
    code: 4510,
  },
  {
    name: 'a section that is reopened',
    role: 'manager',
    options: { state: 'approved' },
    change: ({ sql, sectionId }) => sql`update sections set state = 'reopened' where id = ${sectionId}`,
    code: 4510,
    writesAfter: true,
  },
  {
    name: 'controllers who are no longer asked',
    role: 'controller',
    change: ({ sql, sectionId }) =>
      sql`update sections set controllers_write = false where id = ${sectionId}`,
    code: 4510,
  },
  {
    name: 'a section that becomes one of the economy',
    role: 'controller',
    options: { mode: 'comment' },
    change: ({ sql, sectionId }) => sql`update sections set economy = true where id = ${sectionId}`,
    code: 4510,
    writesAfter: true,
  },
  {
    name: 'a group that is no longer asked',
    role: 'staff',
    change: ({ sql, sectionId }) => sql`delete from section_writers where section_id = ${sectionId}`,
    code: 4510,
  },
  {
    name: 'a group that is asked',
    role: 'staff',
    before: ({ sql, sectionId }) => sql`delete from section_writers where section_id = ${sectionId}`,
    change: ({ sql, sectionId, house }) => sql`
      insert into section_writers (section_id, work_group_id) values (${sectionId}, ${house.groupId})`,
    code: 4510,
    writesAfter: true,
  },
  {
    name: 'a deputy whom the section is taken from',
    role: 'deputy',
    before: ({ sql, sectionId, accountId }) => sql`
      insert into section_deputies (section_id, account_id) values (${sectionId}, ${accountId})`,
    change: ({ sql, sectionId }) => sql`delete from section_deputies where section_id = ${sectionId}`,
    code: 4510,
  },
  {
    name: 'a deputy whom the section is given to',
    role: 'deputy',
    change: ({ sql, sectionId, accountId }) => sql`
      insert into section_deputies (section_id, account_id) values (${sectionId}, ${accountId})`,
    code: 4510,
    writesAfter: true,
  },
  {
    name: 'a report that is handed in',
    role: 'manager',
    change: ({ sql, house }) => sql`update reports set state = 'submitted' where id = ${house.reportId}`,
    code: 4510,
  },
  {
    name: 'a report that becomes a draft again',
    role: 'staff',
    options: { mode: 'comment' },
    change: ({ sql, house }) => sql`update reports set state = 'draft' where id = ${house.reportId}`,
    code: 4403,
  },
  {
    name: 'a report that is deleted',
    role: 'manager',
    change: ({ sql, house }) => sql`delete from reports where id = ${house.reportId}`,
    code: 4403,
  },
  {
    name: 'a section that is deleted',
    role: 'manager',
    change: ({ sql, sectionId }) => sql`delete from sections where id = ${sectionId}`,
    code: 4403,
  },
  {
    name: 'a section that has no room any more',
    role: 'manager',
    change: ({ sql, sectionId }) => sql`update sections set contains = 'goals' where id = ${sectionId}`,
    code: 4403,
  },
  {
    name: 'a unit that comes to another administration',
    role: 'manager',
    change: async ({ sql, house }) => {
      const other = await idOf(
        sql`insert into administrations (organisation, name) values ('Provkommun', 'Andra') returning id`,
      );
      await sql`update units set administration_id = ${other} where id = ${house.unitId}`;
    },
    code: 4403,
  },
  {
    name: 'one who leaves their group',
    role: 'staff',
    change: ({ sql, accountId }) => sql`
      delete from assignment_groups using role_assignments a
      where a.id = assignment_id and a.account_id = ${accountId}`,
    code: 4510,
  },
  {
    name: 'an assignment that is ended by another process',
    role: 'manager',
    change: ({ databaseUrl, accountId }) =>
      runElsewhere(
        databaseUrl,
        `update role_assignments set valid_to = '2020-01-01' where account_id = '${accountId}'`,
      ),
    code: 4403,
  },
  {
    name: 'an assignment that is taken away',
    role: 'staff',
    change: ({ sql, accountId }) => sql`delete from role_assignments where account_id = ${accountId}`,
    code: 4403,
  },
  {
    name: 'an assignment to another role',
    role: 'manager',
    change: ({ sql, accountId }) =>
      sql`update role_assignments set role = 'superior' where account_id = ${accountId}`,
    code: 4510,
  },
  {
    name: 'a session that is revoked',
    role: 'manager',
    change: ({ sql, sessionId }) => sql`update sessions set revoked_at = now() where id = ${sessionId}`,
    code: 4401,
  },
  {
    name: 'a session that is made to expire',
    role: 'staff',
    change: ({ sql, sessionId }) => sql`
      update sessions set expires_at = now() - interval '1 second' where id = ${sessionId}`,
    code: 4401,
  },
  {
    name: 'a session whose row is gone',
    role: 'staff',
    change: ({ sql, sessionId }) => sql`delete from sessions where id = ${sessionId}`,
    code: 4401,
  },
  {
    name: 'an account that is closed',
    role: 'manager',
    change: ({ sql, accountId }) => sql`update accounts set closed_at = now() where id = ${accountId}`,
    code: 4401,
  },
];

/** Runs the SQL in a process of its own that knows nothing of ours. */
function runElsewhere(databaseUrl: string, text: string): Promise<void> {
  const script = `import { connect } from './server/database/connect.ts';
    const sql = connect(process.argv[1], { max: 1 });
    await sql.unsafe(process.argv[2]);
    console.log('done');
    await sql.end();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, databaseUrl, text], {
    cwd: new URL('../..', import.meta.url).pathname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`It ended with ${code}`))));
  });
}
