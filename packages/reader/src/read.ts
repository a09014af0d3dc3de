import {
  INTERCHANGE_SCHEMA,
  type Interchange,
  type InterchangeGoal,
  type Remark,
  type ReportKind,
} from '@delaktig/domain';
import { Account, type LineClaim, widen, withoutLines } from './account.ts';
import { Body, type BodyResult } from './body.ts';
import { headKindOf } from './columns.ts';
import type { Setting } from './content.ts';
import { type ContentsList, readContents } from './contents.ts';
import { cutContentsHeading, cutLabels } from './cover.ts';
import { type Furniture, takeFurniture, takePageWords } from './furniture.ts';
import { COVER_REACH, completeFromFurniture, endsCover, kindOf, readHeader, yearOf } from './header.ts';
import { knownHeading } from './headings.ts';
import { spellingOf } from './join.ts';
import { goalLabel } from './labels.ts';
import { splitLines, toPieces } from './lines.ts';
import { Outline } from './outline.ts';
import { cutPageEdges } from './pagelines.ts';
import type { Piece } from './piece.ts';
import { resolveReferences } from './references.ts';
import { gatherHeads } from './scattered.ts';
import { headAt } from './tables.ts';
import { KnownTitles } from './titles.ts';
import { hasPageLines, unglue } from './unglue.ts';
import { closeDoubleSpacing, estimateWrap } from './wrap.ts';

const PAGE_LINES =
  'Varje sida är en enda rad. Stycken och punkter går inte att skilja åt där texten inte säger det.';

export type ReadOptions = {
  /** Give every node its lines of the input, and `lineMap`, which says of every non-blank line what it was read as. */
  lines?: boolean;
  /** What `decode` had to say; becomes a remark. */
  encodingRemark?: string;
};

const UNKNOWN_LINE = 'Raden på försättssidan känns inte igen.';
const NO_REPORT = 'Texten liknar ingen verksamhetsberättelse, verksamhetsplan eller tertialrapport.';

/**
 * Reads the text of a report into the interchange format. Never throws; what is not understood stands in
 * `remarks`. Text is given back in composed letters (NFC) with plain blanks, else as written.
 */
export function readReport(text: string, options: ReadOptions = {}): Interchange {
  const account = new Account();
  if (options.encodingRemark) account.uncertain({ from: 1, to: 1 }, '', options.encodingRemark, null);
  if (countLines(text) > MOST_LINES) return tooLong(text, account, options);
  const { pieces: all, markup } = toPieces(text);
  for (const one of markup)
    account.claim({ from: one.line, to: one.line }, one.page ? 'furniture' : 'document', 'markup');
  const edges = cutPageEdges(all);
  const { pieces: kept, furniture } = takeFurniture(edges.pieces);
  furniture.push(...edges.furniture);
  const pieces = closeDoubleSpacing(cutContentsHeading(kept));
  for (const one of furniture) account.claim(one, 'furniture', 'furniture');
  const contents = readContents(pieces);
  const report = assemble(pieces, contents, furniture, account);
  if (markup.some((one) => one.page))
    report.furniture.push(...markup.filter((one) => one.page).map((one) => one.text));
  addLines(report, account.claims);
  resolveReferences(report.goals, account);
  const { claims, remarks } = account.finish();
  report.remarks = remarks.some((remark) => remark.reason === NO_REPORT) ? asWritten(remarks, text) : remarks;
  report.lineMap = claims;
  return options.lines ? report : withoutLines(report);
}

/** What is no report at all is given back letter by letter: its signs are not Markdown's. */
function asWritten(remarks: Remark[], text: string): Remark[] {
  const lines = splitLines(text);
  return remarks.map((remark) => {
    if (remark.reason !== NO_REPORT) return remark;
    const [from, to] = remark.lines;
    return { ...remark, text: lines.slice(from - 1, to).join('\n') };
  });
}

/** Lines of the longest text that can be a report; five megabytes of prose have fewer. */
const MOST_LINES = 250_000;

