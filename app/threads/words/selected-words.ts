import type { LineRange } from '@delaktig/editor/anchors';
import { findQuote, quoteAt } from '@delaktig/editor/anchors';
import type { About } from '../threads-context.tsx';
import { editorIn, type FieldOnPage, fieldAround, type Marked } from './fields-on-page.ts';
import { lettersBefore, lettersIn } from './letters.ts';

/** As much as an anchor quotes. */
const LONGEST = 2_000;

/**
 * Words that somebody has marked. `whole`: the page is translated, so that the words are not in the text, and the
 * paragraphs are commented on that they stand in; `section`: not even those are known.
 */
export type SelectedWords = {
  about: About;
  kind: 'words' | 'whole' | 'section';
  /** Where they stand on the page. */
  range: Range;
};

/** What is marked and can be commented on, within the text that it began in; null where there is no such thing. */
export function selectedWords(selection: Selection | null): SelectedWords | null {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const at = fieldAround(selection.anchorNode) ?? fieldAround(selection.focusNode);
  if (at === null || !at.field.mayComment) return null;
  const range = within(selection.getRangeAt(0), at.root);
  if (range === null) return null;
  const editor = editorIn(at.root);
  const marked =
    editor?.element.contains(range.commonAncestorContainer) === true
      ? editor.marked(within(range, editor.element) ?? range)
      : markedIn(at.root, range);
  if (marked === null) return null;
  const trimmed = trim(marked);
  return trimmed === null ? null : selected(at.field, trimmed, range);
}

/** The part of a range that is within an element. */
function within(range: Range, element: Element): Range | null {
  const clipped = range.cloneRange();
  const whole = document.createRange();
  whole.selectNodeContents(element);
  if (clipped.compareBoundaryPoints(Range.START_TO_START, whole) < 0)
    clipped.setStart(whole.startContainer, whole.startOffset);
  if (clipped.compareBoundaryPoints(Range.END_TO_END, whole) > 0)
    clipped.setEnd(whole.endContainer, whole.endOffset);
  return clipped.collapsed ? null : clipped;
}

function markedIn(root: Element, range: Range): Marked {
  const letters = lettersIn(root);
  return {
    line: letters.line,
    from: lettersBefore(letters, range.startContainer, range.startOffset),
    to: lettersBefore(letters, range.endContainer, range.endOffset),
  };
}

/** Without the spaces around them, and no longer than an anchor may be; relative positions hold for what was marked. */
function trim({ line, from, to, relative }: Marked): Marked | null {
  const words = line.slice(from, to);
  const start = from + (words.length - words.trimStart().length);
  const end = Math.min(from + words.trimEnd().length, start + LONGEST);
  if (end <= start) return null;
  return { line, from: start, to: end, ...(start === from && end === to && relative ? { relative } : {}) };
}

function selected(field: FieldOnPage, marked: Marked, range: Range): SelectedWords {
  const line = field.line();
  const words = quoteAt(marked.line, marked);
  const exact = line === marked.line ? marked : findQuote(line, words, marked.from);
  if (exact !== null) {
    return { kind: 'words', about: { ...aboutWords(field, line, exact, marked.relative) }, range };
  }
  const begins = `”${words.quote}”\n\n`;
  const whole = sameLines(marked, line);
  if (whole !== null) {
    return { kind: 'whole', about: { ...aboutWords(field, line, whole), begins }, range };
  }
  const about: About = { sectionId: field.sectionId, anchor: { of: 'section' }, name: null, begins };
  return { kind: 'section', about, range };
}

function aboutWords(
  { sectionId, of, field }: FieldOnPage,
  line: string,
  { from, to }: LineRange,
  relative?: { from: string; to: string },
): About {
  const quoted = quoteAt(line, { from, to });
  const anchor =
    of === 'words'
      ? { of, field, ...quoted }
      : // Only fields of the goal are registered as inherited.
        { of, field: field as 'content', ...quoted };
  return { sectionId, anchor, name: null, markedAt: { at: from, ...relative } };
}

/** A translation has the same lines with other letters: those of the text in which the marked ones stand. */
function sameLines(marked: Marked, line: string): LineRange | null {
  const lines = line.split('\n');
  if (marked.line.split('\n').length !== lines.length) return null;
  const first = marked.line.slice(0, marked.from).split('\n').length - 1;
  const last = marked.line.slice(0, marked.to).split('\n').length - 1;
  const from = lines.slice(0, first).reduce((sum, { length }) => sum + length + 1, 0);
  const words = lines.slice(first, last + 1).join('\n');
  const to = Math.min(from + words.trimEnd().length, from + LONGEST);
  return to <= from ? null : { from, to };
}
