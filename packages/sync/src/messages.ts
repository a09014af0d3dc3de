import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** The messages of the y-websocket protocol, as far as a server reads them. */
const MESSAGE = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3 } as const;
const SYNC = { step1: 0, step2: 1, update: 2 } as const;

export type Message =
  /** "Here is what I have (a state vector); send what I lack." */
  | { kind: 'sync-step-1'; stateVector: Uint8Array }
  /** The answer, and every later edit, is an update. */
  | { kind: 'sync-step-2'; update: Uint8Array }
  | { kind: 'update'; update: Uint8Array }
  | { kind: 'awareness'; update: Uint8Array }
  | { kind: 'query-awareness' };

/** The update that says nothing: no structs, no deletions. */
export const EMPTY_UPDATE = new Uint8Array([0, 0]);

/** Null when the bytes are no such message: truncated, unknown, or with a tail. */
export function decodeMessage(bytes: Uint8Array): Message | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    const message = readMessage(decoder);
    return decoding.hasContent(decoder) ? null : message;
  } catch {
    return null;
  }
}

function readMessage(decoder: decoding.Decoder): Message | null {
  switch (decoding.readVarUint(decoder)) {
    case MESSAGE.sync:
      switch (decoding.readVarUint(decoder)) {
        case SYNC.step1:
          return { kind: 'sync-step-1', stateVector: decoding.readVarUint8Array(decoder) };
        case SYNC.step2:
          return { kind: 'sync-step-2', update: decoding.readVarUint8Array(decoder) };
        case SYNC.update:
          return { kind: 'update', update: decoding.readVarUint8Array(decoder) };
        default:
          return null;
      }
    case MESSAGE.awareness:
      return { kind: 'awareness', update: decoding.readVarUint8Array(decoder) };
    case MESSAGE.queryAwareness:
      return { kind: 'query-awareness' };
    default:
      return null;
  }
}

export const encodeSyncStep1 = (stateVector: Uint8Array): Uint8Array => encodeSync(SYNC.step1, stateVector);
export const encodeSyncStep2 = (update: Uint8Array): Uint8Array => encodeSync(SYNC.step2, update);
export const encodeUpdate = (update: Uint8Array): Uint8Array => encodeSync(SYNC.update, update);

export function encodeAwareness(update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.awareness);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
}

/** Whether a message carries words: what the server counts when it tells "saved", and the page when it sends. */
export function carriesDocument(bytes: Uint8Array): boolean {
  const [message, sync] = bytes;
  return message === MESSAGE.sync && (sync === SYNC.step2 || sync === SYNC.update);
}

function encodeSync(type: number, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.sync);
  encoding.writeVarUint(encoder, type);
  encoding.writeVarUint8Array(encoder, payload);
  return encoding.toUint8Array(encoder);
}
