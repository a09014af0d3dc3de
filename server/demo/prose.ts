import type { Cell, Content, ContentNode } from '@delaktig/domain';

/**
 * Running text as the editor holds it. Blocks stand between blank lines; a block whose lines begin with
 * "- " is a list, one that begins with "# " a heading; other line breaks are only for us who read the source.
 */
export function prose(text: string): Content {
  return text
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map(block);
}

function block(text: string): ContentNode {
  if (text.startsWith('# ')) {
    return { type: 'heading', attrs: { level: 1 }, content: [words(text.slice(2))] };
  }
  if (!text.startsWith('- ')) return paragraph(text);
  const items = `\n${text}`.split(/\n\s*-(?:\s|$)/).slice(1);
  return {
    type: 'bulletList',
    content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
  };
}

/** Without words it is an empty line, as where somebody has begun an item and left it. */
function paragraph(text: string): ContentNode {
  return text.trim() === '' ? { type: 'paragraph' } : { type: 'paragraph', content: [words(text)] };
}

function words(text: string): ContentNode {
  return { type: 'text', text: text.trim().replace(/\s+/g, ' ') };
}

const NUMBER = /^(−?\d[\d ]*(?:,\d+)?)(?: (%|st|dagar))?$/;
const PERIOD = /^(VP|T1|T2|VB)? ?20\d\d$/;

/** A figure as it stands, understood the way the reader of reports does: "2,37 %" is 2.37 and "%". */
export function cell(raw: string): Cell {
  if (raw === '') return { raw, kind: 'blank', value: null, unit: null };
  const [, digits, unit = null] = NUMBER.exec(raw) ?? [];
  if (digits === undefined) return { raw, kind: 'text', value: null, unit: null };
  const value = Number(digits.replaceAll(' ', '').replace(',', '.').replace('−', '-'));
  return { raw, kind: 'number', value, unit };
}

/** The period that a figure is of: "2026" or "VB 2026". */
export function period(raw: string): Cell {
  if (!PERIOD.test(raw)) throw new Error(`Not a period: ${raw}`);
  return { raw, kind: 'period', value: null, unit: null };
}

/** "1 881", "−3 550": as tables print whole numbers. */
export function grouped(value: number): string {
  const digits = String(Math.abs(value)).replace(/\B(?=(\d{3})+$)/g, ' ');
  return value < 0 ? `−${digits}` : digits;
}
