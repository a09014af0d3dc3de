import type { WebSocket } from 'ws';
import { listen } from './listen.ts';

/** What one says, the others in the room hear; nothing is understood and nothing kept. */
const rooms = new Map<string, Set<WebSocket>>();

await listen((socket, name) => {
  const room = rooms.get(name) ?? new Set<WebSocket>();
  rooms.set(name, room);
  room.add(socket);
  socket.on('message', (data) => {
    for (const other of room) if (other !== socket) other.send(data);
  });
  socket.on('close', () => {
    room.delete(socket);
    if (room.size === 0) rooms.delete(name);
  });
});
