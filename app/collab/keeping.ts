import type { Change } from './save-state.ts';

/** What stays unsent for so long is put away; on a good day nothing ever is. */
const KEEP_AFTER_MS = 250;

/** With so many notes of one section they are written together anew. */
const MOST_NOTES = 32;

/** A record of the store, or one on its way there. */
export type Note = {
  id: string;
  section: string;
  /** The changes whose words it holds, and nothing else. */
  changes: ReadonlySet<number>;
  /** It goes when none of these is unsent any more: its changes, and more when its words may be among others'. */
  until: ReadonlySet<number>;
};

export type Step = {
  section: string;
  /** Written together, as one record. */
  changes: readonly Change[];
  /** Records that go in the same act, since the new one holds what they held. */
  instead: string[];
};

export type Steps = {
  write: Step[];
  /** Records whose words have all been told as saved. */
  remove: string[];
  /** When there will be something to write, in ms from now; null when nothing waits to be put away. */
  again: number | null;
};

/**
 * What to write and what to remove, so that the store holds the words that the server has not told as saved and
 * no others. `leaving`: changes that are on their way aside, of which nothing new is written. `hurry`: the page may go
 * away at any moment.
 */
export function nextSteps(
  unsent: ReadonlyMap<string, readonly Change[]>,
  notes: readonly Note[],
  { now, hurry, leaving }: { now: number; hurry: boolean; leaving: ReadonlySet<number> },
): Steps {
  const steps: Steps = {
    write: [],
    remove: notes.filter((note) => isDone(note, unsent)).map(idOf),
    again: null,
  };
  for (const [section, all] of unsent) {
    const changes = all.filter(({ id }) => !leaving.has(id));
    const ours = notes.filter((note) => note.section === section && !steps.remove.includes(note.id));
    // What stands for words on their way aside stays until they are there.
    const own = ours.filter(({ until }) => !meets(until, leaving));
    const fresh = changes.filter(({ id }) => !ours.some((note) => note.changes.has(id)));
    const [oldest] = fresh;
    if (oldest === undefined) continue;
    const wait = oldest.at + KEEP_AFTER_MS - now;
    if (wait > 0 && !hurry) steps.again = Math.min(steps.again ?? wait, wait);
    else if (own.length < MOST_NOTES && own.every((note) => holdsAnyOf(note, changes)))
      steps.write.push({ section, changes: fresh, instead: [] });
    else steps.write.push({ section, changes, instead: own.map(idOf) });
  }
  return steps;
}

function isDone(note: Note, unsent: ReadonlyMap<string, readonly Change[]>): boolean {
  return !unsent.get(note.section)?.some(({ id }) => note.until.has(id));
}

/** Else its words are among other changes now. */
function holdsAnyOf(note: Note, unsent: readonly Change[]): boolean {
  return unsent.some(({ id }) => note.changes.has(id));
}

/** Whether two sets have anything in common. */
export function meets(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  return [...one].some((id) => other.has(id));
}

const idOf = ({ id }: { id: string }): string => id;
