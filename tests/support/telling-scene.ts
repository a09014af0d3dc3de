import { mentionToken } from '@delaktig/domain';
import { createLog } from '../../server/log.ts';
import { tellAll } from '../../server/telling/teller.ts';
import type { RoadScene } from './road-scene.ts';
import type { Who } from './threads-scene.ts';

export const ORIGIN = 'https://delaktig.example';

export type PutMail = { recipient: string; subject: string; body: string };

export function idOf(scene: RoadScene, who: Who): string {
  return (typeof who === 'string' ? scene.people[who] : who).accountId;
}

export function at(who: string): string {
  return mentionToken({ of: 'account', id: who });
}

/** Lets people have mail: an address, and a way to sign in. */
export async function withMail(scene: RoadScene, ...people: Who[]): Promise<void> {
  for (const who of people) {
    const id = idOf(scene, who);
    await scene.sql`update accounts set email = ${`${id}@fyr.example`}, password_hash = 'x' where id = ${id}`;
  }
}

/** Looks who is to be told what at the scene's hour. @returns what came into line, in order, for each by their id */
export async function look(
  scene: RoadScene,
  time: string,
): Promise<(Omit<PutMail, 'recipient'> & { to: string })[]> {
  scene.now = new Date(time);
  const [before] = await scene.sql<{ id: number }[]>`select coalesce(max(id), 0) as id from mails`;
  const log = createLog('silent');
  await tellAll({ sql: scene.sql, log, clock: () => scene.now, origin: ORIGIN });
  const mails = await scene.sql<PutMail[]>`
    select recipient, subject, body from mails where id > ${before?.id ?? 0} order by id`;
  return mails.map(({ recipient, subject, body }) => ({ to: recipient.split('@')[0] ?? '', subject, body }));
}
