import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/**
 * The frames of the multiplexed socket at `/collab`: many sections over one connection.
 *
 * A frame is `varUint channel, varUint kind, payload`. A channel is the client's name for one opened
 * section; channel 0 belongs to the connection itself. Frames from outside are untrusted: decoding answers
 * null for what is not a frame and never throws.
 */
const KIND = {
  open: 0,
  data: 1,
  close: 2,
  watch: 3,
  opened: 10,
  closed: 12,
  saved: 13,
  event: 14,
} as const;

/** What a page sends. */
export type ClientFrame =
  /** `room`: its name, as `roomIdOf` gives it. */
  | { kind: 'open'; channel: number; room: string }
  /** One y-websocket message. */
  | { kind: 'data'; channel: number; data: Uint8Array }
  | { kind: 'close'; channel: number }
  /** Ask for the events of a report. */
  | { kind: 'watch'; channel: 0; reportId: string };

/** What the server sends. */
export type ServerFrame =
  | { kind: 'opened'; channel: number }
  | { kind: 'data'; channel: number; data: Uint8Array }
  /** 44xx: for good; 45xx and 1013: try again later. */
  | { kind: 'closed'; channel: number; code: number; reason: string }
  /** The first so many document messages of this channel, counted from its opening, are committed. */
  | { kind: 'saved'; channel: number; count: number }
  | { kind: 'event'; channel: 0; event: ReportEvent };

/** Someone who writes in a section right now. `pen` is 1 to 5: the colour of the caret. */
export type Writer = { accountId: string; name: string; initials: string; pen: number };

export type ReportEvent =
  /** Who writes in a section, whole: the last one holds. */
  | { type: 'presence'; sectionId: string; writers: Writer[] }
  /** Something of the report changed; read it again. Told once for many changes at a time. */
  | { type: 'changed'; what: Changed }
  /**
   * The server lives; sent at least every 25 seconds. y-websocket gives a connection up after 30 seconds of silence
   * and cannot see this frame, so a page passes it on to each of its channels as an empty awareness message.
   */
  | { type: 'alive' };

/**
 * What changed: `report` its state or its unit, `sections` their states, modes, writers or deputies, `roles` those
 * of the person who is told, `threads` comments and what became of them. Where a channel's right to write changed with it, the channel is closed as well.
 */
export type Changed = 'report' | 'sections' | 'roles' | 'threads';

/** Ids are UUIDs, of rooms with a number after them; anything longer is not ours. */
const MAX_ID_LENGTH = 64;

export function encodeFrame(frame: ClientFrame | ServerFrame): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, frame.channel);
  encoding.writeVarUint(encoder, KIND[frame.kind]);
  switch (frame.kind) {
    case 'open':
      encoding.writeVarString(encoder, frame.room);
      break;
    case 'watch':
      encoding.writeVarString(encoder, frame.reportId);
      break;
    case 'data':
      encoding.writeUint8Array(encoder, frame.data);
      break;
    case 'closed':
      encoding.writeVarUint(encoder, frame.code);
      encoding.writeVarString(encoder, frame.reason);
      break;
    case 'saved':
      encoding.writeVarUint(encoder, frame.count);
      break;
    case 'event':
      encoding.writeVarString(encoder, JSON.stringify(frame.event));
      break;
    case 'close':
    case 'opened':
      break;
  }
  return encoding.toUint8Array(encoder);
}

/** Null when the bytes are no frame that a client may send. */
export function decodeClientFrame(bytes: Uint8Array): ClientFrame | null {
  return decode(bytes, (channel, kind, decoder) => {
    switch (kind) {
      case KIND.open:
        return channel > 0 ? { kind: 'open', channel, room: readId(decoder) } : null;
      case KIND.data:
        return channel > 0 ? { kind: 'data', channel, data: decoding.readTailAsUint8Array(decoder) } : null;
      case KIND.close:
        return channel > 0 ? { kind: 'close', channel } : null;
      case KIND.watch:
        return channel === 0 ? { kind: 'watch', channel, reportId: readId(decoder) } : null;
      default:
        return null;
    }
  });
}

/** Null when the bytes are no frame that a server sends: an older page meeting a newer server passes over it. */
export function decodeServerFrame(bytes: Uint8Array): ServerFrame | null {
  return decode(bytes, (channel, kind, decoder) => {
    switch (kind) {
      case KIND.opened:
        return { kind: 'opened', channel };
      case KIND.data:
        return { kind: 'data', channel, data: decoding.readTailAsUint8Array(decoder) };
      case KIND.closed:
        return {
          kind: 'closed',
          channel,
          code: decoding.readVarUint(decoder),
          reason: decoding.readVarString(decoder),
        };
      case KIND.saved:
        return { kind: 'saved', channel, count: decoding.readVarUint(decoder) };
      case KIND.event:
        return channel === 0
          ? { kind: 'event', channel, event: JSON.parse(decoding.readVarString(decoder)) }
          : null;
      default:
        return null;
    }
  });
}

function decode<Frame>(
  bytes: Uint8Array,
  read: (channel: number, kind: number, decoder: decoding.Decoder) => Frame | null,
): Frame | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    return read(decoding.readVarUint(decoder), decoding.readVarUint(decoder), decoder);
  } catch {
    // lib0 throws on bytes that end too early; JSON.parse on text that is not JSON.
    return null;
  }
}

function readId(decoder: decoding.Decoder): string {
  const id = decoding.readVarString(decoder);
  if (id.length > MAX_ID_LENGTH) throw new RangeError('An id is at most 64 characters');
  return id;
}
