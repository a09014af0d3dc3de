import type { IncomingMessage } from 'node:http';
import { registerHooks } from 'node:module';
import type { WebSocket } from 'ws';
import { listen } from '../floors/listen.ts';
import { competitor } from './competitor.ts';

type Utilities = {
  setupWSConnection(socket: WebSocket, request: Pick<IncomingMessage, 'url'>): void;
};

// It imports LevelDB whether or not it is used, and it is not used without YPERSISTENCE.
registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== 'y-leveldb') return next(specifier, context);
    return { url: 'data:text/javascript,export const LeveldbPersistence = null', shortCircuit: true };
  },
});
const { setupWSConnection } = await competitor<Utilities>('@y/websocket-server/utils');

await listen((socket, room) => setupWSConnection(socket, { url: `/${room}` }));
