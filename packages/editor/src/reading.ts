/**
 * What drawing the prose needs to know, without the editor: `@delaktig/editor/reading` pulls in neither Tiptap
 * nor Yjs, so that a page that only reads stays light.
 */

/**
 * Told by every connection. Raised whenever a node, a mark or an attribute is added or changed: a page with
 * an older schema deletes what it does not know as soon as it opens a document, even without the right to
 * write, so it is asked to reload instead.
 */
export const SCHEMA_VERSION = 2;

export const HEADING_LEVELS = [1, 2, 3] as const;

/**
 * Prose has three levels of headings of its own, and they always stand below the page's headings: level 1 is
 * drawn as `h5`, 2 and 3 as `h6`, and `data-level` tells them apart. A page whose own headings end elsewhere
 * gives another `top`.
 */
export const DEFAULT_TOP_HEADING = 5;

/** The HTML heading (1 to 6) for a prose heading of `level`, where level 1 is drawn as `top`. */
export function headingTag(level: unknown, top: number): 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6' {
  const tags = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'] as const;
  return tags[top + headingLevel(level) - 2] ?? 'h6';
}

/** 1 to 3, whatever an outside text or a hostile room says. */
export function headingLevel(level: unknown): 1 | 2 | 3 {
  if (level === 2) return 2;
  return typeof level === 'number' && level > 2 ? 3 : 1;
}

/** Told to every reader's browser: the other site learns nothing of the report, and gets no handle on the page. */
export const LINK_REL = 'noopener noreferrer nofollow';

const SCHEMES = ['http:', 'https:', 'mailto:'];

/**
 * Whether an address may stand in a report: an absolute web or mail address. Everything else (`javascript:`,
 * `data:`, relative addresses, which would point into this site) is refused.
 */
export function isAllowedHref(href: unknown): href is string {
  if (typeof href !== 'string') return false;
  // URL parsing drops leading blanks and control characters, browsers do too: what is kept is what was checked.
  if (href !== href.trim() || /\p{Cc}/u.test(href)) return false;
  try {
    return SCHEMES.includes(new URL(href).protocol);
  } catch {
    // Not an absolute address. (`URL.parse` would say so without a throw, but not on a phone of 2023.)
    return false;
  }
}

/** A span beyond this is a mistake of what was pasted; it would make a table of thousands of empty cells. */
export const MAX_SPAN = 50;
