/** How clients of a server speak: y-websocket, the same without a handshake (a bare relay has none), Hocuspocus. */
export type Dialect = 'y-websocket' | 'unsynced' | 'hocuspocus';

/** What the load clients need to know of a server that runs. */
export type Target = {
  /** Without the room, which follows after a slash. */
  url: string;
  dialect: Dialect;
  /** Names of rooms that clients may open. */
  rooms: string[];
  /** Of people who may write, taken in turn; none where nobody signs in. */
  cookies: string[];
  serverPid: number;
  databasePid: number | null;
};

export function roomOf({ rooms }: Target, index: number): string {
  const room = rooms[index];
  if (room === undefined) throw new Error(`There are ${rooms.length} rooms; number ${index} was asked for`);
  return room;
}
