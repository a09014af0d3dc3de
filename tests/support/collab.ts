import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SCHEMA_VERSION } from '@delaktig/editor/reading';
import { onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { sessionOf } from '../../server/accounts/sessions.ts';
import type { Sql } from '../../server/database/connect.ts';
import { createLog } from '../../server/log.ts';
import { type Collab, type CollabNeeds, createCollab } from '../../server/rooms/index.ts';

export type RunningCollab = { collab: Collab; origin: string; url: string; close(): Promise<void> };

/** The sync server alone on a free port, or on the one given, with the product's own session look-up. */
export async function runCollab(
  sql: Sql,
  { port = 0, ...options }: Partial<CollabNeeds> & { port?: number } = {},
): Promise<RunningCollab> {
  const now = options.now ?? (() => new Date());
  const http = createServer((_request, response) => response.writeHead(404).end());
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const collab = createCollab({
    sql,
    log: createLog('silent'),
    now,
    schemaVersion: SCHEMA_VERSION,
    isOwnOrigin: (other) => other === origin,
    sessionOf: (cookie) => sessionOf(sql, cookie, now()),
    ...options,
  });
  http.on('upgrade', (request, socket, head) => {
    if (!collab.handleUpgrade(request, socket, head)) socket.destroy();
  });
  let closed = false;
  const close = async () => {
    if (closed) return;
    closed = true;
    await collab.close();
    await new Promise((resolve) => http.close(resolve));
  };
  onTestFinished(close);
  return { collab, origin, url: origin.replace('http', 'ws'), close };
}

/** A stock y-websocket client with a session cookie, ended with the test; `clientId` is that of its Yjs document. */
export function stockClient(
  url: string,
  sectionId: string,
  cookie: string,
  { clientId }: { clientId?: number } = {},
) {
  class SocketWithCookie extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: cookie ? { cookie } : {} });
    }
  }
  const doc = new Y.Doc();
  doc.clientID = clientId ?? doc.clientID;
  const provider = new WebsocketProvider(`${url}/collab`, sectionId, doc, {
    WebSocketPolyfill: SocketWithCookie as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    maxBackoffTime: 20,
  });
  const closes: number[] = [];
  provider.on('connection-close', (event: { code: number } | null) => {
    if (event) closes.push(event.code);
  });
  onTestFinished(() => provider.destroy());
  return {
    doc,
    provider,
    /** For what is no editor: a field is either a text or a fragment. */
    get text() {
      return doc.getText('content');
    },
    closes,
  };
}

/** A bare socket: what it received, and the code it was closed with. */
export function rawSocket(
  address: string,
  headers: Record<string, string> = {},
  options: { autoPong?: boolean } = {},
) {
  const socket = new WebSocket(address, { headers, ...options });
  const received: Uint8Array[] = [];
  let code: number | null = null;
  let status: number | null = null;
  socket.on('message', (data: Buffer) => received.push(new Uint8Array(data)));
  socket.on('close', (closeCode) => {
    code = closeCode;
  });
  socket.on('unexpected-response', (_request, response) => {
    status = response.statusCode ?? null;
    socket.terminate();
  });
  socket.on('error', () => {});
  onTestFinished(() => socket.terminate());
  return {
    socket,
    received,
    get code() {
      return code;
    },
    get status() {
      return status;
    },
  };
}
