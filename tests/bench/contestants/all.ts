import type { Contestant } from './contestant.ts';
import { delaktig } from './delaktig.ts';
import { durableRelay, hocuspocus, relay, yWebsocketServer } from './others.ts';
import { delaktigWithComments } from './with-comments.ts';

export const CONTESTANTS: Contestant[] = [relay, durableRelay, yWebsocketServer, hocuspocus, delaktig];

/** Not among those that are run unless asked for. */
export const OTHER_CONTESTANTS: Contestant[] = [delaktigWithComments];
