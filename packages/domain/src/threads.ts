import { z } from 'zod';
import type { MentionView } from './mentions.ts';
import { GOAL_FIELDS } from './report.ts';
import type { Role } from './roles.ts';

const id = z.uuid();
/** The database stores no NUL. */
const storable = z.string().refine((words) => !words.includes('\0'));
/** 4,000 letters as one types them, and what the tokens of those who are mentioned have beyond their names. */
export const MOST_BODY = 5_000;
const text = storable.trim().min(1).max(MOST_BODY);
/** Kept to the letter, but for the line ends of forms. */
const asWritten = storable
  .transform((words) => words.replaceAll('\r\n', '\n'))
  .pipe(z.string().regex(/\S/).max(4_000));

/** Words by themselves and by what stands around them: how a place in a text is found again. */
const quoted = {
  quote: storable.min(1).max(2_000),
  /** At most 32 characters before and after the quote. */
  prefix: storable.max(32),
  suffix: storable.max(32),
};

/** What a thread is about. Words of inherited text are found by quote and context: no room holds them. */
export const threadAnchorSchema = z.discriminatedUnion('of', [
  z.object({ of: z.literal('section') }),
  z.object({ of: z.literal('indicator'), id }),
  z.object({ of: z.literal('activity'), id }),
  /** A row of the section's nth table, both from 0. */
  z.object({ of: z.literal('row'), table: z.int().min(0).max(99), row: z.int().min(0).max(999) }),
  z.object({ of: z.literal('inherited'), field: z.enum(['content', ...GOAL_FIELDS]), ...quoted }),
  /** Words of the prose, in the fragment of the section's room. Plain text of one text block, or from one to another. */
  z.object({ of: z.literal('words'), field: z.string().min(1).max(80), ...quoted }),
]);
export type ThreadAnchor = z.infer<typeof threadAnchorSchema>;

/** How a thread ends: every comment gets one of these, in words. */
export const OUTCOMES = [
  'changed',
  'not-changed',
  'next-plan',
  'negotiation',
  'other-process',
  'answered',
] as const;
export type OutcomeKind = (typeof OUTCOMES)[number];

/** Whether a section says how it is with those who work there. */
export const QUICK_ANSWERS = ['true', 'not-here', 'not-understood'] as const;
export type QuickAnswer = (typeof QUICK_ANSWERS)[number];

export const REACTIONS = ['agree', 'thanks'] as const;
export type Reaction = (typeof REACTIONS)[number];

/**
 * Where somebody marked words, as their page has it: what the quote alone cannot tell when it stands there twice. `at`:
 * letters before it in the field's line of text; `from`, `to`: relative positions of Yjs, base64, of who has the room.
 */
export const markedAtSchema = z.object({
  at: z.int().min(0).max(10_000_000),
  from: z.base64().max(400).optional(),
  to: z.base64().max(400).optional(),
});
export type MarkedAt = z.infer<typeof markedAtSchema>;

/** Words for one text block, as many as a place quotes: what would break the line, or cannot be read, becomes a space. */
const newWords = z
  .string()
  .max(2_000)
  .transform((words) => words.replace(/[\p{Cc}\u2028\u2029]+/gu, ' '));

