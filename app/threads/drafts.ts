import type { MentionView, ThreadAnchor } from '@delaktig/domain';
import type { About } from './threads-context.tsx';

const BEGINS = 'delaktig:utkast:';
const ABOUT = 'om:';

/** Where a comment that is not sent yet is kept in this browser: one of an account, a section and what it is about. */
export function commentDraft(sectionId: string, anchor: ThreadAnchor): string {
  return `${sectionId}:${anchorKey(anchor)}`;
}

/** The same of a suggestion of other words. */
export function suggestionDraft(sectionId: string, anchor: ThreadAnchor): string {
  return `${sectionId}:suggest:${anchorKey(anchor)}`;
}

/** What the anchor is about, as a word of its own. */
export function anchorKey(anchor: ThreadAnchor): string {
  switch (anchor.of) {
    case 'section':
      return 'section';
    case 'indicator':
    case 'activity':
      return `${anchor.of}:${anchor.id}`;
    case 'row':
      return `row:${anchor.table}:${anchor.row}`;
    case 'inherited':
    case 'words':
      return `${anchor.of}:${anchor.field}:${anchor.prefix}|${anchor.quote}|${anchor.suffix}`;
  }
}

/** Empty when there is none, or where the browser keeps nothing. */
export function readDraft(accountId: string, key: string): string {
  try {
    return window.localStorage.getItem(`${BEGINS}${accountId}:${key}`) ?? '';
  } catch {
    return '';
  }
}

/** Takes away a draft that was sent; what somebody wrote there meanwhile stays. */
export function forgetDraft(accountId: string, key: string, sent: string): void {
  if (readDraft(accountId, key) === sent) keepDraft(accountId, key, '');
}

export function keepDraft(accountId: string, key: string, text: string): void {
  try {
    const name = `${BEGINS}${accountId}:${key}`;
    if (text === '') window.localStorage.removeItem(name);
    else window.localStorage.setItem(name, text);
  } catch {
    // Full or forbidden: the words stay in the form.
  }
}

/** The words of a comment, and whether they were written to be shown without a name. */
export type CommentWords = { words: string; isNameless: boolean };

/**
 * One item holds the words and the choice, so that neither is ever kept without the other. Words of which the choice is
 * not known were perhaps written without a name: they are until somebody chooses anew.
 */
export function readComment(accountId: string, key: string): CommentWords {
  const kept = readDraft(accountId, key);
  const { words, isNameless } = objectIn(kept);
  if (typeof words === 'string' && typeof isNameless === 'boolean') return { words, isNameless };
  return { words: kept, isNameless: kept !== '' };
}

export function keepComment(accountId: string, key: string, { words, isNameless }: CommentWords): void {
  // Where there is no room for it, an older choice must not be what is left.
  keepDraft(accountId, key, '');
  if (words !== '') keepDraft(accountId, key, JSON.stringify({ words, isNameless }));
}

/** Takes away a comment that was sent; what somebody wrote there meanwhile stays. */
export function forgetComment(accountId: string, key: string, sent: CommentWords): void {
  forgetDraft(accountId, key, JSON.stringify({ words: sent.words, isNameless: sent.isNameless }));
}

/** Whom the names in a draft stand for. */
export function readNames(accountId: string, key: string): MentionView[] {
  try {
    const kept: unknown = JSON.parse(readDraft(accountId, namesKey(key)));
    return Array.isArray(kept) ? kept.filter(isName) : [];
  } catch {
    return [];
  }
}

export function keepNames(accountId: string, key: string, names: readonly MentionView[]): void {
  keepDraft(accountId, namesKey(key), names.length === 0 ? '' : JSON.stringify(names));
}

function namesKey(key: string): string {
  return `namn:${key}`;
}

function isName(kept: unknown): kept is MentionView {
  const { token, label } = (kept ?? {}) as Record<string, unknown>;
  return typeof token === 'string' && typeof label === 'string';
}

/** What a draft is about is kept beside it: words are never marked by the very same letters again. */
export function keepAbout(accountId: string, about: About): void {
  const { sectionId, anchor, name, markedAt, suggest, begins } = about;
  const kept: About = { sectionId, anchor, name, markedAt, suggest, begins };
  keepDraft(accountId, `${ABOUT}${draftOf(about)}`, JSON.stringify(kept));
}

/** What there are drafts about in a section, in no order of time. What is kept of drafts that are gone goes with them. */
export function aboutsIn(accountId: string, sectionId: string): About[] {
  try {
    const { localStorage } = window;
    const account = `${BEGINS}${accountId}:`;
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(`${account}${ABOUT}${sectionId}:`))
      .sort()
      .flatMap((name) => {
        const about = aboutIn(localStorage.getItem(name) ?? '', name.slice(account.length + ABOUT.length));
        const isKept = about !== null && hasWords(accountId, draftOf(about));
        if (!isKept) localStorage.removeItem(name);
        return isKept ? [about] : [];
      });
  } catch {
    return [];
  }
}

/** Where the words about something are kept. */
export function draftOf({ sectionId, anchor, suggest }: About): string {
  return suggest === true ? suggestionDraft(sectionId, anchor) : commentDraft(sectionId, anchor);
}

/** Where why one suggests other words is kept. */
export function whyDraft(suggestion: string): string {
  return `${suggestion}:why`;
}

function hasWords(accountId: string, key: string): boolean {
  return readDraft(accountId, key) !== '' || readDraft(accountId, whyDraft(key)) !== '';
}

/** What this browser kept earlier, perhaps from an older page: null where it is not about what its key says. */
function aboutIn(kept: string, key: string): About | null {
  const about = objectIn(kept) as About;
  try {
    return draftOf(about) === key ? about : null;
  } catch {
    return null;
  }
}

function objectIn(json: string): Record<string, unknown> {
  try {
    const found: unknown = JSON.parse(json);
    return typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Takes away every draft of an account, when it signs out. */
export function wipeDrafts(accountId: string): void {
  try {
    const { localStorage } = window;
    for (const name of Object.keys(localStorage))
      if (name.startsWith(`${BEGINS}${accountId}:`)) localStorage.removeItem(name);
  } catch {
    // A browser that forbids the storage has kept nothing there.
  }
}
