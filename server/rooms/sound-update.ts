import * as Y from 'yjs';

/**
 * Whether an update can be applied by those who get it. Yjs takes one apart without complaint that then throws in
 * every document it comes to, for ever: a struct that leans on one of its own author which comes only after it
 * (Yjs waits for other authors' alone), and clocks beyond what a number can count.
 * Throws on bytes that are no update.
 */
export function isSoundUpdate(update: Uint8Array): boolean {
  return Y.decodeUpdate(update).structs.every((struct) => {
    if (!Number.isSafeInteger(struct.id.clock + struct.length)) return false;
    if (!(struct instanceof Y.Item)) return true;
    const leansOn = [struct.origin, struct.rightOrigin, struct.parent];
    return leansOn.every(
      (id) => !(id instanceof Y.ID) || id.client !== struct.id.client || id.clock < struct.id.clock,
    );
  });
}
