import type { InterchangeSection } from '@delaktig/domain';
import { widen } from './account.ts';
import { ContentBuilder, type Setting } from './content.ts';
import type { Entry } from './contents.ts';
import { type HeadingRole, isEconomyTop, knownHeading } from './headings.ts';
import type { Piece } from './piece.ts';
import { startsLower, titleKey } from './text.ts';

export type OpenSection = {
  section: InterchangeSection;
  role: HeadingRole;
  builder: ContentBuilder;
  last: number;
};

/** A heading that was found: how it was known, and how many pieces it takes. */
export type FoundHeading = {
  title: string;
  pieces: number;
  role: HeadingRole;
  /** In the list of contents, at or after the place that the body has come to. */
  listed: number | null;
  ends: boolean;
  certain: boolean;
};

/** The headings of the text in order, with their levels; what is listed in the contents leads. */
export class Outline {
  readonly open: OpenSection[] = [];
  #setting: Setting;
  #entries: { key: string; title: string; role: HeadingRole }[];
  #place = 0;

  constructor(setting: Setting, entries: Entry[]) {
    this.#setting = setting;
    this.#entries = roles(entries.filter((entry) => entry.goalNumber === null));
  }

  get current(): OpenSection | null {
    return this.open.at(-1) ?? null;
  }

  /** The heading of the report's outline that stands at a piece, over as many lines as it takes. */
  match(pieces: Piece[], at: number): FoundHeading | null {
    let text = '';
    for (let n = 0; n < 3; n += 1) {
      const piece = pieces[at + n];
      if (!piece || piece.bullet || piece.cells || piece.text.length > 160) return null;
      if (n > 0 && (piece.blankBefore > 0 || piece.pageBreak)) return null;
      text = n === 0 ? piece.text : `${text} ${piece.text}`;
      const found = this.#lookUp(text, n + 1);
      if (found) return found;
    }
    return null;
  }

  #lookUp(text: string, pieces: number): FoundHeading | null {
    const key = titleKey(text);
    if (key === '' || startsLower(text) || text.endsWith('.')) return null;
    const known = knownHeading(text);
    const listed = this.#entries.findIndex((entry, i) => i >= this.#place && entry.key === key);
    const title = text.endsWith(':') && known ? text : text;
    if (listed >= 0) {
      const role = this.#entries[listed]?.role ?? 'top';
      return { title, pieces, role, listed, ends: known?.ends ?? false, certain: true };
    }
    if (!known) return null;
    return { title, pieces, role: known.role, listed: null, ends: known.ends, certain: true };
  }

  /** Whether a listed heading is the very next one of the contents. */
  isNext(found: FoundHeading): boolean {
    return found.listed === this.#place;
  }

  /** Opens a section. */
  add(found: FoundHeading, pieces: Piece[]): OpenSection {
    if (found.listed !== null) this.#place = found.listed + 1;
    const role = this.#roleHere(found);
    const parent = this.#parent(role);
    const id = `s${this.open.length + 1}`;
    const section: InterchangeSection = {
      id,
      title: found.title,
      level: parent ? parent.section.level + 1 : 1,
      parent: parent?.section.id ?? null,
      contains: role === 'goals' ? 'goals' : 'content',
      content: [],
    };
    for (const piece of pieces) {
      this.#setting.account.claim(piece, id, 'title');
      widen(section, piece);
    }
    const opened = { section, role, builder: new ContentBuilder(this.#setting, id, 'content'), last: 0 };
    this.open.push(opened);
    return opened;
  }

  /** "Övrigt" under economy and again at the end; the same title at once again is a heading below it. */
  #roleHere(found: FoundHeading): HeadingRole {
    const key = titleKey(found.title);
    const top = this.#lastTop();
    if (found.listed !== null) return found.role;
    if (top && titleKey(top.section.title) === key && top === this.current) return 'sub';
    if (found.role === 'economy')
      return top && isEconomyTop(top.section.title) ? 'economy' : top ? 'sub' : 'top';
    if (key === 'ovrigt' && top && isEconomyTop(top.section.title)) {
      const again = this.open.some(
        (one) => one.section.parent === top.section.id && titleKey(one.section.title) === key,
      );
      return again ? 'top' : 'economy';
    }
    return found.role;
  }

  #lastTop(): OpenSection | null {
    return this.open.findLast((one) => one.section.level === 1) ?? null;
  }

  #parent(role: HeadingRole): OpenSection | null {
    if (role === 'top' || role === 'goals') return null;
    if (role === 'economy') return this.#lastTop();
    return this.open.findLast((one) => one.role !== 'sub') ?? null;
  }

  finish(): InterchangeSection[] {
    return this.open.map(({ section, builder }) => {
      section.content = builder.finish();
      return section;
    });
  }
}

/**
 * The role of each title in the contents. A title that the templates do not know lies under economy where
 * known ones of economy follow it, else at the top.
 */
function roles(entries: Entry[]): { key: string; title: string; role: HeadingRole }[] {
  let economy = false;
  let economyDone = false;
  let parts = 0;
  return entries.map((entry, i) => {
    const known = knownHeading(entry.title);
    let role: HeadingRole = known?.role ?? 'top';
    if (role === 'economy') parts += 1;
    if (role === 'top' || role === 'goals') {
      const other = titleKey(entry.title) === 'ovrigt' && economy && !economyDone && parts > 0;
      if (other) role = 'economy';
      else if (known) economy = isEconomyTop(entry.title);
      else if (economy && leadsOn(entries, i)) role = 'economy';
      else if (/^\d+\.\d/.test(entry.title)) role = 'sub';
      if (other) economyDone = true;
      else if (known) {
        economyDone = false;
        parts = 0;
      }
    }
    return { key: titleKey(entry.title), title: entry.title, role };
  });
}

function leadsOn(entries: Entry[], at: number): boolean {
  for (const entry of entries.slice(at + 1)) {
    const known = knownHeading(entry.title);
    if (known) return known.role === 'economy' || titleKey(entry.title) === 'ovrigt';
  }
  return false;
}
