import type { GoalLevel } from '@delaktig/domain';
import { type Setting, undash } from './content.ts';
import type { GoalDraft, GoalTree } from './goals.ts';
import { joinText } from './join.ts';
import { fieldLabel, type GoalLabel, goalLabel, splitStatus, statusOf } from './labels.ts';
import type { Outline } from './outline.ts';
import type { Piece } from './piece.ts';
import { headAt } from './tables.ts';
import { endsSentence, isOnlySigns, plain, startsLower } from './text.ts';
import type { KnownTitles } from './titles.ts';
import { wasBroken } from './wrap.ts';

export type HeadEnv = { setting: Setting; known: KnownTitles; outline: Outline };

/** A title longer than this has swallowed text that is none of it. */
const LONGEST_TITLE = 330;
const NUMBERED = /^(\d{1,2}(?:\.\d{1,2})?)\.?\s+(?=\S)/;

/** "1.1 I Stockholm ..." without its label, where the contents or the catalogue know that goal. */
export function unlabelledGoal(pieces: Piece[], at: number, known: KnownTitles): GoalLabel | null {
  const piece = pieces[at];
  if (!piece || piece.cells || piece.text.length > 200) return null;
  const found = NUMBERED.exec(piece.text);
  if (!found?.[1]) return null;
  const title = piece.text.slice(found[0].length);
  const next = pieces[at + 1];
  const whole =
    known.find(splitStatus(title).title) ??
    (next && known.isBeginning(title) ? known.find(`${title} ${next.text}`) : null);
  if (whole?.number !== found[1]) return null;
  const level: GoalLevel = whole.level;
  return { level, number: null, rest: piece.rich };
}

/** Reads the title after a goal's label, over as many lines as it runs, with its number and status. */
export function readGoalHead(
  pieces: Piece[],
  at: number,
  label: GoalLabel,
  draft: GoalDraft,
  tree: GoalTree,
  env: HeadEnv,
): number {
  const first = pieces[at];
  if (!first) return at + 1;
  tree.claim(draft, first, 'label');
  let title = plain(label.rest).trim();
  let last = first;
  let i = at + 1;
  for (let piece = pieces[i]; piece; piece = pieces[i]) {
    if (isOther(pieces, i, env)) break;
    const start = title === '';
    if (!start && !goesOn(title, last, piece, draft, env)) break;
    if (start && piece.text.length > LONGEST_TITLE) break;
    if (!start && piece.blankBefore > 0) {
      env.setting.account.uncertain(
        piece,
        `${title} ${piece.text}`,
        'joined: titeln delades av en sidbrytning',
        draft.goal.id,
      );
    }
    title = start
      ? piece.text
      : joinText(title, piece.bullet ? undash(piece).text : piece.text, env.setting.spelling);
    tree.claim(draft, piece, 'title');
    last = piece;
    i += 1;
    if (splitStatus(title).status) break;
  }
  settle(title, label, draft, tree, last, env);
  return i;
}

/** What follows is no part of a title: a label, a status, a table, a heading. */
function isOther(pieces: Piece[], at: number, env: HeadEnv): boolean {
  const piece = pieces[at];
  if (!piece || goalLabel(piece.rich) || statusOf(piece.text) || isOnlySigns(piece.text)) return true;
  if (fieldLabel(piece.rich) || headAt(pieces, at)) return true;
  const found = env.outline.match(pieces, at);
  return found?.ends === true || found?.role === 'goals';
}

function goesOn(title: string, last: Piece, next: Piece, draft: GoalDraft, env: HeadEnv): boolean {
  const { wrap } = env.setting;
  if (next.cells || title.length > LONGEST_TITLE || splitStatus(title).status) return false;
  const bare = title.replace(NUMBERED, '');
  const fromAbove = draft.goal.level === 'direction' || draft.goal.level === 'area';
  if (fromAbove) {
    const whole = `${bare} ${splitStatus(next.bullet ? undash(next).text : next.text).title}`;
    if (env.known.isBeginning(bare) && (env.known.find(whole) || env.known.isBeginning(whole))) return true;
    if (env.known.find(bare)) return false;
  }
  if (next.bullet) return false;
  if (/\p{L}-$/u.test(title)) return startsLower(next.text);
  if (next.blankBefore > 0) return startsLower(next.text) && !endsSentence(title) && next.text.length < 160;
  if (next.glued && next.from === last.to) return false;
  if (wrap === null) return startsLower(next.text) && !endsSentence(title);
  return startsLower(next.text) || (!endsSentence(title) && wasBroken(last, next, wrap, 'title'));
}

function settle(
  text: string,
  label: GoalLabel,
  draft: GoalDraft,
  tree: GoalTree,
  last: Piece,
  env: HeadEnv,
): void {
  const { goal } = draft;
  const { account } = env.setting;
  const { title: whole, status } = splitStatus(text);
  let title = whole;
  goal.number = label.number;
  const numbered = goal.level === 'direction' || goal.level === 'area' ? NUMBERED.exec(title) : null;
  if (numbered?.[1] && goal.number === null) {
    goal.number = numbered[1];
    title = title.slice(numbered[0].length).trim();
  }
  if (title.length > LONGEST_TITLE) title = cutTitle(title, draft, tree, last, env);
  if (title === '') account.uncertain(last, last.text.slice(0, 100), 'Målet saknar titel.', goal.id);
  else goal.title = title.replaceAll('\u00ad', '');
  if (status) tree.setStatus(draft, status, last);
}

/** On a page in one line nothing shows where a title ends, unless a sentence does. */
function cutTitle(title: string, draft: GoalDraft, tree: GoalTree, last: Piece, env: HeadEnv): string {
  const end = /[.!?](?=\s+\p{Lu})/u.exec(title.slice(0, LONGEST_TITLE));
  const cut = end ? end.index + 1 : 0;
  env.setting.account.uncertain(
    last,
    title.slice(0, 200),
    'Det är inte säkert var målets titel slutar.',
    draft.goal.id,
  );
  const rest = title.slice(cut).trim();
  tree.builder(draft).add({ ...last, rich: rest, text: rest, cells: null, bullet: null, blankBefore: 1 });
  return title.slice(0, cut).trim();
}
