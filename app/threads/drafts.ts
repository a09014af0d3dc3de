import type { MentionView, ThreadAnchor } from '@delaktig/domain';

const BEGINS = 'delaktig:utkast:';

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

export function keepDraft(accountId: string, key: string, text: string): void {
  try {
    const name = `${BEGINS}${accountId}:${key}`;
    if (text === '') window.localStorage.removeItem(name);
    else window.localStorage.setItem(name, text);
  } catch {
    // Full or forbidden: the words stay in the form.
  }
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
