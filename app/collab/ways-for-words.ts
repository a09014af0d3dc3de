import type { LineRange } from '@delaktig/editor/anchors';
import type { SetAside } from './unsent-store.ts';

/** A field of a section as it stands: its letters, one line a block. */
export type FieldLine = { field: string; line: string };

/** Other words for some that stand in a field. `parts`: which of the words that were set aside they bring. */
export type Proposal = { field: string; range: LineRange; proposed: string; parts: number[] };

/** Which way words may go that no section took: those with a place in the text, and the rest. */
export type Ways = { proposals: Proposal[]; rest: number[] };

/** One change of a field: these letters become these words. */
type Edit = { field: string; line: string; range: LineRange; words: string; part: number };

/** As much of what stands around the words as is looked for, letters on each side: all there is, then less. */
const AROUND = [48, 24, 12];
/** With fewer letters in all, a place is a guess. */
const LEAST = 6;
const LONGEST_WORD = 100;
/** As much as a suggestion holds. */
const MOST = 2_000;

/**
 * Where words that were set aside stand, or would stand, in the section as it is now, by what stands around them; never
 * a guess between equals. Places are numbered as in `sent` of what is set aside, and those are left out.
 */
export function waysFor(
  { passages, removed, sent = [] }: Pick<SetAside, 'passages' | 'removed' | 'sent'>,
  fields: readonly FieldLine[],
): Ways {
  const used = new Set<number>();
  const typed = passages.map((passage, part) => {
    const place = sent.includes(part)
      ? null
      : (placeOf(passage, removed, fields) ?? placeOf(withoutOthers(passages, part), removed, fields));
    if (place !== null && place.removed !== null) used.add(passages.length + place.removed);
    return place && { ...place, words: passage.typed, part };
  });
  const taken = removed.map((words, index) => {
    const part = passages.length + index;
    const isOut = sent.includes(part) || used.has(part) || isMoved(words, passages);
    const place = isOut ? null : onlyPlaceOf(words, fields);
    return place && { ...place, words: '', part };
  });
  const edits = [...typed, ...taken].filter((edit) => edit !== null);
  const proposals = joined(edits).filter(isSendable);
  // What a passage stands in the place of goes with it.
  for (const [part, place] of typed.entries()) {
    const proposal = proposals.find(({ parts }) => parts.includes(part));
    if (place !== null && place.removed !== null) proposal?.parts.push(passages.length + place.removed);
  }
  const gone = new Set([...sent, ...proposals.flatMap(({ parts }) => parts)]);
  const rest = [...passages, ...removed].map((_, part) => part).filter((part) => !gone.has(part));
  return { proposals, rest };
}

/** What stands around a passage may hold those before and after it, which are not in the text either. */
function withoutOthers(passages: SetAside['passages'], part: number): SetAside['passages'][number] {
  const { before = '', typed = '', after = '' } = passages[part] ?? {};
  const [previous = '', next = ''] = [passages[part - 1]?.typed, passages[part + 1]?.typed];
  const [last, first] = [before.lastIndexOf(previous), after.indexOf(next)];
  return {
    before: last === -1 ? before : before.slice(0, last) + before.slice(last + previous.length),
    typed,
    after: first === -1 ? after : after.slice(0, first) + after.slice(first + next.length),
  };
}

/** Words that stand among those typed were not taken away: a new line writes all that comes after it anew. */
export function isMoved(removed: string, passages: SetAside['passages']): boolean {
  return passages.some(({ typed }) => typed.includes(removed));
}

type Place = Omit<Edit, 'words' | 'part'> & { removed: number | null };

function placeOf(
  { before, after }: SetAside['passages'][number],
  removed: readonly string[],
  fields: readonly FieldLine[],
): Place | null {
  const [left, right] = [before.replace(/^…/, ''), after.replace(/…$/, '')];
  for (const letters of AROUND) {
    const around = { left: left.slice(-letters), right: right.slice(0, letters) };
    if (around.left.trim().length + around.right.trim().length < LEAST) return null;
    const isWhole = { left: left === '', right: right === '' };
    const places = fields.flatMap((field) => placesIn(field, around, isWhole, removed));
    if (places.length > 1) return null;
    if (places[0] !== undefined) return places[0];
  }
  return null;
}

