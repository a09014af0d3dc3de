import { decode, readReport } from '@delaktig/reader';
import type { ReadTextResult } from '../http/context.ts';

/** As the reader counts lines: what `remarks` point at. */
const LINE_END = /\r\n|\n|\r/;

/** Reads the text of a report; nothing is stored. Refuses what is empty, binary or over 5 MB. */
export function readText(bytes: Uint8Array, options: { lines: boolean } = { lines: false }): ReadTextResult {
  const decoded = decode(bytes);
  if (!decoded.ok) return decoded;
  const lines = decoded.text.split(LINE_END);
  // The end of the last line begins no new one.
  if (lines.at(-1) === '') lines.pop();
  const interchange = readReport(decoded.text, {
    lines: options.lines,
    encodingRemark: decoded.remark ?? undefined,
  });
  return { ok: true, interchange, lineCount: lines.length, lines };
}
