import type { Cell, ReportTable, TableRow } from '@delaktig/domain';
import { readCell, toNumber } from './cells.ts';
import type { Piece } from './piece.ts';
import { type Head, headAt, type TableEnv } from './tables.ts';
import { fold, squash } from './text.ts';

/** The template's groups and categories: in a text without columns only their words tell rows apart. */
const GROUPS = [
  'Antal rapporter som bedömts som allvarligt missförhållande eller påtaglig risk för missförhållande och anmälts till IVO',
  'Avvikelse rapporter enligt SoL - Vem har identifierat avvikelsen?',
  'Beröm',
  'Från vem har klagomål eller synpunkt inkommit?',
  'Rapportering av lex Sarah och lex Maria',
  'Vad gällde klagomålet eller synpunkten?',
  'Vad har avvikelsen berört?',
  'Vem avser avvikelsen?',
  'Återkoppling',
  'Åtgärder',
];
const CATEGORIES = [
  'Lex Maria',
  'Lex Sarah',
  'Extern samverkanspart/annan verksamhet',
  'Medarbetare/verksamhet inom förvaltningen',
  'Medarbetare',
  'Antal beröm',
  'Annan (t.ex. okänd)',
  'Brukare/patient',
  'Närstående (anhörig, god man, etc.)',
  'Annat (ange vad i rapporteringsvyn)',
  'Annat verksamhet',
  'Annan verksamhet',
  'Annat',
  'Bemanning (Kontinuitet, vikarieanskaffning)',
  'Bemötande',
  'Beslut (missnöje, avsaknad av beslut, ej kommunicerat etc.)',
  'Brister i information (utebliven info, obegriplig info, etc.)',
  'Brister i rutiner/utförande av insats eller verksamhet',
  'Brister i rättssäkerhet vid handläggning och utförande',
  'Brister i utförande av insats',
  'Fråga/idé',
  'Fysisk inne- eller utemiljö (ej städad, avsaknad av material etc.)',
  'Hantering av personuppgifter',
  'Klagomål som gäller hälso- och sjukvård',
  'Kompetens',
  'Mat och måltider',
  'Teknik, verksamhetssystem och IT-relaterade frågor',
  'Tillgänglighet (öppettider, telefontider, fysisk miljö)',
  'Utebliven/försenad insats eller aktivitet',
  'Den egna verksamheten',
  'Antal klagomål där återkoppling har lämnats',
  'Antal klagomål där åtgärder vidtagits',
];

type Found = { kind: 'group' | 'end' | 'category'; start: number; end: number; group: string | null };
type Ends = { of: number; from: number; to: number };

/** A complaints table as running text: rows by the template's own words, figures by the sum that they make. */
export function readFlatComplaints(
  pieces: Piece[],
  at: number,
  head: Head & { form: 'flat' },
  section: string,
  env: TableEnv,
): { table: ReportTable; next: number } {
  const table: ReportTable = {
    kind: 'complaints',
    section,
    columns: head.columns.map((column) => column.label),
    rows: [],
  };
  const { parts, next } = collect(pieces, at, head, env, section);
  let text = '';
  const ends: Ends[] = [];
  for (const part of parts) {
    text += `${text === '' ? '' : '\n'}${part.text}`;
    ends.push({ of: text.length, from: part.from, to: part.to });
  }
  const width = head.columns.filter((column) => column.key === 'value').length;
  const lineAt = (offset: number): Ends =>
    ends.find((end) => offset < end.of) ?? ends.at(-1) ?? { of: 0, from: 1, to: 1 };
  const words = withoutEchoes(findWords(text), text);
  let group: string | null = null;
  words.forEach((word, i) => {
    if (word.kind !== 'category') {
      if (word.kind === 'group') group = word.group;
      return;
    }
    const gap = text.slice(word.end, words[i + 1]?.start ?? text.length).trim();
    const lines: [number, number] = [
      lineAt(word.start).from,
      lineAt(Math.max(word.start, word.end - 1 + gap.length)).to,
    ];
    const row = toRow(oneLine(text.slice(word.start, word.end)), group, gap, width, lines);
    if (row.doubt) env.setting.account.uncertain({ from: lines[0], to: lines[1] }, row.doubt, DOUBT, section);
    table.rows.push(row.row);
  });
  const start = pieces[at];
  if (start) table.lines = [start.from, pieces[next - 1]?.to ?? start.to];
  return { table, next };
}

const DOUBT = 'Det går inte att säga vilken period värdena hör till.';

function collect(
  pieces: Piece[],
  at: number,
  head: Head & { form: 'flat' },
  env: TableEnv,
  section: string,
): { parts: Piece[]; next: number } {
  const parts: Piece[] = [];
  let open: Head | null = head;
  let i = at;
  for (let piece = pieces[i]; piece; piece = pieces[i]) {
    if (open === null) {
      const again = headAt(pieces, i);
      if (again && again.kind !== 'complaints') break;
      open = again;
    }
    if (open) {
      for (const one of pieces.slice(i, i + open.pieces))
        env.setting.account.claim(one, section, 'complaints');
      if (open.form === 'flat' && open.rest) parts.push(open.rest);
      i += open.pieces;
      open = null;
      continue;
    }
    if (piece.cells || env.stops(i)) break;
    env.setting.account.claim(piece, section, 'complaints');
    parts.push(piece);
    i += 1;
  }
  return { parts, next: i };
}

