import { MOST_ROSTER_ROWS, type RosterTableResult, rosterTable, rosterText } from '@delaktig/domain';
import { CsvError, parse } from 'csv-parse/sync';
import type { ReadListResult } from './contract.ts';
import { unpackWorkbook } from './unpack-workbook.ts';

export const MOST_LIST_BYTES = 5 * 1024 * 1024;
/** Empty lines and all. */
const MOST_LINES = 4 * MOST_ROSTER_ROWS;
const MOST_COLUMNS = 100;

/** The table in a file of any kind that spreadsheets make, or in pasted text. Heavy: run it on a thread of its own. */
export async function readList(bytes: Uint8Array): Promise<ReadListResult> {
  if (bytes.length > MOST_LIST_BYTES) return { ok: false, reason: 'too-large' };
  if (isWorkbook(bytes)) return whatAPageHolds(await readWorkbook(bytes));
  if (beginsWith(bytes, OLD_OFFICE)) return { ok: false, reason: 'old-excel' };
  const text = decode(bytes);
  if (text.includes('\0') || text.startsWith('%PDF')) return { ok: false, reason: 'other-file' };
  if (text.trim() === '') return { ok: false, reason: 'empty' };
  return best(SEPARATORS.map((separator) => tableOf(separatedRows(text, separator))));
}

/** A workbook holds more than it weighs; its rows go to the page, and come back. */
function whatAPageHolds(read: ReadListResult): ReadListResult {
  const tooLarge = read.ok && Buffer.byteLength(rosterText(read.table)) > MOST_LIST_BYTES;
  return tooLarge ? { ok: false, reason: 'too-large' } : read;
}

function tableOf(rows: readonly string[][]): RosterTableResult {
  return rosterTable(rows.map((row) => row.slice(0, MOST_COLUMNS)));
}

/** The one that is a list, else the one that is nearest to being one. */
function best(results: readonly RosterTableResult[]): ReadListResult {
  const badness = (result: RosterTableResult) => {
    if (result.ok) return 0;
    return result.reason === 'no-headings' ? 1 + result.missing.length : 1;
  };
  return results.toSorted((a, b) => badness(a) - badness(b))[0] ?? { ok: false, reason: 'empty' };
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0];

/** Or another zip, which only shows when it is unpacked. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return beginsWith(bytes, ZIP);
}

function beginsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** The first sheet with a list in it. */
async function readWorkbook(bytes: Uint8Array): Promise<ReadListResult> {
  const unpacked = unpackWorkbook(bytes);
  if (!unpacked.ok) return unpacked;
  try {
    const { default: readXlsx } = await import('read-excel-file/node');
    const sheets = await readXlsx(unpacked.workbook);
    const full = sheets.filter(({ data }) => data.length > 0);
    return best(full.map(({ data }) => tableOf(data.slice(0, MOST_LINES).map((row) => row.map(wordsOf)))));
  } catch {
    return { ok: false, reason: 'damaged' };
  }
}

function wordsOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}

/** UTF-8, UTF-16 with its mark, or what Windows wrote before them. */
function decode(bytes: Uint8Array): string {
  if (beginsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const SEPARATORS = ['\t', ';', ','];

function separatedRows(text: string, delimiter: string): string[][] {
  const rows = parseRows(text, delimiter, '"') ?? parseRows(text, delimiter, false) ?? [];
  // A line that tells Excel of the separator is a row of the file, and says nothing.
  return rows.map((row, index) => (index === 0 && /^sep=/i.test(row[0] ?? '') ? [] : row));
}

/** Null when a quote is never closed: then it is a letter like others. */
function parseRows(text: string, delimiter: string, quote: '"' | false): string[][] | null {
  try {
    return parse(text, {
      delimiter,
      quote,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: MOST_LINES,
    });
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}
