import {
  MOST_ROSTER_ROWS,
  ROSTER_FIELDS,
  type RosterField,
  type RosterRow,
  type RosterTable,
} from './roster.ts';

type Meaning = RosterField | 'first-name' | 'last-name' | 'contact';

/** Headings with nothing but their letters. Of two for the same thing the first in the list is read. */
const HEADINGS: [Meaning, string[]][] = [
  [
    'name',
    ['namn', 'förochefternamn', 'förnamnochefternamn', 'förnamnefternamn', 'fullständigtnamn', 'personnamn'],
  ],
  ['first-name', ['förnamn', 'tilltalsnamn']],
  ['last-name', ['efternamn']],
  ['email', ['epost', 'epostadress', 'mejl', 'mejladress', 'mail', 'mailadress', 'email', 'emailadress']],
  [
    'mobile',
    [
      'mobil',
      'mobilnummer',
      'mobilnr',
      'mobiltelefon',
      'mobiltelefonnummer',
      'telefon',
      'telefonnummer',
      'tel',
    ],
  ],
  ['contact', ['epostellermobil', 'epostellermobilnummer', 'epostmobil', 'kontakt', 'kontaktuppgift']],
  ['unit', ['enhet', 'enhetsnamn', 'arbetsplats']],
  ['group', ['grupp', 'grupper', 'arbetsgrupp', 'arbetsgrupper', 'arbetslag', 'team']],
  ['role', ['roll', 'roller', 'befattning', 'titel', 'yrke', 'yrkestitel']],
];
const TITLES = ['befattning', 'titel', 'yrke', 'yrkestitel'];

const MEANINGS = new Map(
  HEADINGS.flatMap(([meaning, words]) => words.map((word, rank) => [word, { meaning, rank }] as const)),
);

/** Headings may stand below a title and an empty line. */
const FIRST_ROWS = 20;
/** So much is told of columns that are not read. */
const MOST_LEFT_OUT = 20;
const MOST_IN_HEADING = 60;

export type RosterTableResult =
  | { ok: true; table: RosterTable }
  /** `missing`: what no heading names; all that is needed when there are no headings at all. */
  | { ok: false; reason: 'no-headings'; missing: ('name' | 'unit')[] }
  | { ok: false; reason: 'too-many-rows' | 'no-rows' };

/** The rows of a spreadsheet, whatever the order of its columns. */
export function rosterTable(rows: readonly (readonly string[])[]): RosterTableResult {
  const heading = headingIn(rows);
  if (heading === null) return { ok: false, reason: 'no-headings', missing: ['name', 'unit'] };
  const { at, columns } = heading;
  const missing: ('name' | 'unit')[] = [];
  if (!columns.has('name') && !columns.has('first-name')) missing.push('name');
  if (!columns.has('unit')) missing.push('unit');
  if (missing.length > 0) return { ok: false, reason: 'no-headings', missing };
  const read = rows
    .slice(at + 1)
    .map((cells, index) => ({ row: at + 2 + index, cells: cellsOf(cells, columns) }))
    .filter(({ cells }) => Object.values(cells).some((cell) => cell !== ''));
  if (read.length === 0) return { ok: false, reason: 'no-rows' };
  if (read.length > MOST_ROSTER_ROWS) return { ok: false, reason: 'too-many-rows' };
  const headings = rows[at] ?? [];
  const taken = new Set(columns.values());
  const title = headings[columns.get('role') ?? -1];
  return {
    ok: true,
    table: {
      headingRow: at + 1,
      fields: fieldsOf(columns),
      titles: title !== undefined && TITLES.includes(lettersOf(title)),
      leftOut: headings
        .filter((word, index) => oneLine(word) !== '' && !taken.has(index))
        .slice(0, MOST_LEFT_OUT)
        .map((word) => oneLine(word).slice(0, MOST_IN_HEADING)),
      rows: read,
    },
  };
}