function countLines(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

function tooLong(text: string, account: Account, options: ReadOptions): Interchange {
  account.notUnderstood(
    { from: 1, to: splitLines(text).length },
    text.slice(0, 1000),
    'Texten har fler rader än någon rapport.',
  );
  const report = assemble([], null, [], account);
  const { claims, remarks } = account.finish();
  return options.lines ? { ...report, remarks, lineMap: claims } : withoutLines({ ...report, remarks });
}

function assemble(
  pieces: Piece[],
  contents: ContentsList | null,
  furniture: Furniture[],
  account: Account,
): Interchange {
  const listed = contents?.entries ?? [];
  const cut = (glued: Piece[]): Piece[] => {
    const parts = unglue(
      glued,
      listed.filter((entry) => entry.goalNumber === null).map((entry) => entry.title),
      listed.filter((entry) => entry.goalNumber !== null).map((entry) => entry.title),
    );
    const found = takePageWords(parts);
    for (const one of found.furniture) account.claim(one, 'furniture', 'furniture');
    furniture.push(...found.furniture);
    return gatherHeads(found.pieces);
  };
  const first = cut(contents ? pieces.slice(0, contents.start) : pieces);
  const before = [...first.slice(0, 3).flatMap(cutLabels), ...first.slice(3)];
  const after = contents
    ? cut([...(contents.rest ? [contents.rest] : []), ...pieces.slice(contents.end)])
    : [];
  const coverEnd = endOfCover(before, contents !== null);
  const cover = before.slice(0, coverEnd).flatMap(cutLabels);
  const body = [...before.slice(coverEnd), ...after];
  const header = readHeader(cover, account);
  completeFromFurniture(header.header, furniture);
  const like = isReport(header.title, contents, body);
  for (const piece of header.unknown)
    account.notUnderstood(piece, piece.text, like ? UNKNOWN_LINE : NO_REPORT);
  for (const one of header.footer) account.claim(one, 'furniture', 'furniture');
  if (contents) claimContents(contents, account);
  if (like && hasPageLines(pieces)) {
    const page = pieces.find((piece) => piece.text.length > 400) ?? pieces[0];
    if (page) account.uncertain({ from: page.from, to: page.from }, page.text.slice(0, 60), PAGE_LINES, null);
  }
  const wrap = estimateWrap(body);
  const setting: Setting = { account, wrap, spelling: spellingOf(wrap === null ? [] : body) };
  const outline = new Outline(setting, listed);
  let read: BodyResult = { sections: [], goals: [], tables: [] };
  if (like) read = new Body(setting, body, outline, new KnownTitles(listed, header.year)).read(header.year);
  else for (const piece of body) account.notUnderstood(piece, piece.text, NO_REPORT);
  const { kind, year } = whichReport(header.kind, header.year, read.goals);
  const all = [...furniture, ...header.footer].sort((a, b) => a.from - b.from);
  return {
    schema: INTERCHANGE_SCHEMA,
    kind,
    year,
    title: header.title,
    unit: header.unit,
    header: header.header,
    contents: listed.map(({ title, page, goalNumber, from, to }) => ({
      title,
      page,
      goalNumber,
      lines: [from, to],
    })),
    appendices: contents?.appendices.map((one) => one.text) ?? [],
    ...read,
    furniture: all.map((one) => one.text),
    remarks: [],
  };
}

/** The cover ends at the contents, or at the first heading or goal. */
function endOfCover(pieces: Piece[], listed: boolean): number {
  const limit = listed ? pieces.length : Math.min(pieces.length, COVER_REACH);
  const end = pieces.slice(0, limit).findIndex((piece) => endsCover(piece));
  return end >= 0 ? end : limit;
}

function claimContents(contents: ContentsList, account: Account): void {
  for (const piece of contents.labels) account.claim(piece, 'contents', 'heading');
  for (const entry of contents.entries) account.claim(entry, 'contents', 'entry');
  for (const appendix of contents.appendices) account.claim(appendix, 'appendices', 'entry');
}

/** Whether anything in the text belongs to such a report; a recipe has headings too. */
function isReport(title: string | null, contents: ContentsList | null, body: Piece[]): boolean {
  if (title !== null && kindOf(title) !== null) return true;
  if (contents?.entries.some((entry) => knownHeading(entry.title)?.ends)) return true;
  return body.some((piece, i) => {
    const label = goalLabel(piece.rich);
    if (label && (label.rest !== '' || piece.text.endsWith(':') || piece.strong)) return true;
    if (label && label.level !== 'direction') return true;
    if (knownHeading(piece.text)?.ends && piece.text !== 'Bilagor') return true;
    if (piece.cells && headKindOf(piece.cells)) return true;
    return headAt(body, i) !== null;
  });
}

/** Kind and year by the title, else by what the periods of the indicators agree on. */
function whichReport(
  kind: ReportKind | null,
  year: number | null,
  goals: InterchangeGoal[],
): { kind: ReportKind | null; year: number | null } {
  const periods = goals.flatMap((goal) => goal.indicators.map((indicator) => indicator.period?.raw ?? ''));
  const kinds = new Set(periods.map(kindOf).filter((one) => one !== null));
  const years = new Set(periods.map(yearOf).filter((one) => one !== null));
  return {
    kind: kind ?? (kinds.size === 1 ? ([...kinds][0] ?? null) : null),
    year: year ?? (years.size === 1 ? ([...years][0] ?? null) : null),
  };
}

/** Goals, sections and the header cover the lines that were read as theirs. */
function addLines(report: Interchange, claims: LineClaim[]): void {
  const nodes = new Map<string, { lines?: [number, number] }>();
  for (const node of [...report.goals, ...report.sections]) nodes.set(node.id, node);
  nodes.set('header', report.header);
  for (const claim of claims) {
    const node = nodes.get(claim.node);
    if (node) widen(node, { from: claim.lines[0], to: claim.lines[1] });
  }
}
