import type {
  Actor,
  NoticeView,
  PostView,
  Role,
  ThreadAct,
  ThreadAnchor,
  ThreadResult,
  ThreadsView,
  ThreadView,
} from '@delaktig/domain';
import type { Compose } from '../../server/rooms/compose.ts';
import { type ActNeeds, actOnThreads } from '../../server/threads/act.ts';
import { NamedLimiter } from '../../server/threads/named-limiter.ts';
import { createNamelessLimiter } from '../../server/threads/nameless-limiter.ts';
import { viewNotices } from '../../server/threads/notices.ts';
import { viewThreads } from '../../server/threads/view.ts';
import { person, type RoadScene } from './road-scene.ts';

export type Who = Role | 'neighbour' | Actor;

const SECTION: ThreadAnchor = { of: 'section' };

function actorIn(scene: RoadScene, who: Who): Actor {
  return typeof who === 'string' ? scene.people[who] : who;
}

export function say(
  scene: RoadScene,
  who: Who,
  act: ThreadAct,
  needs: Partial<ActNeeds> = {},
): Promise<ThreadResult> {
  const { sql, now, reportId } = scene;
  const asked = { actor: actorIn(scene, who), now, reportId, act };
  return actOnThreads(sql, asked, {
    limiter: createNamelessLimiter(),
    named: new NamedLimiter(),
    compose: WITHOUT_ROOMS,
    ...needs,
  });
}

/** Who may not write into the text is refused before a room is opened. */
export const WITHOUT_ROOMS: Compose = () => Promise.reject(new Error('There are no rooms here'));

/** The same, which must go through. @returns the thread's id */
export async function said(scene: RoadScene, who: Who, act: ThreadAct): Promise<string> {
  const result = await say(scene, who, act);
  if (!result.ok) throw new Error(`${act.act}: ${result.reason}`);
  return result.threadId ?? '';
}

export function commentOn(sectionId: string, more: Partial<Extract<ThreadAct, { act: 'comment' }>> = {}) {
  return {
    act: 'comment',
    sectionId,
    anchor: SECTION,
    body: 'Så var det inte hos oss i mars.',
    nameless: false,
    ...more,
  } as const;
}

/** Words of the made-up report's summary. */
export const WINDY = {
  of: 'words',
  field: 'content',
  quote: 'blåsigt',
  prefix: 'Året var ',
  suffix: '.\nIngen båt låg kvar.',
} as const;

export function suggestOn(sectionId: string, more: Partial<Extract<ThreadAct, { act: 'suggest' }>> = {}) {
  return {
    act: 'suggest',
    sectionId,
    anchor: WINDY,
    proposed: 'stormigt från mars',
    body: '',
    ...more,
  } as const;
}

export async function viewed(scene: RoadScene, who: Who): Promise<ThreadsView> {
  const view = await viewThreads(scene.sql, actorIn(scene, who), scene.reportId, scene.now);
  if (view === null) throw new Error('The report is not theirs to read');
  return view;
}

export async function threadOf(scene: RoadScene, who: Who, id: string): Promise<ThreadView | null> {
  return (await viewed(scene, who)).threads.find((thread) => thread.id === id) ?? null;
}

export async function postOf(scene: RoadScene, who: Who, id: string, at = 0): Promise<PostView> {
  const post = (await threadOf(scene, who, id))?.posts[at];
  if (post === undefined) throw new Error('There is no such post');
  return post;
}

export function inbox(scene: RoadScene, who: Who): Promise<NoticeView[]> {
  return viewNotices(scene.sql, actorIn(scene, who), scene.now);
}

/** More staff in the unit, so that it has at least eight. */
export async function colleagues(scene: RoadScene, count = 7): Promise<Actor[]> {
  const all: Actor[] = [];
  for (let at = 0; at < count; at++) {
    all.push(await person(scene.sql, scene.house, 'staff', { name: `Kollega ${at}` }));
  }
  return all;
}
