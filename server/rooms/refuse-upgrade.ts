import type { Duplex } from 'node:stream';

/**
 * Answers an upgrade with an HTTP status and lets go of the connection. Node has taken its own hands off the
 * socket: an error that nobody hears would end the process, and one that is only ended stays open for as long
 * as the client likes.
 */
export function refuseUpgrade(socket: Duplex, status: string): void {
  socket.on('error', destroyBroken);
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** For a socket that nobody else listens to. One function for all: a closure would hold the request for as long. */
export function destroyBroken(this: Duplex): void {
  this.destroy();
}
