import type { Interchange, Remark, ReportKind } from '@delaktig/domain';
import { plainText } from '@delaktig/domain';
import type { Understood } from './understood.ts';
import { understoodAs } from './understood.ts';

type LineClaim = NonNullable<Interchange['lineMap']>[number];

/** Source beside structure: some lines, what they were read as, and what the reader was not sure of. */
export type PairRow = {
  from: number;
  to: number;
  /** The lines with letters in them, as they stand. */
  source: string[];
  understood: Understood | null;
  remarks: Pick<Remark, 'text' | 'reason' | 'severity'>[];
};

/** What the import page shows of a text that was read: little enough to travel. */
export type Preview = {
  kind: ReportKind | null;
  year: number | null;
  unit: string | null;
  lines: number;
  counts: { sections: number; unitGoals: number; indicators: number; activities: number };
  rows: PairRow[];
};

export function previewOf(interchange: Interchange, lines: readonly string[]): Preview {
  const { goals, sections } = interchange;
  return {
    kind: interchange.kind,
    year: interchange.year,
    unit: interchange.unit,
    lines: lines.length,
    counts: {
      sections: sections.length,
      unitGoals: goals.filter(({ level }) => level === 'unit').length,
      indicators: goals.reduce((sum, { indicators }) => sum + indicators.length, 0),
      activities: goals.reduce((sum, { activities }) => sum + activities.length, 0),
    },
    rows: pairRows(interchange, lines),
  };
}

/** Every line with letters, in order of the text; lines that make one thing stand in one row. */
export function pairRows(interchange: Interchange, lines: readonly string[]): PairRow[] {
  const rows = groupClaims(interchange.lineMap ?? []).map((group): PairRow => {
    const source = lines.slice(group.from - 1, group.to).filter((line) => line.trim() !== '');
    return {
      from: group.from,
      to: group.to,
      source,
      understood: understoodAs(interchange, group),
      remarks: [],
    };
  });
  for (const { lines: at, ...remark } of interchange.remarks) {
    rowAt(rows, at, lines).remarks.push({
      text: remark.text,
      reason: remark.reason,
      severity: remark.severity,
    });
  }
  return rows.sort((a, b) => a.from - b.from);
}

/** The row that a remark is about; a remark about lines that nothing else is made of gets a row of its own. */
function rowAt(rows: PairRow[], at: readonly [number, number], lines: readonly string[]): PairRow {
  const found = rows.find(({ from, to }) => from <= at[0] && at[0] <= to);
  if (found !== undefined) return found;
  const own: PairRow = {
    from: at[0],
    to: at[1],
    source: lines.slice(at[0] - 1, at[1]).filter((line) => line.trim() !== ''),
    understood: null,
    remarks: [],
  };
  rows.push(own);
  return own;
}

export type ClaimGroup = { node: string; part: string; from: number; to: number };

/** Claims that follow on each other and make one thing: a goal's label, title and status, a field and its text. */
export function groupClaims(claims: readonly LineClaim[]): ClaimGroup[] {
  const groups: ClaimGroup[] = [];
  for (const { lines, node, part } of [...claims].sort((a, b) => a.lines[0] - b.lines[0])) {
    const kind = partKind(node, part);
    const last = groups.at(-1);
    const insideTable = last?.part === 'table' && part === 'analysis' && lines[0] <= last.to;
    if (last !== undefined && last.node === node && (last.part === kind || insideTable)) {
      last.to = Math.max(last.to, lines[1]);
    } else {
      groups.push({ node, part: kind, from: lines[0], to: lines[1] });
    }
  }
  return groups;
}

/** Front matter is one thing each, whatever its parts are called. */
const FRONT = ['header', 'document', 'contents', 'appendices'];

function partKind(node: string, part: string): string {
  if (FRONT.includes(node)) return 'all';
  if (part === 'label' || part === 'title' || part === 'status') return 'head';
  return part === 'table head' ? 'table' : part;
}

/** The text of those nodes that come from some of the lines. */
export function textWithin(
  content: Interchange['goals'][number]['content'],
  { from, to }: { from: number; to: number },
): { text: string; paragraphs: number } {
  const nodes = content.filter(({ lines }) => lines !== undefined && lines[0] <= to && from <= lines[1]);
  return { text: plainText(nodes), paragraphs: nodes.length };
}