/** What a page asks to be done with comments. */
export const threadActSchema = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('comment'),
    sectionId: id,
    anchor: threadAnchorSchema,
    body: text,
    /** Without one's name: nothing ties the thread to the account. */
    nameless: z.boolean(),
    /** Of words only. */
    markedAt: markedAtSchema.optional(),
  }),
  /** Other words for those that the anchor quotes, which stand in one text block. `body`: why, or nothing. */
  z.object({
    act: z.literal('suggest'),
    sectionId: id,
    anchor: threadAnchorSchema,
    proposed: newWords,
    body: storable.trim().max(MOST_BODY),
    markedAt: markedAtSchema.optional(),
  }),
  /**
   * Takes the words of a suggestion into the text, as they were proposed or changed. `seen`: what stood there when the
   * person decided: where something else stands by now, they are asked to look again. `body`: the outcome in words.
   */
  z.object({
    act: z.literal('take-suggestion'),
    threadId: id,
    words: newWords,
    seen: z.string().max(4_000),
    body: text,
  }),
  /** Puts back what stood there before, as long as nobody has touched the words since. */
  z.object({ act: z.literal('undo-suggestion'), threadId: id }),
  z.object({ act: z.literal('reply'), threadId: id, body: text }),
  /** One's own words, not of a nameless thread. */
  z.object({ act: z.literal('edit-post'), postId: id, body: text }),
  z.object({ act: z.literal('delete-post'), postId: id }),
  z.object({ act: z.literal('react'), postId: id, reaction: z.enum(REACTIONS), on: z.boolean() }),
  /** `body`: what was changed, why not, where to report … always in words. */
  z.object({ act: z.literal('close-thread'), threadId: id, outcome: z.enum(OUTCOMES), body: text }),
  /** Once, by somebody who took part, with a new ground. */
  z.object({ act: z.literal('reopen-thread'), threadId: id, body: text }),
  /** Taken from view at once, as when details of a client have been written. */
  z.object({ act: z.literal('hide-thread'), threadId: id, reason: text }),
  z.object({ act: z.literal('show-thread'), threadId: id }),
  z.object({ act: z.literal('read-threads'), threadIds: z.array(id).min(1).max(500) }),
  /** Null takes the answer back. `line`: in any language; left out, the one that stands beside the answer stays. */
  z.object({
    act: z.literal('quick-answer'),
    sectionId: id,
    answer: z.enum(QUICK_ANSWERS).nullable(),
    line: storable.trim().max(500).optional(),
  }),
  /** A representative's: shown to all who read the section, and printed as it is written. It replaces their former one. */
  z.object({ act: z.literal('state-dissent'), sectionId: id, body: asWritten }),
  z.object({ act: z.literal('withdraw-dissent'), sectionId: id }),
]);
export type ThreadAct = z.infer<typeof threadActSchema>;

export type ThreadResult =
  | { ok: true; threadId?: string }
  | { ok: false; reason: 'not-found' | 'forbidden' | 'changed' | 'too-often' }
  /** Namelessness is not offered in a group of fewer than 8. */
  | { ok: false; reason: 'too-few' }
  /** It is not about words of one text block, or proposes what stands there. */
  | { ok: false; reason: 'no-suggestion' }
  /** Other words stand there than the person decided about. */
  | { ok: false; reason: 'look-again' }
  /** The words that a suggestion is about are gone, or in several text blocks by now. */
  | { ok: false; reason: 'words-gone' };

/** Who said something. Null: without a name. `name` is empty for someone who is shown by role only. */
export type Speaker = { accountId: string; name: string; role: Role } | null;

export type PostView = {
  id: string;
  by: Speaker;
  /** ISO date in Europe/Stockholm: all there is of a nameless one. */
  day: string;
  /** ISO moment; null of a nameless one. */
  at: string | null;
  /** Null: deleted by who wrote it, or hidden. */
  body: string | null;
  edited: boolean;
  /** It is the outcome that the thread had before it was reopened; null of all others. */
  outcome: OutcomeKind | null;
  reactions: { reaction: Reaction; count: number; mine: boolean }[];
  mayEdit: boolean;
};

/** Words of the prose as they stand now. `lost`: they are gone, and these are what was marked. */
export type WordsPlace = {
  field: string;
  quote: string;
  /** At most 32 characters before and after, as of an anchor. */
  prefix: string;
  suffix: string;
  lost: boolean;
};

export type SuggestionView = {
  original: string;
  proposed: string;
  /** What was taken into the text; null while nothing is. */
  taken: { words: string; by: Speaker; day: string } | null;
  /** Something else stands there now, or nothing, than the original; than what was taken, once it is. */
  changed: boolean;
  mayTake: boolean;
  /** As far as is known: words that somebody just wrote are seen by the act. */
  mayUndo: boolean;
};

