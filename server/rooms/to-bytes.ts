import type { RawData } from 'ws';

/** A message as bytes, without copying where `ws` gave one piece. */
export function toBytes(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
