import { CLOSE } from '@delaktig/sync';
import type { Removed } from './left-out.ts';

/** One local edit that the server has not told as committed, or several that were brought in together. */
export type Change = {
  id: number;
  /** How many edits it stands for. */
  count: number;
  /** When it was made, in ms since 1970. */
  at: number;
  /** The edit as Yjs gave it: the same bytes may be given to a document any number of times. */
  update: Uint8Array;
  /** Which of the section's rooms it was made in. */
  epoch: number;
  /** The words that it took away. */
  removed: readonly Removed[];
};

/** What the page tells of whether every word is safe. */
export type SaveState = {
  line: SaveLine;
  /** Sections that do not take what one writes. */
  held: Held | null;
};

export type SaveLine =
  /** Nothing has been written since the page came. */
  | { kind: 'idle' }
  /** Every word of this page is committed; `at` in ms since 1970. */
  | { kind: 'saved'; at: number }
  | { kind: 'saving' }
  /** What could be sent is saved; `unsent` changes were refused by their sections. */
  | { kind: 'partly'; unsent: number }
  /** No contact with the server, or no answer from it; `unsent` changes exist in this browser alone. */
  | { kind: 'offline'; unsent: number }
  /** The server answers, but cannot save now. */
  | { kind: 'away'; unsent: number }
  /** The server has closed for good: 4401 signed out, 4403 no right any longer, 4426 the page is too old, other 44xx. */
  | { kind: 'closed'; code: number; unsent: number };

/** `code`: 4403 closed to the writer, other 44xx refused by the server. `unsent` changes were not taken. */
export type Held = { code: number; unsent: number; sections: string[] };

/** One section. A message may carry many changes. */
type SectionSaves = {
  /** Messages of this connection that the server has told as committed. */
  saved: number;
  /** The changes in each message after those, oldest first. */
  inFlight: Change[][];
  /** Changes in the document that no message of this connection carries yet. */
  waiting: Change[];
  /** Changes that are not in the document: kept from before, until the section takes them. */
  resting: Change[];
  /** Why the section was closed for good while one could write in it. `quiet`: only told when something is unsent. */
  refused: Refusal | null;
};

type Refusal = { code: number; quiet: boolean };

type Link =
  | { kind: 'starting' }
  | { kind: 'open' }
  | { kind: 'down'; code: number }
  | { kind: 'closed'; code: number };

export type Saves = {
  link: Link;
  sections: Readonly<Record<string, SectionSaves>>;
  /** Something has waited for its answer too long, although the connection looks open. */
  overdue: boolean;
  /** The server has said that it cannot save now. */
  away: boolean;
  savedAt: number | null;
};

export type SaveEvent =
  | { type: 'link'; link: Link }
  | { type: 'changed'; section: string; change: Change }
  | { type: 'opened'; section: string }
  /** One document message went out. An `answer` to "send what I lack" carries everything that waits. */
  | { type: 'sent'; section: string; answer: boolean }
  | { type: 'saved'; section: string; count: number; at: number }
  | { type: 'lost'; section: string }
  | { type: 'refused'; section: string; code: number; quiet: boolean }
  /** One may write again: what was refused is tried once more. */
  | { type: 'reopened'; section: string }
  /** A change was found that is kept from before. */
  | { type: 'found'; section: string; change: Change }
  /** The document is gone, the changes that were in it are not. */
  | { type: 'stranded'; section: string }
  /** What rested is in the document, and stands among its changes if it was new there. */
  | { type: 'brought-in'; section: string }
  /** Of what rested, these are not to be sent any more. `stored`: since the server had them all the time. */
  | { type: 'set-aside'; section: string; changes: ReadonlySet<number>; stored: boolean }
  | { type: 'forgotten'; section: string }
  /** Nothing was answered for long. */
  | { type: 'overdue' }
  | { type: 'away' }
  /** One tries again after a close for good. */
  | { type: 'retry' };

export const NO_SAVES: Saves = {
  link: { kind: 'starting' },
  sections: {},
  overdue: false,
  away: false,
  savedAt: null,
};

const NEW_SECTION: SectionSaves = { saved: 0, inFlight: [], waiting: [], resting: [], refused: null };

/** What is known after one more event. The rule: "saved" means told as committed by the server, nothing less. */
export function reduceSaves(saves: Saves, event: SaveEvent): Saves {
  switch (event.type) {
    case 'link': {
      const away = saves.away && event.link.kind !== 'open';
      return { ...saves, link: event.link, overdue: false, away };
    }
    case 'retry':
      return { ...saves, link: saves.link.kind === 'closed' ? { kind: 'starting' } : saves.link };
    case 'overdue':
      return { ...saves, overdue: pendingIn(saves) > 0 };
    case 'away':
      return { ...saves, away: true };
    case 'forgotten': {
      const { [event.section]: _gone, ...sections } = saves.sections;
      return { ...saves, sections };
    }
    case 'opened': {
      const next = withSection(saves, event.section, (section) => ({ ...lost(section), refused: null }));
      return { ...next, away: saves.away && unsentIn(next) > 0 };
    }
    case 'saved': {
      const next = withSection(saves, event.section, (section) => acknowledged(section, event.count));
      const done = unsentIn(saves) > 0 && unsentIn(next) === 0;
      return { ...next, overdue: false, away: false, savedAt: done ? event.at : saves.savedAt };
    }
    default:
      return withSection(saves, event.section, (section) => changed(section, event));
  }
}

