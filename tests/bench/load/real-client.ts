import WebSocket from 'ws';
import type { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { hocuspocusProvider } from '../competitors/hocuspocus-provider.ts';
import { roomOf, type Target } from './target.ts';

/** A client as pages have it: a document and a provider from npm. `hasAll`: it has what the room had. */
export type RealClient = { doc: Y.Doc; awareness: Awareness; hasAll(): boolean; end(): void };

/** y-websocket's own provider, or for Hocuspocus its own. */
export async function realClient(target: Target, room: number): Promise<RealClient> {
  const doc = new Y.Doc();
  const name = roomOf(target, room);
  const Socket = socketWith(target.cookies[0]);
  if (target.dialect === 'hocuspocus') {
    const { provider, awareness, hasAll } = await hocuspocusProvider(target.url, name, doc, Socket);
    return { doc, awareness, hasAll, end: () => provider.destroy() };
  }
  const provider = new WebsocketProvider(target.url, name, doc, {
    WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  });
  const hasAll = () => target.dialect === 'unsynced' || provider.synced;
  return { doc, awareness: provider.awareness, hasAll, end: () => provider.destroy() };
}

function socketWith(cookie: string | undefined): typeof WebSocket {
  class SocketWithCookie extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: cookie ? { cookie } : {} });
    }
  }
  return SocketWithCookie as typeof WebSocket;
}