/** The same rows on the same lines, a tab between cells, and nothing of the columns that are left out. */
export function rosterText({ headingRow, fields, titles, rows }: RosterTable): string {
  const lines: string[] = [];
  const place = (row: number, cells: string[]) => {
    while (lines.length < row - 1) lines.push('');
    lines.push(cells.map(quoted).join('\t'));
  };
  place(
    headingRow,
    fields.map((field) => (field === 'role' && titles ? TITLE_HEADING : ROSTER_HEADINGS[field])),
  );
  for (const { row, cells } of rows) {
    place(
      row,
      fields.map((field) => cells[field]),
    );
  }
  return lines.join('\n');
}

/** Quotes are doubled, as every reader of such text has it. */
function quoted(cell: string): string {
  return cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A cell as it was written anew. */
export type MendedCell = { row: number; field: RosterField; value: string };

/** The table with cells written anew; a row of which nothing is left is no row. Other rows keep their numbers. */
export function mendTable(table: RosterTable, mended: readonly MendedCell[]): RosterTable {
  if (mended.length === 0) return table;
  const cells = new Map(table.rows.map((row) => [row.row, { ...row.cells }]));
  for (const { row, field, value } of mended) {
    const own = cells.get(row);
    if (own !== undefined) own[field] = oneLine(value);
  }
  const rows = table.rows
    .map(({ row, cells: old }) => ({ row, cells: cells.get(row) ?? old }))
    .filter((row) => Object.values(row.cells).some((cell) => cell !== ''));
  const fields = ROSTER_FIELDS.filter(
    (field) => table.fields.includes(field) || rows.some((row) => row.cells[field] !== ''),
  );
  return { ...table, fields, rows };
}

/** As we head them ourselves. */
export const ROSTER_HEADINGS: Record<RosterField, string> = {
  name: 'Namn',
  email: 'E-post',
  mobile: 'Mobil',
  unit: 'Enhet',
  group: 'Grupp',
  role: 'Roll',
};
const TITLE_HEADING = 'Befattning';

type Columns = Map<Meaning, number>;

function headingIn(rows: readonly (readonly string[])[]): { at: number; columns: Columns } | null {
  for (const [at, cells] of rows.slice(0, FIRST_ROWS).entries()) {
    const columns = columnsOf(cells);
    if (columns.size >= 2) return { at, columns };
  }
  return null;
}

function columnsOf(cells: readonly string[]): Columns {
  const columns: Columns = new Map();
  const ranks = new Map<Meaning, number>();
  for (const [index, cell] of cells.entries()) {
    const found = MEANINGS.get(lettersOf(cell));
    if (found === undefined || (ranks.get(found.meaning) ?? Number.POSITIVE_INFINITY) <= found.rank) continue;
    ranks.set(found.meaning, found.rank);
    columns.set(found.meaning, index);
  }
  return columns;
}

/** "E-post (arbete)" is "epost". */
function lettersOf(heading: string): string {
  return heading
    .normalize('NFC')
    .toLocaleLowerCase('sv')
    .replace(/\(.*?\)/gu, '')
    .replace(/[^\p{L}]/gu, '');
}

function fieldsOf(columns: Columns): RosterField[] {
  return ROSTER_FIELDS.filter(
    (field) =>
      columns.has(field) ||
      (field === 'name' && columns.has('first-name')) ||
      ((field === 'email' || field === 'mobile') && columns.has('contact')),
  );
}

function cellsOf(cells: readonly string[], columns: Columns): RosterRow['cells'] {
  const cell = (meaning: Meaning) => oneLine(cells[columns.get(meaning) ?? -1] ?? '');
  const contact = cell('contact');
  return {
    name: columns.has('name') ? cell('name') : `${cell('first-name')} ${cell('last-name')}`.trim(),
    email: cell('email') || (contact.includes('@') ? contact : ''),
    mobile: cell('mobile') || (contact.includes('@') ? '' : contact),
    unit: cell('unit'),
    group: cell('group'),
    role: cell('role'),
  };
}

/** A cell of several lines is one line, so that rows are lines. */
function oneLine(cell: string): string {
  return cell.replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/gu, ' ').trim();
}
