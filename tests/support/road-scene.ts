import type { Actor, RoadAct, RoadEvent, RoadResult, Role, SectionView } from '@delaktig/domain';
import { expect } from 'vitest';
import * as Y from 'yjs';
import { actorOf } from '../../server/accounts/actor.ts';
import type { Sql } from '../../server/database/connect.ts';
import { assignmentsInForce } from '../../server/database/organisation.ts';
import { appendRows, loadRoom } from '../../server/database/rooms.ts';
import { createReport } from '../../server/reports/create-report.ts';
import { viewReport } from '../../server/reports/view-report.ts';
import { actOnRoad } from '../../server/road/act.ts';
import { historyOf } from '../../server/road/history.ts';
import { testDatabase } from './database.ts';
import { buildHouse, type House, letIn } from './house.ts';
import { madeUpReport } from './made-up-report.ts';

export const NOW = new Date('2026-01-21T12:00:00+01:00');
export const DAY = '2026-01-30';

/** A unit with one person in each role, and a report of it with a thing of each kind, open for comments. */
export type RoadScene = {
  sql: Sql;
  url: string;
  house: House;
  reportId: string;
  people: Record<Role | 'neighbour', Actor>;
  /** The time at which they act. */
  now: Date;
};

const ROLES_OF_UNIT: Role[] = [
  'manager',
  'deputy',
  'superior',
  'controller',
  'representative',
  'staff',
  'administrator',
];

export async function roadScene(): Promise<RoadScene> {
  const { sql, url } = await testDatabase();
  const house = await buildHouse(sql);
  const created = await createReport(sql, {
    interchange: madeUpReport(),
    kind: 'VB',
    year: 2025,
    unitId: house.unitId,
    createdBy: null,
    state: 'open',
    lastCommentDay: DAY,
    now: NOW,
  });
  if (!created.ok) throw new Error(created.reason);
  const people: Record<string, Actor> = {};
  for (const role of ROLES_OF_UNIT) people[role] = await person(sql, house, role);
  const [other] = await sql<{ id: string }[]>`
    insert into units (administration_id, name, initials)
    values (${house.administrationId}, 'Tullkammaren', 'TK') returning id`;
  people.neighbour = await person(sql, house, 'manager', { unitId: other?.id });
  return {
    sql,
    url,
    house,
    reportId: created.reportId,
    people: people as RoadScene['people'],
    now: NOW,
  };
}

export async function person(
  sql: Sql,
  house: House,
  role: Role,
  where: { unitId?: string; groupIds?: string[]; name?: string } = {},
): Promise<Actor> {
  const { accountId } = await letIn(sql, house, where.name ?? NAMES[role], role, where);
  return actorOf(accountId, await assignmentsInForce(sql, [accountId], '2026-01-21'));
}

const NAMES: Record<Role, string> = {
  manager: 'Runa Fyr',
  deputy: 'Tage Boj',
  superior: 'Signe Ljus',
  controller: 'Ivar Lod',
  representative: 'Ebba Våg',
  staff: 'Nils Åra',
  administrator: 'Alva Karta',
};

export function act(scene: RoadScene, who: Role | 'neighbour' | Actor, what: RoadAct): Promise<RoadResult> {
  const actor = typeof who === 'string' ? scene.people[who] : who;
  return actOnRoad(scene.sql, { actor, now: scene.now, reportId: scene.reportId, act: what });
}

/** The same, which must go through. */
export async function done(scene: RoadScene, who: Role, what: RoadAct): Promise<void> {
  expect(await act(scene, who, what)).toEqual({ ok: true });
}

/** The id of the section of a goal or heading. */
export async function sectionId(scene: RoadScene, title: string): Promise<string> {
  const [row] = await scene.sql<{ id: string }[]>`
    select s.id from sections s left join goals g on g.id = s.goal_id
    where s.report_id = ${scene.reportId} and coalesce(s.title, g.title) = ${title} order by s.ordinal`;
  if (row === undefined) throw new Error(`No section ${title}`);
  return row.id;
}

export async function goalId(scene: RoadScene, title: string): Promise<string> {
  const [row] = await scene.sql<{ id: string }[]>`
    select id from goals where report_id = ${scene.reportId} and title = ${title}`;
  if (row === undefined) throw new Error(`No goal ${title}`);
  return row.id;
}

export async function view(scene: RoadScene, who: Role) {
  const viewed = await viewReport(scene.sql, scene.people[who], scene.reportId, scene.now);
  if (!viewed.ok) throw new Error(viewed.reason);
  return viewed.report;
}

type Tree = { section: SectionView | null; children: Tree[] };

/** A section as somebody sees it. */
export async function seen(scene: RoadScene, who: Role, id: string): Promise<SectionView> {
  const all = (nodes: readonly Tree[]): Tree[] => nodes.flatMap((node) => [node, ...all(node.children)]);
  const found = all((await view(scene, who)).outline).find(({ section }) => section?.id === id)?.section;
  if (!found) throw new Error('The section is not shown');
  return found;
}

export async function history(scene: RoadScene, who: Role, id: string): Promise<RoadEvent[] | null> {
  const of = { reportId: scene.reportId, sectionId: id };
  return historyOf(scene.sql, scene.people[who], of, scene.now);
}

/** A colleague's words, as the room of the section stores them: false when the section takes no more. */
export async function writes(scene: RoadScene, who: Role, id: string, words: string): Promise<boolean> {
  const { epoch, snapshot, tail } = await loadRoom(scene.sql, id);
  const seq = (tail.at(-1)?.seq ?? snapshot?.seq ?? 0) + 1;
  const client = 70 + ROLES_OF_UNIT.indexOf(who);
  const update = added(
    [...(snapshot ? [snapshot.state] : []), ...tail.map((row) => row.update)],
    client,
    words,
  );
  const newClients = [{ client, accountId: scene.people[who].accountId }];
  const row = { sectionId: id, epoch: epoch ?? 0, seq, update, shares: [], newClients };
  return (await appendRows(scene.sql, [row])).length === 0;
}

/** What a client's editor sends when it adds a paragraph to the field `content`. */
function added(room: readonly Uint8Array[], client: number, words: string): Uint8Array {
  const doc = new Y.Doc();
  for (const update of room) Y.applyUpdate(doc, update);
  doc.clientID = client;
  const before = Y.encodeStateVector(doc);
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(words)]);
  doc.getXmlFragment('content').push([paragraph]);
  return Y.encodeStateAsUpdate(doc, before);
}

/** Marked by the manager, and approved by the superior. */
export async function approved(scene: RoadScene, id: string): Promise<string> {
  await done(scene, 'manager', { act: 'mark-ready', sectionId: id, despite: true });
  const { fingerprint } = await seen(scene, 'superior', id);
  if (fingerprint === null) throw new Error('The superior is shown no fingerprint');
  await done(scene, 'superior', { act: 'approve', sectionId: id, fingerprint });
  return fingerprint;
}

export async function allSections(scene: RoadScene): Promise<string[]> {
  const rows = await scene.sql<{ id: string }[]>`
    select id from sections where report_id = ${scene.reportId} and contains = 'content' order by ordinal`;
  return rows.map(({ id }) => id);
}