const PHRASES: { key: string; kind: Found['kind']; group: string | null }[] = [
  ...GROUPS.flatMap((name) => [{ key: squash(name), kind: 'group' as const, group: name }, ...halves(name)]),
  ...CATEGORIES.map((name) => ({ key: squash(name), kind: 'category' as const, group: null })),
].sort((a, b) => b.key.length - a.key.length);

/** A page break may come in the middle of a group's name: its beginning, and its end by itself. */
function halves(name: string): { key: string; kind: Found['kind']; group: string | null }[] {
  const words = name.split(' ');
  return words.slice(1).flatMap((_, i) => {
    const before = squash(words.slice(0, i + 1).join(' '));
    const after = squash(words.slice(i + 1).join(' '));
    const start = i + 1 >= 3 ? [{ key: before, kind: 'group' as const, group: name }] : [];
    return after.length > 9 ? [...start, { key: after, kind: 'end' as const, group: name }] : start;
  });
}

const BY_START = new Map<string, typeof PHRASES>();
for (const phrase of PHRASES) {
  const start = phrase.key.slice(0, 2);
  BY_START.set(start, [...(BY_START.get(start) ?? []), phrase]);
}

/** The template's words in their order; within a note the same words may stand in lower case. */
function findWords(text: string): Found[] {
  let key = '';
  const index: number[] = [];
  for (let i = 0; i < text.length; i += 1) {
    for (const sign of fold(text.charAt(i))) {
      key += sign;
      index.push(i);
    }
  }
  const found: Found[] = [];
  let at = 0;
  while (at < key.length) {
    const place = index[at] ?? 0;
    const phrase = begins(text, place)
      ? BY_START.get(key.slice(at, at + 2))?.find((one) => key.startsWith(one.key, at))
      : undefined;
    const end = phrase ? (index[at + phrase.key.length - 1] ?? 0) + 1 : 0;
    const fits =
      phrase &&
      (phrase.kind === 'end' || /\p{Lu}/u.test(text.charAt(place))) &&
      !/\p{L}/u.test(text.charAt(end));
    if (!phrase || !fits) {
      at += 1;
      continue;
    }
    found.push({ kind: phrase.kind, start: place, end, group: phrase.group });
    at += phrase.key.length;
  }
  return found;
}

/** "Lex Sarah 1 1 2 st Lex Sarah avseende ...": the note says the category's name again. */
function withoutEchoes(words: Found[], text: string): Found[] {
  const name = (word: Found | undefined): string => (word ? squash(text.slice(word.start, word.end)) : '');
  return words.filter(
    (word, i) =>
      word.kind !== 'category' || words[i - 1]?.kind !== 'category' || name(word) !== name(words[i - 1]),
  );
}

function begins(text: string, at: number): boolean {
  return at === 0 || /\s/.test(text.charAt(at - 1));
}

const FIGURES = /^(?:(?:\d{1,5}(?: ?st)?)(?:\s+|$))*/;

function toRow(
  label: string,
  group: string | null,
  gap: string,
  width: number,
  lines: [number, number],
): { row: TableRow; doubt: string | null } {
  const figures = takeFigures(gap);
  const note = oneLine(gap.slice(figures.length));
  const values = [...figures.matchAll(/\d{1,5}(?: ?st(?!\p{L}))?/gu)].map((match) => match[0]);
  const placed = place(values, width);
  const cells: Cell[] = (placed ?? placeTotal(values, width)).map((value) => readCell(value, 'value'));
  return { row: { kind: 'row', label, group, cells, note, lines }, doubt: placed ? null : values.join(' ') };
}

/** The total carries "st" and ends the figures: "7 46 53 st 46 st avser alla ...". */
function takeFigures(gap: string): string {
  const total = /^(?:\d{1,5}\s+){0,3}\d{1,5} ?st(?!\p{L})/u.exec(gap);
  return total ? total[0] : (FIGURES.exec(gap)?.[0] ?? '');
}

function place(values: string[], width: number): string[] | null {
  if (values.length === 0) return Array.from({ length: width }, () => '');
  if (values.length !== width) return null;
  const numbers = values.map((value) => toNumber(value.replace(/\D/g, '')));
  const sum = numbers.slice(0, -1).reduce((one, other) => one + other, 0);
  return sum === numbers.at(-1) ? values : null;
}

function placeTotal(values: string[], width: number): string[] {
  const total = values.findLast((value) => value.endsWith('st')) ?? '';
  return Array.from({ length: width }, (_, i) => (i === width - 1 ? total : ''));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
