import { randomUUID } from 'node:crypto';
import type { Interchange, Role } from '@delaktig/domain';
import { emptyHeader } from '@delaktig/domain';
import { cookiePair, startSession } from '../accounts/sessions.ts';
import { insertAccount } from '../database/accounts.ts';
import type { Sql } from '../database/connect.ts';
import { insertAdministration, insertUnit, insertWorkGroup } from '../database/new-organisation.ts';
import { openSections } from '../database/open-sections.ts';
import { insertAssignment } from '../database/organisation.ts';
import { createReport } from '../reports/create-report.ts';

export type FixtureSession = {
  role: Role;
  unit: 'own' | 'other';
  /** `name=value`, as a client sends it. */
  cookie: string;
};

export type Fixture = {
  /** The sections' ids, in print order. */
  sections: string[];
  sessions: FixtureSession[];
};

type Place = { unitId: string; administrationId: string; groupId: string };

/**
 * An administration of its own with a unit whose report has `sections` empty sections that everybody there
 * may write in, and signed-in people: a manager, `users` staff and a controller, and one of staff in
 * another unit. For load tests and hostile clients.
 */
export async function makeFixture(
  sql: Sql,
  { sections, users, now }: { sections: number; users: number; now: Date },
): Promise<Fixture> {
  const tag = randomUUID().slice(0, 8);
  const administrationId = await insertAdministration(sql, {
    organisation: 'Provkommunen',
    name: `Provförvaltningen ${tag}`,
  });
  const own = await makeUnit(sql, administrationId, `Provenheten ${tag}`);
  const other = await makeUnit(sql, administrationId, `Grannenheten ${tag}`);
  const created = await createReport(sql, {
    interchange: emptyReport(sections, now.getFullYear()),
    kind: 'VB',
    year: now.getFullYear(),
    unitId: own.unitId,
    createdBy: null,
    state: 'open',
    now,
  });
  if (!created.ok) throw new Error('A new unit had a report already');
  const sessions = [await signIn(sql, own, { name: 'Prov Chef', role: 'manager' }, now)];
  for (let number = 1; number <= users; number++) {
    sessions.push(await signIn(sql, own, { name: `Prov Medarbetare ${number}`, role: 'staff' }, now));
  }
  sessions.push(await signIn(sql, own, { name: 'Prov Controller', role: 'controller' }, now));
  const stranger = await signIn(sql, other, { name: 'Prov Granne', role: 'staff' }, now);
  return {
    sections: await openSections(sql, created.reportId, [own.groupId]),
    sessions: [...sessions, { ...stranger, unit: 'other' }],
  };
}

async function makeUnit(sql: Sql, administrationId: string, name: string): Promise<Place> {
  const unitId = await insertUnit(sql, { administrationId, name, initials: name.slice(0, 2).toUpperCase() });
  return { administrationId, unitId, groupId: await insertWorkGroup(sql, { unitId, name: 'Provgruppen' }) };
}

async function signIn(
  sql: Sql,
  place: Place,
  person: { name: string; role: 'manager' | 'staff' | 'controller' },
  now: Date,
): Promise<FixtureSession> {
  const accountId = await insertAccount(sql, { name: person.name, email: null, passwordHash: null });
  if (accountId === null) throw new Error('An account without e-mail was refused');
  await insertAssignment(sql, {
    accountId,
    role: person.role,
    administrationId: place.administrationId,
    unitId: place.unitId,
    workGroupIds: person.role === 'staff' ? [place.groupId] : [],
  });
  const session = await startSession(sql, accountId, now);
  return { role: person.role, unit: 'own', cookie: cookiePair(session, false) };
}

function emptyReport(sections: number, year: number): Interchange {
  return {
    schema: 'delaktig.report/1',
    kind: 'VB',
    year,
    title: `Verksamhetsberättelse ${year}`,
    unit: null,
    header: emptyHeader(),
    contents: [],
    appendices: [],
    sections: Array.from({ length: sections }, (_, index) => ({
      id: `s${index + 1}`,
      title: `Avsnitt ${index + 1}`,
      level: 1,
      parent: null,
      contains: 'content' as const,
      content: [],
    })),
    goals: [],
    tables: [],
    furniture: [],
    remarks: [],
  };
}
