import { describe, expect, it } from 'vitest';
import { table } from './roster.testing.ts';
import { mendTable, rosterTable, rosterText } from './roster-table.ts';

describe('headings', () => {
  it.each([
    ['Namn | E-post | Mobil | Enhet | Grupp | Roll'],
    ['NAMN | Epost | Mobilnummer | Enhetsnamn | Arbetsgrupp | Roller'],
    ['Namn | Mejl | Telefon | Enhet | Team | Roll'],
    ['Namn | E-mail (arbete) | Mobil nr. | Enhet: | Grupper | Roll'],
  ])('of %s are understood', (line) => {
    const read = table(line, 'a | b | c | d | e | f');
    expect(read.rows[0]?.cells).toEqual({
      name: 'a',
      email: 'b',
      mobile: 'c',
      unit: 'd',
      group: 'e',
      role: 'f',
    });
  });

  it('stand in any order, below a title, and rows keep their numbers', () => {
    const read = table(
      'Personal hösten',
      '',
      'Roll | Enhet | Efternamn | Förnamn',
      '',
      'chef | X | Lind | Sam',
    );
    expect(read.headingRow).toBe(3);
    expect(read.rows).toEqual([
      { row: 5, cells: { name: 'Sam Lind', email: '', mobile: '', unit: 'X', group: '', role: 'chef' } },
    ]);
  });

  it('that mean nothing here are named and their columns left out', () => {
    const read = table('Personnummer | Namn | Enhet | Telefon | Mobil | Lön', 'p | Sam | X | 08 | 070 | 1');
    expect(read.leftOut).toEqual(['Personnummer', 'Telefon', 'Lön']);
    expect(read.rows[0]?.cells.mobile).toBe('070');
    expect(rosterText(read)).toBe('Namn\tMobil\tEnhet\nSam\t070\tX');
  });

  it('for either address or number take what stands there', () => {
    const read = table('Namn | E-post eller mobil | Enhet', 'A | a@b.example | X', 'B | 0701234567 | X');
    expect(read.rows.map(({ cells }) => [cells.email, cells.mobile])).toEqual([
      ['a@b.example', ''],
      ['', '0701234567'],
    ]);
  });

  it('that are missing are asked for by name', () => {
    const of = (...lines: string[]) => rosterTable(lines.map((line) => line.split('|')));
    expect(of('Sam Lind|sam@a.example|X')).toEqual({
      ok: false,
      reason: 'no-headings',
      missing: ['name', 'unit'],
    });
    expect(of('Namn|E-post', 'a|b')).toEqual({ ok: false, reason: 'no-headings', missing: ['unit'] });
    expect(of('Namn|Enhet', ' | ')).toEqual({ ok: false, reason: 'no-rows' });
    expect(of('Namn|Enhet', ...Array.from({ length: 5001 }, () => 'a|b'))).toEqual({
      ok: false,
      reason: 'too-many-rows',
    });
  });
});

describe('the text of a table', () => {
  it('is the same table again, on the same rows', () => {
    const read = table(
      'Titel på listan',
      'Namn | Befattning | Enhet',
      '',
      'Sam\n Lind | Kock | X',
      '',
      'Bo | |',
    );
    const lines = rosterText(read).split('\n');
    expect(lines).toHaveLength(6);
    const again = rosterTable(lines.map((line) => line.split('\t')));
    expect(again).toEqual({ ok: true, table: read });
  });

  it('doubles quotes', () => {
    expect(rosterText(table('Namn | Enhet', 'Bo "Bosse" Ek | X'))).toBe('Namn\tEnhet\n"Bo ""Bosse"" Ek"\tX');
  });
});

describe('a mended table', () => {
  const read = table('Namn | Enhet', 'Bo | X', 'Eva | Y', 'Ola | Z');

  it('has the new cells, and no row of which nothing is left', () => {
    const mended = mendTable(read, [
      { row: 2, field: 'unit', value: ' Köket\t' },
      { row: 2, field: 'email', value: 'bo@a.example' },
      { row: 3, field: 'name', value: '' },
      { row: 3, field: 'unit', value: ' ' },
      { row: 9, field: 'unit', value: 'ingen' },
    ]);
    expect(rosterText(mended)).toBe('Namn\tE-post\tEnhet\nBo\tbo@a.example\tKöket\n\nOla\t\tZ');
    expect(read.rows).toHaveLength(3);
  });
});
