import { readFile } from 'node:fs/promises';
import type { Interchange } from '@delaktig/domain';
import { decode, readReport } from '@delaktig/reader';
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

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT') throw new Refusal(`${file}: no such file`);
    if (code === 'EISDIR') throw new Refusal(`${file}: is a folder`);
    if (code === 'EACCES') throw new Refusal(`${file}: may not be read`);
    throw error;
  }
}