/** `isEdge`: nothing stood on that side of the words in their block. */
function placesIn(
  { field, line }: FieldLine,
  { left, right }: { left: string; right: string },
  isEdge: { left: boolean; right: boolean },
  removed: readonly string[],
): Place[] {
  return blocksOf(line).flatMap(({ text, from }) => {
    const begins = isEdge.left ? [0] : everyEnd(text, left);
    return begins.flatMap((begin): Place[] => {
      const end = isEdge.right ? text.length : text.indexOf(right, begin);
      if (end < begin) return [];
      const between = text.slice(begin, end);
      const taken = removed.indexOf(between.trim());
      if (between !== '' && taken === -1) return [];
      const range = { from: from + begin, to: from + end };
      return [{ field, line, range, removed: between === '' ? null : taken }];
    });
  });
}

function blocksOf(line: string): { text: string; from: number }[] {
  let from = 0;
  return line.split('\n').map((text) => {
    const block = { text, from };
    from += text.length + 1;
    return block;
  });
}

function everyEnd(text: string, words: string): number[] {
  const ends: number[] = [];
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1))
    ends.push(at + words.length);
  return ends;
}

/** Where words stand that somebody took away, if it is one place; with one of the blanks that they leave behind. */
function onlyPlaceOf(words: string, fields: readonly FieldLine[]): Omit<Edit, 'words' | 'part'> | null {
  const places = fields.flatMap(({ field, line }) =>
    everyEnd(line, words).map((to) => {
      const range = { from: to - words.length, to };
      const isBetween = /^\s?$/.test(line.slice(range.from - 1, range.from)) && line[to] === ' ';
      return { field, line, range: isBetween ? { ...range, to: to + 1 } : range };
    }),
  );
  return places.length === 1 && places[0] !== undefined ? places[0] : null;
}

/** Changes whose words touch each other are one: two suggestions for the same words would be in each other's way. */
function joined(edits: readonly Edit[]): Proposal[] {
  const sorted = [...edits].sort(
    (a, b) => a.field.localeCompare(b.field) || a.range.from - b.range.from || a.part - b.part,
  );
  const groups: { around: LineRange; edits: Edit[] }[] = [];
  for (const edit of sorted) {
    const around = withNeighbours(edit);
    const last = groups.at(-1);
    if (last?.edits[0]?.field === edit.field && around.from <= last.around.to) {
      last.edits.push(edit);
      last.around.to = Math.max(last.around.to, around.to);
    } else groups.push({ around, edits: [edit] });
  }
  return groups.flatMap(({ around, edits: own }) => {
    const [first] = own;
    if (first === undefined) return [];
    let proposed = '';
    let at = around.from;
    for (const { range, words } of own) {
      proposed += first.line.slice(at, range.from) + words;
      at = Math.max(at, range.to);
    }
    proposed += first.line.slice(at, around.to);
    return [{ field: first.field, range: around, proposed, parts: own.map(({ part }) => part) }];
  });
}

/** With the word before and the word after, in the same block: words that come in must come at others. */
function withNeighbours({ line, range }: Edit): LineRange {
  const before =
    /\S*[^\S\n]*$/.exec(line.slice(Math.max(0, range.from - LONGEST_WORD), range.from))?.[0] ?? '';
  const after = /^[^\S\n]*\S*/.exec(line.slice(range.to, range.to + LONGEST_WORD))?.[0] ?? '';
  return { from: range.from - before.length, to: range.to + after.length };
}

function isSendable({ range, proposed }: Proposal): boolean {
  const letters = range.to - range.from;
  return letters > 0 && letters <= MOST && proposed.length <= MOST;
}
