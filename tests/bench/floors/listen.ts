import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';

/** Listens on a free port of loopback and says which; the path of a socket is the name of its room. */
export async function listen(welcome: (socket: WebSocket, room: string) => void): Promise<void> {
  const http = createServer((_request, response) => response.writeHead(404).end());
  const sockets = new WebSocketServer({ noServer: true });
  http.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      accepted.on('error', () => accepted.terminate());
      welcome(accepted, (request.url ?? '/').slice(1));
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  console.log(`listening on ${(http.address() as AddressInfo).port}`);
  process.once('SIGTERM', () => process.exit(0));
}

/** The database that the bench gives. */
export function databaseUrl(): string {
  const url = process.env.BENCH_DATABASE_URL;
  if (!url) throw new Error('BENCH_DATABASE_URL is missing');
  return url;
}