type OfSection = Exclude<
  SaveEvent,
  { type: 'link' | 'retry' | 'overdue' | 'away' | 'forgotten' | 'opened' | 'saved' }
>;

function changed(section: SectionSaves, event: OfSection): SectionSaves {
  switch (event.type) {
    case 'changed':
      return { ...section, waiting: [...section.waiting, event.change] };
    case 'sent':
      return sent(section, event.answer);
    case 'lost':
      return lost(section);
    case 'refused':
      return { ...lost(section), refused: { code: event.code, quiet: event.quiet } };
    case 'reopened':
      return { ...section, refused: null };
    case 'found':
      return { ...section, resting: [...section.resting, event.change] };
    case 'stranded':
      return { ...NEW_SECTION, resting: changesOf(section), refused: section.refused };
    case 'brought-in':
      return { ...section, resting: [] };
    case 'set-aside':
      return {
        ...section,
        resting: section.resting.filter(({ id }) => !event.changes.has(id)),
        refused: event.stored ? section.refused : null,
      };
  }
}

/** Edits that the server has not told as committed, in the whole page. */
export function unsentIn(saves: Saves): number {
  return Object.keys(saves.sections).reduce((sum, id) => sum + countIn(saves, id), 0);
}

/** Of those, the edits that can be sent: not what a section has refused. */
export function pendingIn(saves: Saves): number {
  return unsentIn(saves) - (heldIn(saves)?.unsent ?? 0);
}

/** The changes of each section that the server has not told as committed. */
export function unsentChanges(saves: Saves): Map<string, Change[]> {
  const all = Object.entries(saves.sections).map(([id, section]) => [id, changesOf(section)] as const);
  return new Map(all.filter(([, changes]) => changes.length > 0));
}

export function hasUnsent(saves: Saves, section: string): boolean {
  return countIn(saves, section) > 0;
}

export function restingIn(saves: Saves, section: string): readonly Change[] {
  return saves.sections[section]?.resting ?? [];
}

export function saveState(saves: Saves): SaveState {
  const held = heldIn(saves);
  return { line: saveLine(saves, pendingIn(saves), held), held };
}

function saveLine({ link, overdue, away, savedAt }: Saves, unsent: number, held: Held | null): SaveLine {
  if (link.kind === 'closed') return { kind: 'closed', code: link.code, unsent };
  if (link.kind === 'down') return { kind: link.code === CLOSE.unavailable ? 'away' : 'offline', unsent };
  if (away) return { kind: 'away', unsent };
  if (overdue) return { kind: 'offline', unsent };
  if (unsent > 0) return { kind: 'saving' };
  if (held !== null && held.unsent > 0) return { kind: 'partly', unsent: held.unsent };
  return savedAt === null ? { kind: 'idle' } : { kind: 'saved', at: savedAt };
}

function heldIn(saves: Saves): Held | null {
  const refused = Object.entries(saves.sections).flatMap(([id, section]) => {
    const unsent = countIn(saves, id);
    if (section.refused === null || (section.refused.quiet && unsent === 0)) return [];
    return [{ id, code: section.refused.code, unsent }];
  });
  // What did not come with matters more than where one may not write.
  const worst = refused.find(({ unsent }) => unsent > 0) ?? refused[0];
  if (worst === undefined) return null;
  const told = worst.unsent > 0 ? refused.filter(({ unsent }) => unsent > 0) : refused;
  return {
    code: worst.code,
    unsent: told.reduce((sum, { unsent }) => sum + unsent, 0),
    sections: told.map(({ id }) => id),
  };
}

function withSection(saves: Saves, id: string, change: (section: SectionSaves) => SectionSaves): Saves {
  return { ...saves, sections: { ...saves.sections, [id]: change(saves.sections[id] ?? NEW_SECTION) } };
}

/** What was on its way may be lost: the next answer to the server carries it again. */
function lost(section: SectionSaves): SectionSaves {
  return { ...section, saved: 0, inFlight: [], waiting: [...section.inFlight.flat(), ...section.waiting] };
}

function sent(section: SectionSaves, answer: boolean): SectionSaves {
  // Other messages carry the change that was just made, which may not be the first that waits.
  const from = answer ? 0 : Math.max(0, section.waiting.length - 1);
  return {
    ...section,
    inFlight: [...section.inFlight, section.waiting.slice(from)],
    waiting: section.waiting.slice(0, from),
  };
}

function acknowledged(section: SectionSaves, count: number): SectionSaves {
  const news = Math.max(0, count - section.saved);
  return { ...section, saved: section.saved + news, inFlight: section.inFlight.slice(news) };
}

function changesOf({ resting, inFlight, waiting }: SectionSaves): Change[] {
  return [...resting, ...inFlight.flat(), ...waiting];
}

function countIn(saves: Saves, id: string): number {
  const section = saves.sections[id];
  return section === undefined ? 0 : changesOf(section).reduce((sum, { count }) => sum + count, 0);
}
