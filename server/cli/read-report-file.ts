import { createReadStream } from 'node:fs';
import type { Interchange } from '@delaktig/domain';
import { decode, MAX_BYTES, readReport } from '@delaktig/reader';
import { Refusal } from '../refusal.ts';

/** What the reader makes of a file. */
export async function readReportFile(file: string, lines: boolean): Promise<Interchange> {
  const decoded = decode(await bytesOf(file));
  if (!decoded.ok) throw new Refusal(`${file}: ${WHY[decoded.reason]}`);
  return readReport(decoded.text, { lines, encodingRemark: decoded.remark ?? undefined });
}

const WHY: Record<'empty' | 'binary' | 'too-large', string> = {
  empty: 'the file is empty',
  binary: 'the file is not text; save the report as text first',
  'too-large': 'the file is over 5 MB',
};

/** One byte more than is taken at most: a file may be of any size, and a device has no end. */
async function bytesOf(file: string): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of createReadStream(file, { end: MAX_BYTES })) pieces.push(piece);
    return Buffer.concat(pieces);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT') throw new Refusal(`${file}: no such file`);
    if (code === 'EISDIR') throw new Refusal(`${file}: is a folder`);
    if (code === 'EACCES') throw new Refusal(`${file}: may not be read`);
    if (code !== null) throw new Refusal(`${file}: cannot be read (${code})`);
    throw error;
  }
}
