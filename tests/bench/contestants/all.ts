import type { Contestant } from './contestant.ts';
import { delaktig } from './delaktig.ts';
import { durableRelay, hocuspocus, relay, yWebsocketServer } from './others.ts';

export const CONTESTANTS: Contestant[] = [relay, durableRelay, yWebsocketServer, hocuspocus, delaktig];
