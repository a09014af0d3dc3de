import type { Contestant } from './contestant.ts';
import { benchServer, countBytes, freeRooms, LISTENING } from './contestant.ts';

const open = { furnish: freeRooms, listening: LISTENING, path: '' };

export const hocuspocus: Contestant = {
  ...open,
  name: 'hocuspocus',
  about: '@hocuspocus/server 4.7.0 with extension-database in PostgreSQL, default debounce (2 to 10 s)',
  dialect: 'hocuspocus',
  stores: true,
  unloads: true,
  command: benchServer('tests/bench/competitors/hocuspocus-server.ts'),
  storedBytes: (sql, room) =>
    countBytes(sql`select octet_length(state) as bytes from documents where name = ${room}`),
};

export const yWebsocketServer: Contestant = {
  ...open,
  name: 'y-websocket-server',
  about: '@y/websocket-server 0.1.1, in memory only',
  dialect: 'y-websocket',
  stores: false,
  unloads: false,
  command: benchServer('tests/bench/competitors/y-websocket-server.ts'),
  storedBytes: null,
};

/** The floor under everybody: nobody sends the same messages with less. */
export const relay: Contestant = {
  ...open,
  name: 'relay',
  about: 'floor: a bare relay that knows no Yjs and keeps nothing',
  dialect: 'unsynced',
  stores: false,
  unloads: false,
  command: benchServer('tests/bench/floors/relay-server.ts'),
  storedBytes: null,
};

/** The floor under everybody who stores before showing. */
export const durableRelay: Contestant = {
  ...open,
  name: 'durable-relay',
  about: 'floor: group commit over all rooms in windows of 15 ms, then one merged frame per client',
  dialect: 'y-websocket',
  stores: true,
  unloads: true,
  command: benchServer('tests/bench/floors/durable-relay-server.ts'),
  storedBytes: (sql, room) =>
    countBytes(sql`
      select coalesce((select octet_length(state) from snapshots where room = ${room}), 0)
           + coalesce((select sum(octet_length(update)) from updates where room = ${room}), 0) as bytes`),
};
