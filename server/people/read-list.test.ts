import { describe, expect, test } from 'vitest';
import { workbookOf, zipOf } from '../../tests/support/made-up-workbook.ts';
import { readList } from './read-list.ts';
import { readListAside } from './read-list-aside.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const MEGABYTE = 1024 * 1024;

/** Names by row number. */
async function namesIn(bytes: Uint8Array) {
  const read = await readList(bytes);
  return read.ok
    ? Object.fromEntries(read.table.rows.map(({ row, cells }) => [row, cells.name]))
    : read.reason;
}

describe('a list is read', () => {
  test.each<[string, string]>([
    ['tabs', 'Namn\tEnhet\nÅsa Ek\tX\n\nBo\tX'],
    ['semicolons', 'Namn;Enhet\r\nÅsa Ek;X\r\n\r\nBo;X\r\n'],
    ['commas and quotes', '"Namn","Enhet"\n"Åsa Ek","X, Y"\n\n"Bo","X"'],
    ['the mark of UTF-8', '\ufeffNamn;Enhet\nÅsa Ek;X\n\nBo;X'],
  ])('with %s', async (_what, text) => {
    expect(await namesIn(utf8(text))).toEqual({ 2: 'Åsa Ek', 4: 'Bo' });
  });

  test('below a line for Excel, with commas in the cells', async () => {
    expect(await namesIn(utf8('sep=;\nNamn;Enhet\nEk, Åsa;X, Y'))).toEqual({ 3: 'Ek, Åsa' });
  });

  test('in the letters of Windows, and in UTF-16', async () => {
    expect(await namesIn(Buffer.from('Namn;Enhet\nÅsa Ek;X', 'latin1'))).toEqual({ 2: 'Åsa Ek' });
    expect(await namesIn(Buffer.from('\ufeffNamn\tEnhet\nÅsa Ek\tX', 'utf16le'))).toEqual({ 2: 'Åsa Ek' });
  });

  test('with quotes in a name, and a cell of two lines', async () => {
    expect(await namesIn(utf8('Namn\tEnhet\nBo "Bosse" Ek\tX\n"Bo ""B"" Al"\t"X\nY"\nEva\tX'))).toEqual({
      2: 'Bo "Bosse" Ek',
      3: 'Bo "B" Al',
      4: 'Eva',
    });
  });

  test('with a quote that nobody closed', async () => {
    expect(await namesIn(utf8('Namn;Enhet\n"Bosse Ek;X\nEva;X'))).toEqual({ 2: '"Bosse Ek', 3: 'Eva' });
  });

  test('from a workbook, where numbers have lost their zero and rows are empty', async () => {
    const read = await readList(
      workbookOf([['Personal'], [], ['Namn', 'Mobil', 'Enhet'], [], ['Åsa & Ek', 701234567, 'X']]),
    );
    expect(read.ok && read.table.rows).toMatchObject([
      { row: 5, cells: { name: 'Åsa & Ek', mobile: '701234567' } },
    ]);
  });
});

/** Packed it weighs next to nothing. */
const LARGE = [['Namn', 'Enhet'], ...Array.from({ length: 400 }, () => ['a'.repeat(16_000), 'X'])];

describe('refused is', () => {
  test.each<[string, Uint8Array, string]>([
    ['nothing', utf8(' \n'), 'empty'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'old-excel'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), 'other-file'],
    ['a document', zipOf({ 'word/document.xml': '<a/>' }), 'other-file'],
    ['more than a page holds', workbookOf(LARGE), 'too-large'],
    ['half a workbook', workbookOf([['Namn', 'Enhet']]).subarray(0, 300), 'damaged'],
    ['a workbook without sense', zipOf({ 'xl/workbook.xml': 'hej' }), 'damaged'],
    ['a list without headings', utf8('Åsa Ek\tX\nBo\tX'), 'no-headings'],
    ['headings without a list', utf8('Namn\tEnhet'), 'no-rows'],
    ['a list of a town', utf8(`Namn\tEnhet\n${'a\tb\n'.repeat(5_001)}`), 'too-many-rows'],
    ['a file too large', new Uint8Array(5 * MEGABYTE + 1).fill(65), 'too-large'],
  ])('%s', async (_what, bytes, reason) => {
    expect(await readList(bytes)).toMatchObject({ ok: false, reason });
  });
});

describe('what is made to unfold', () => {
  test('unpacks no further than may be, whatever it says of its size', async () => {
    const bomb = zipOf(
      { 'xl/workbook.xml': '<a/>', 'xl/worksheets/sheet1.xml': Buffer.alloc(200 * MEGABYTE) },
      10,
    );
    expect(bomb.length).toBeLessThan(MEGABYTE);
    const promised = zipOf({ 'xl/workbook.xml': '<a/>' }, 0xfffffff0);
    const held = () => process.memoryUsage().arrayBuffers / MEGABYTE;
    const before = held();
    let most = before;
    const look = setInterval(() => {
      most = Math.max(most, held());
    }, 1);
    expect(await readListAside(bomb)).toEqual({ ok: false, reason: 'too-large' });
    expect(await readListAside(promised)).toMatchObject({ ok: false });
    clearInterval(look);
    expect(most - before).toBeLessThan(150);
  });

  test('ends a thread, and neither the process nor the next list', async () => {
    const far = workbookOf([], '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'.repeat(3));
    const rows = Array.from(
      { length: 60_000 },
      (_, at) => `<row r="${at + 1}"><c r="XFD${at + 1}"><v>1</v></c></row>`,
    );
    const wide = workbookOf([], rows.join(''));
    expect(await readListAside(far)).toMatchObject({ ok: false });
    expect(await readListAside(wide)).toMatchObject({ ok: false });
    expect(await readListAside(utf8('Namn\tEnhet\nBo\tX'))).toMatchObject({ ok: true });
  }, 60_000);
});
