import type { BrowserContext, Page } from 'playwright-core';

/** How many changes the browser keeps for each account that it keeps anything for. */
export function keptChanges(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const PREFIX = 'delaktig-unsent-';
    const kept: Record<string, number> = {};
    for (const { name = '' } of await indexedDB.databases()) {
      if (!name.startsWith(PREFIX)) continue;
      const changes = await new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction('words').objectStore('words').getAll();
          all.onerror = () => reject(all.error);
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result.reduce((sum: number, { count }: { count: number }) => sum + count, 0));
          };
        };
      });
      if (changes > 0) kept[name.slice(PREFIX.length)] = changes;
    }
    return kept;
  });
}

/** The sockets of a browser, cut or let through, while pages can be fetched. */
export type Sockets = { cut: boolean; code: number; closeAll(): Promise<void> };

/** To be called before the pages open. `code`: how a cut socket is closed. */
export async function sockets(context: BrowserContext): Promise<Sockets> {
  const open = new Set<{ close(options: { code: number; reason: string }): Promise<void> }>();
  const state: Sockets = {
    cut: false,
    code: 1013,
    async closeAll() {
      for (const socket of [...open]) await socket.close({ code: state.code, reason: 'cut' });
      open.clear();
    },
  };
  await context.routeWebSocket(/\/collab/, async (socket) => {
    if (state.cut) return socket.close({ code: state.code, reason: 'cut' });
    const server = socket.connectToServer();
    open.add(socket).add(server);
    socket.onMessage((message) => {
      if (!state.cut) server.send(message);
    });
    server.onMessage((message) => {
      if (!state.cut) socket.send(message);
    });
  });
  return state;
}