export type ThreadView = {
  id: string;
  sectionId: string;
  anchor: ThreadAnchor;
  /** Null of what is not about words of the prose. */
  place: WordsPlace | null;
  suggestion: SuggestionView | null;
  state: 'open' | 'closed';
  /** It came too late for this report. */
  forNextPlan: boolean;
  /** The first is what the thread began with. */
  posts: PostView[];
  /** What the tokens in posts and outcome are called for this person. */
  mentions: MentionView[];
  /** `body`: null when it is not for this person to read. */
  outcome: { kind: OutcomeKind; body: string | null; by: Speaker; day: string } | null;
  hidden: { reason: string; day: string } | null;
  unread: boolean;
  /** The person has written in it. */
  mine: boolean;
  /** People of a work group of the person's own have written in it under their name, or are mentioned in it. */
  ofMyGroup: boolean;
  mayReply: boolean;
  mayClose: boolean;
  mayReopen: boolean;
  /** Take it from view, or show it again. */
  mayHide: boolean;
};

/** How a section was answered in short, in counts that expose nobody. Null: too few, or not yet counted. */
export type QuickCounts = { answer: QuickAnswer; from: number; to: number }[] | null;

/** How a section was answered in short, for one person. */
export type QuickView = {
  mine: QuickAnswer | null;
  /** What the person added to their answer, '' when nothing. */
  line: string;
  counts: QuickCounts;
  /** What others added, as `quickLines` lets it be read: [] when that gives somebody away. Null: not theirs to read. */
  lines: string[] | null;
  may: boolean;
};

/** What a representative has stated against a section, word for word. `name` as of a speaker. */
export type DissentView = {
  sectionId: string;
  by: Exclude<Speaker, null>;
  /** ISO date in Europe/Stockholm. */
  day: string;
  body: string;
  mine: boolean;
};

export type ThreadsView = {
  threads: ThreadView[];
  /** By section, the oldest first. */
  dissents: DissentView[];
  /** By section. */
  quick: Record<string, QuickView>;
  /** Namelessness may be offered to this person. */
  mayBeNameless: boolean;
  /** The person belongs to a work group of the unit. */
  hasGroup: boolean;
};

/**
 * `mention`: somebody named the person, or a group of theirs; `to-answer`: a comment waits; `waiting`: a section that is
 * ready waits for their word; `given`: a section is theirs to lead; `returned`: a section, or a report, is back.
 */
export const NOTICE_KINDS = [
  'mention',
  'reply',
  'outcome',
  'reopened',
  'returned',
  'to-answer',
  'waiting',
  'given',
  'last-day',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** The hash that leads to a thread, and the id of its card. */
export function threadAnchorId(threadId: string): string {
  return `trad-${threadId}`;
}

/** The id of the line that tells how a section, or the report, stands: where one comes back to after an act. */
export function stateAnchor(place: string): string {
  return `lage-${place}`;
}

/** Where a notice leads, from the root of the site. */
export function noticePath({ reportId, sectionId, threadId }: NoticePlace): string {
  if (threadId !== null) return `/rapporter/${reportId}#${threadAnchorId(threadId)}`;
  return sectionId === null ? `/rapporter/${reportId}` : `/rapporter/${reportId}#${stateAnchor(sectionId)}`;
}
type NoticePlace = Pick<NoticeView, 'reportId' | 'sectionId' | 'threadId'>;

/** What somebody is told of, newest first. */
export type NoticeView = {
  id: string;
  kind: NoticeKind;
  day: string;
  reportId: string;
  report: string;
  /** Whose report it is. */
  unit: string;
  /** The report's last day for comments. */
  lastDay: string | null;
  sectionId: string | null;
  section: string | null;
  threadId: string | null;
  /** Whether the thread is about other words for the text. */
  suggestion: boolean;
  read: boolean;
};
