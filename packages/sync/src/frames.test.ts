import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ClientFrame,
  decodeClientFrame,
  decodeServerFrame,
  encodeFrame,
  type ServerFrame,
} from './frames.ts';

const clientFrames: ClientFrame[] = [
  { kind: 'open', channel: 1, room: '5d7f0c9e-3f0e-4f6f-8a0b-7b8f6a1c2d3e' },
  { kind: 'data', channel: 300, data: new Uint8Array([0, 1, 2, 255]) },
  { kind: 'data', channel: 2, data: new Uint8Array([]) },
  { kind: 'close', channel: 2 },
  { kind: 'watch', channel: 0, reportId: 'r' },
];

const serverFrames: ServerFrame[] = [
  { kind: 'opened', channel: 1 },
  { kind: 'data', channel: 1, data: new Uint8Array([9]) },
  { kind: 'closed', channel: 0, code: 4403, reason: 'no right to this report' },
  { kind: 'saved', channel: 70_000, count: 12 },
  {
    kind: 'event',
    channel: 0,
    event: {
      type: 'presence',
      sectionId: 's',
      writers: [{ accountId: 'a', name: 'Åsa', initials: 'Å', pen: 3 }],
    },
  },
  { kind: 'event', channel: 0, event: { type: 'alive' } },
];

describe('frames of the page socket', () => {
  test.each(clientFrames)('a client frame comes back as it was: $kind', (frame) => {
    expect(decodeClientFrame(encodeFrame(frame))).toEqual(frame);
  });

  test.each(serverFrames)('a server frame comes back as it was: $kind', (frame) => {
    expect(decodeServerFrame(encodeFrame(frame))).toEqual(frame);
  });

  test('what only the server may say is no client frame', () => {
    for (const frame of serverFrames) {
      if (frame.kind !== 'data') expect(decodeClientFrame(encodeFrame(frame))).toBeNull();
    }
  });

  test('channel 0 opens no section and carries no data', () => {
    expect(decodeClientFrame(encodeFrame({ kind: 'open', channel: 0, room: 's' }))).toBeNull();
    expect(
      decodeClientFrame(encodeFrame({ kind: 'data', channel: 0, data: new Uint8Array([1]) })),
    ).toBeNull();
  });

  test('an id above 64 characters is refused', () => {
    expect(decodeClientFrame(encodeFrame({ kind: 'open', channel: 1, room: 'x'.repeat(65) }))).toBeNull();
  });

  test('any bytes at all give a frame or null, never a throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        for (const decoded of [decodeClientFrame(bytes), decodeServerFrame(bytes)]) {
          expect(decoded === null || typeof decoded.kind === 'string').toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
