import * as encoding from 'lib0/encoding';

/** The awareness update that an editor sends after a keystroke: who it is, and where the caret stands. */
export function cursorOf(clientId: number, clock: number): Uint8Array {
  const place = {
    type: { client: clientId, clock: 1 },
    tname: null,
    item: { client: clientId, clock },
    assoc: 0,
  };
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, clientId);
  encoding.writeVarUint(encoder, clock);
  encoding.writeVarString(
    encoder,
    JSON.stringify({
      user: { name: 'Prov Medarbetare', color: '#1f5f8b' },
      cursor: { anchor: place, head: place },
    }),
  );
  return encoding.toUint8Array(encoder);
}
