import * as encoding from 'lib0/encoding';
import type { Dialect } from './target.ts';

/** What arrives, as far as a load client cares. */
export type Heard =
  | { kind: 'asked' } // sync step 1
  | { kind: 'synced'; update: Uint8Array }
  | { kind: 'update'; update: Uint8Array }
  | { kind: 'awareness' }
  | { kind: 'welcome' }
  | { kind: 'other' };

/** The messages of one room in one dialect: made by gluing bytes, read without building objects that are not needed. */
export type Speech = {
  /** Said first; null when nothing needs to be. */
  greeting: Uint8Array | null;
  /** Whether the answer to the greeting is waited for before anything else is said. */
  isWelcomed: boolean;
  askForAll: Uint8Array;
  answerNothing: Uint8Array;
  update(update: Uint8Array): Uint8Array;
  awareness(update: Uint8Array): Uint8Array;
  /** Shows that the client lives, to a server that cuts those who say nothing. */
  signOfLife: Uint8Array | null;
  hear(message: Uint8Array): Heard;
};

const SYNC = 0;
const AWARENESS = 1;
const [STEP_1, STEP_2, UPDATE] = [0, 1, 2];
/** Of Hocuspocus, beside those of y-websocket. */
const HOCUSPOCUS = { auth: 2, syncReply: 4, ping: 9 };
const EMPTY_VECTOR = new Uint8Array([0]);
const EMPTY_UPDATE = new Uint8Array([0, 0]);

export function speechOf(dialect: Dialect, room: string): Speech {
  const prefix = dialect === 'hocuspocus' ? nameOf(room) : new Uint8Array();
  const withBytes = (head: number[], bytes: Uint8Array) => {
    const encoder = encoding.createEncoder();
    encoding.writeUint8Array(encoder, prefix);
    for (const number of head) encoding.writeVarUint(encoder, number);
    encoding.writeVarUint8Array(encoder, bytes);
    return encoding.toUint8Array(encoder);
  };
  return {
    greeting: dialect === 'hocuspocus' ? greeting(prefix) : null,
    isWelcomed: dialect === 'hocuspocus',
    askForAll: withBytes([SYNC, STEP_1], EMPTY_VECTOR),
    answerNothing: withBytes([SYNC, STEP_2], EMPTY_UPDATE),
    update: (update) => withBytes([SYNC, UPDATE], update),
    awareness: (update) => withBytes([AWARENESS], update),
    signOfLife: dialect === 'hocuspocus' ? new Uint8Array([...prefix, HOCUSPOCUS.ping]) : null,
    hear: (message) => hear(message, prefix.byteLength),
  };
}

function hear(message: Uint8Array, at: number): Heard {
  const type = message[at];
  if (type === AWARENESS) return { kind: 'awareness' };
  if (type === HOCUSPOCUS.auth) return { kind: 'welcome' };
  if (type !== SYNC && type !== HOCUSPOCUS.syncReply) return { kind: 'other' };
  if (message[at + 1] === STEP_1) return { kind: 'asked' };
  return { kind: message[at + 1] === STEP_2 ? 'synced' : 'update', update: bytesAt(message, at + 2) };
}

/** A length and as many bytes, without a copy. */
function bytesAt(message: Uint8Array, at: number): Uint8Array {
  let start = at;
  let length = 0;
  for (let factor = 1; ; factor *= 128) {
    const byte = message[start++] ?? 0;
    length += (byte & 127) * factor;
    if (byte < 128) break;
  }
  return message.subarray(start, start + length);
}

function nameOf(room: string): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, room);
  return encoding.toUint8Array(encoder);
}

/** A token, which nobody looks at, and the version of the provider. */
function greeting(prefix: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeUint8Array(encoder, prefix);
  encoding.writeVarUint(encoder, HOCUSPOCUS.auth);
  encoding.writeVarUint(encoder, 0);
  encoding.writeVarString(encoder, '');
  encoding.writeVarString(encoder, '4.7.0');
  return encoding.toUint8Array(encoder);
}
