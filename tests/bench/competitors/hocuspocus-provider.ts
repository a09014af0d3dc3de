import type { WebSocket } from 'ws';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { competitor } from './competitor.ts';

type Provider = { awareness: Awareness; readonly isSynced: boolean; destroy(): void };
type ProviderModule = {
  HocuspocusProvider: new (options: {
    websocketProvider: object;
    name: string;
    document: Y.Doc;
  }) => Provider & { attach(): void };
  HocuspocusProviderWebsocket: new (options: {
    url: string;
    WebSocketPolyfill: typeof WebSocket;
  }) => { destroy(): void };
};

/** Hocuspocus' own client. */
export async function hocuspocusProvider(
  url: string,
  name: string,
  document: Y.Doc,
  Socket: typeof WebSocket,
) {
  const { HocuspocusProvider, HocuspocusProviderWebsocket } =
    await competitor<ProviderModule>('@hocuspocus/provider');
  const socket = new HocuspocusProviderWebsocket({ url, WebSocketPolyfill: Socket });
  const provider = new HocuspocusProvider({ websocketProvider: socket, name, document });
  provider.attach();
  return {
    awareness: provider.awareness,
    hasAll: () => provider.isSynced,
    provider: {
      destroy() {
        provider.destroy();
        socket.destroy();
      },
    },
  };
}
