/** What the page knows about whether every word is safe. */
export type SaveState =
  /** Nothing has been written since the page came. */
  | { kind: 'idle' }
  /** Every word of this page is committed; `at` in ms since 1970. */
  | { kind: 'saved'; at: number }
  | { kind: 'saving' }
  /** No contact with the server, or no answer from it; `unsent` changes exist in this page alone. */
  | { kind: 'offline'; unsent: number }
  /** The server has closed for good: 4401 signed out, 4403 no right any longer, 4426 the page is too old, other 44xx. */
  | { kind: 'closed'; code: number; unsent: number };

/** One open section. A change is one local edit; a message may carry many. */
type SectionSaves = {
  connected: boolean;
  /** Messages of this connection that the server has told as committed. */
  saved: number;
  /** The changes in each message after those, oldest first. */
  inFlight: number[];
  /** Changes that no message of this connection carries yet. */
  waiting: number;
};

type Link = { kind: 'starting' } | { kind: 'open' } | { kind: 'down' } | { kind: 'closed'; code: number };

export type Saves = {
  link: Link;
  sections: Readonly<Record<string, SectionSaves>>;
  /** The code of the section that the server closed for good while one could write in it. */
  refused: number | null;
  /** Something has waited for its answer too long, although the connection looks open. */
  overdue: boolean;
  savedAt: number | null;
};

export type SaveEvent =
  | { type: 'link'; link: Link }
  | { type: 'changed'; section: string }
  | { type: 'opened'; section: string }
  /** One document message went out. An `answer` to "send what I lack" carries everything that waits. */
  | { type: 'sent'; section: string; answer: boolean }
  | { type: 'saved'; section: string; count: number; at: number }
  | { type: 'lost'; section: string }
  | { type: 'refused'; section: string; code: number }
  | { type: 'forgotten'; section: string }
  /** Nothing was answered for long. */
  | { type: 'overdue' }
  /** One tries again after a close for good. */
  | { type: 'retry' };

export const NO_SAVES: Saves = {
  link: { kind: 'starting' },
  sections: {},
  refused: null,
  overdue: false,
  savedAt: null,
};

const NEW_SECTION: SectionSaves = { connected: false, saved: 0, inFlight: [], waiting: 0 };

/** What is known after one more event. The rule: "saved" means told as committed by the server, nothing less. */
export function reduceSaves(saves: Saves, event: SaveEvent): Saves {
  switch (event.type) {
    case 'link':
      return { ...saves, link: event.link, overdue: false };
    case 'retry':
      return {
        ...saves,
        refused: null,
        link: saves.link.kind === 'closed' ? { kind: 'starting' } : saves.link,
      };
    case 'overdue':
      return { ...saves, overdue: unsentIn(saves) > 0 };
    case 'forgotten': {
      const { [event.section]: _gone, ...sections } = saves.sections;
      return { ...saves, sections };
    }
    case 'refused':
      return { ...withSection(saves, event.section, lost), refused: event.code };
    case 'changed':
      return withSection(saves, event.section, (section) => ({ ...section, waiting: section.waiting + 1 }));
    case 'opened':
      return withSection(saves, event.section, (section) => ({ ...lost(section), connected: true }));
    case 'lost':
      return withSection(saves, event.section, lost);
    case 'sent':
      return withSection(saves, event.section, (section) => sent(section, event.answer));
    case 'saved': {
      const next = withSection(saves, event.section, (section) => acknowledged(section, event.count));
      const done = unsentIn(saves) > 0 && unsentIn(next) === 0;
      return { ...next, overdue: false, savedAt: done ? event.at : saves.savedAt };
    }
  }
}

/** Changes that the server has not told as committed. */
export function unsentIn(saves: Saves): number {
  return Object.values(saves.sections).reduce((sum, section) => sum + changesOf(section), 0);
}

export function unsentSections(saves: Saves): string[] {
  return Object.keys(saves.sections).filter((id) => hasUnsent(saves, id));
}

export function hasUnsent(saves: Saves, section: string): boolean {
  const found = saves.sections[section];
  return found !== undefined && changesOf(found) > 0;
}

export function saveState(saves: Saves): SaveState {
  const unsent = unsentIn(saves);
  if (saves.link.kind === 'closed') return { kind: 'closed', code: saves.link.code, unsent };
  if (saves.refused !== null) return { kind: 'closed', code: saves.refused, unsent };
  if (saves.link.kind === 'down' || saves.overdue) return { kind: 'offline', unsent };
  if (unsent > 0) return { kind: 'saving' };
  return saves.savedAt === null ? { kind: 'idle' } : { kind: 'saved', at: saves.savedAt };
}

function withSection(saves: Saves, id: string, change: (section: SectionSaves) => SectionSaves): Saves {
  return { ...saves, sections: { ...saves.sections, [id]: change(saves.sections[id] ?? NEW_SECTION) } };
}

/** What was on its way may be lost: the next answer to the server carries it again. */
function lost(section: SectionSaves): SectionSaves {
  return { connected: false, saved: 0, inFlight: [], waiting: changesOf(section) };
}

function sent(section: SectionSaves, answer: boolean): SectionSaves {
  const carried = answer ? section.waiting : Math.min(1, section.waiting);
  return {
    ...section,
    inFlight: [...section.inFlight, carried],
    waiting: section.waiting - carried,
  };
}

function acknowledged(section: SectionSaves, count: number): SectionSaves {
  const news = Math.max(0, count - section.saved);
  return { ...section, saved: section.saved + news, inFlight: section.inFlight.slice(news) };
}

function changesOf(section: SectionSaves): number {
  return section.waiting + section.inFlight.reduce((sum, changes) => sum + changes, 0);
}
