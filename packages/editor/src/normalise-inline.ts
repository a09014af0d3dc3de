import type { ContentNode } from '@delaktig/domain';
import { isAllowedHref } from './reading.ts';
import { COMMENT, isThreadId } from './thread-id.ts';

type Mark = { type: string; attrs?: Record<string, unknown> };

/** Names that other editors give the same marks. */
const ALIASES: Record<string, string> = { strong: 'bold', b: 'bold', em: 'italic', i: 'italic', a: 'link' };

/** The order in which the schema sorts marks: a link goes outside bold, bold outside italic, and comments are inmost. */
const ORDER = ['link', 'bold', 'italic'];

/** Text and breaks: equal neighbours joined, line feeds made breaks, marks the schema's own. */
export function normaliseInline(nodes: readonly ContentNode[]): ContentNode[] {
  const result: ContentNode[] = [];
  for (const node of nodes) {
    if (node.type === 'hardBreak') result.push({ type: 'hardBreak' });
    const marks = normaliseMarks(node.marks ?? []);
    const lines = wellFormed(node.text ?? '').split(/\r\n|[\n\r\u2028\u2029]/);
    lines.forEach((text, index) => {
      if (index > 0) result.push({ type: 'hardBreak' });
      if (text !== '') pushText(result, text, marks);
    });
  }
  return result;
}

function pushText(result: ContentNode[], text: string, marks: Mark[]): void {
  const last = result.at(-1);
  if (last?.text !== undefined && JSON.stringify(last.marks ?? []) === JSON.stringify(marks)) {
    last.text += text;
    return;
  }
  result.push(marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text });
}

function normaliseMarks(marks: readonly Mark[]): Mark[] {
  const kept = new Map<string, Mark>();
  const threads = new Set<string>();
  for (const mark of marks) {
    const type = ALIASES[mark.type] ?? mark.type;
    if (type === COMMENT) {
      if (isThreadId(mark.attrs?.thread)) threads.add(mark.attrs.thread);
      continue;
    }
    if (kept.has(type)) continue;
    if (type === 'link') {
      const href = mark.attrs?.href;
      if (isAllowedHref(href)) kept.set(type, { type, attrs: { href } });
    } else if (ORDER.includes(type)) {
      kept.set(type, { type });
    }
  }
  const sorted = [...kept.values()].sort((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type));
  return [...sorted, ...[...threads].sort().map((thread) => ({ type: COMMENT, attrs: { thread } }))];
}

/**
 * Half a surrogate pair cannot be written as UTF-8: Yjs would store the replacement character anyway. Nor can NUL be
 * kept in PostgreSQL. As many letters as before, so that places in the text stay what they are.
 */
function wellFormed(text: string): string {
  return text.replace(/[\p{Surrogate}\0]/gu, '\uFFFD');
}
