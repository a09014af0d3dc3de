import { CLOSE } from '@delaktig/sync';
import * as Y from 'yjs';
import type { Connection, Timers } from './connection.ts';
import type { Keeper } from './keeper.ts';
import { OpenSections } from './open-sections.ts';
import type { Change, SaveEvent, Saves } from './save-state.ts';
import { hasUnsent, restingIn, unsentChanges } from './save-state.ts';
import { SectionSession } from './section-session.ts';
import { typedWords } from './typed-words.ts';
import type { KeptWords } from './unsent-store.ts';

/** A section as the page knows it: what one calls it, and whether the account may write in it now. */
export type Place = { name: string; writes: boolean };
/** The report that the page shows: what one calls it, and its sections by id. */
export type ReportPlaces = { name: string; sections: ReadonlyMap<string, Place> };

export type DeskNeeds = {
  reportId: string;
  /** The schema of the prose in this page. */
  schema: number;
  places: ReportPlaces;
  connection: Connection;
  keeper: Keeper;
  timers: Timers;
  now(): number;
  saves(): Saves;
  tell(event: SaveEvent): void;
  /** A section's channel was closed with this code. */
  closed(code: number): void;
};

/**
 * The sections of the page. Guarantee: words that were written here or kept from before are in their document, or
 * rest where they can be told of, until the server has told them as saved.
 */
export class SectionDesk {
  #needs: DeskNeeds;
  #open: OpenSections;
  #places: ReportPlaces;
  /** What stood in sections that were closed to the writer in mid-word. */
  #lastWords = new Map<string, string>();
  /** What one called sections that the page does not have any more. */
  #oldNames = new Map<string, string>();
  #nextChange = 1;

  constructor(needs: DeskNeeds) {
    this.#needs = needs;
    this.#places = needs.places;
    this.#open = new OpenSections(
      needs.timers,
      (id) => !hasUnsent(needs.saves(), id),
      (id) => this.#end(id),
    );
  }

  get reportName(): string {
    return this.#places.name;
  }

  nameOf(sectionId: string): string {
    return this.#places.sections.get(sectionId)?.name ?? this.#oldNames.get(sectionId) ?? '';
  }

  /** Opens a section, or joins it where it is open; each `enter` needs its `leave`. */
  enter(sectionId: string, writes: boolean): SectionSession {
    const open = this.#open.get(sectionId);
    if (open && open.writes !== writes) this.#rightsChanged(open);
    const session = this.#open.get(sectionId) ?? this.#start(sectionId, writes);
    this.#open.enter(session);
    return session;
  }

  leave(session: SectionSession): void {
    this.#open.leave(session);
  }

  /** The report was read anew: what the account may do in it may be different. */
  setPlaces(places: ReportPlaces): void {
    this.#places = places;
    this.#openResting();
  }

  /** Takes up what is kept of this report and in no page's hands, as after a page was closed before it was sent. */
  async takeUpKept(): Promise<void> {
    for (const words of await this.#needs.keeper.found()) {
      // Words of a newer page are for a newer page: this one might not understand them.
      if (words.reportId === this.#needs.reportId && words.schema <= this.#needs.schema) this.#takeUp(words);
    }
    this.#openResting();
  }

  /** After a close for good. */
  reconnect(): void {
    for (const session of this.#open.all()) {
      if (session.writes) this.#needs.tell({ type: 'reopened', section: session.sectionId });
      session.reconnect();
    }
  }

  /** What stands in sections with unsent changes, of all or of some, to be copied by hand when nothing else is left. */
  unsentWords(sections: readonly string[] | null): string {
    return [...unsentChanges(this.#needs.saves())]
      .filter(([id]) => sections?.includes(id) ?? true)
      .flatMap(([id, changes]) => {
        const session = this.#open.get(id);
        if (!session?.ready || !session.writes) return this.#lastWords.get(id) ?? typedWords(merged(changes));
        const resting = restingIn(this.#needs.saves(), id);
        return [session.words(), resting.length > 0 ? typedWords(merged(resting)) : ''];
      })
      .filter((words) => words !== '')
      .join('\n\n');
  }

  endAll(): void {
    for (const { sectionId } of this.#open.all()) this.#end(sectionId);
  }

  #start(sectionId: string, writes: boolean): SectionSession {
    const session = new SectionSession({
      ...this.#needs,
      sectionId,
      writes,
      nextChange: () => this.#nextChange++,
    });
    this.#open.add(session);
    if (writes) {
      this.#needs.tell({ type: 'reopened', section: sectionId });
      session.onReady(() => this.#bringIn(session));
    }
    return session;
  }

  #end(sectionId: string): void {
    const session = this.#open.get(sectionId);
    if (!session) return;
    this.#open.remove(sectionId);
    session.destroy();
    // A reader's session has no count of its own, but the section may have one of words that it did not take.
    if (session.writes) this.#needs.tell({ type: 'forgotten', section: sectionId });
  }

  /** What the old session had unsent is kept and told, and sent if the section is opened again. */
  #rightsChanged(session: SectionSession): void {
    const { sectionId, writes, everChanged } = session;
    const { tell, saves } = this.#needs;
    const unsent = hasUnsent(saves(), sectionId);
    if (!writes || !(unsent || everChanged)) return this.#end(sectionId);
    if (unsent && session.ready) this.#lastWords.set(sectionId, session.words());
    this.#open.remove(sectionId);
    session.destroy();
    tell({ type: 'stranded', section: sectionId });
    tell({ type: 'refused', section: sectionId, code: CLOSE.noRight, quiet: false });
  }

  #takeUp(words: KeptWords): void {
    const { sectionId: section, count, at, update } = words;
    const change: Change = { id: this.#nextChange++, count, at, update };
    if (!this.#needs.keeper.takeUp(words, change)) return;
    this.#oldNames.set(section, words.sectionName);
    this.#needs.tell({ type: 'found', section, change });
  }

  /** Opens sections in which something rests, also out of sight. */
  #openResting(): void {
    const saves = this.#needs.saves();
    for (const section of Object.keys(saves.sections)) {
      if (restingIn(saves, section).length === 0) continue;
      const open = this.#open.get(section);
      if (open?.writes) this.#bringIn(open);
      else if (this.#places.sections.get(section)?.writes) this.leave(this.enter(section, true));
      else if (saves.sections[section]?.refused === null)
        this.#needs.tell({ type: 'refused', section, code: CLOSE.noRight, quiet: false });
    }
  }

  #bringIn(session: SectionSession): void {
    const { tell, keeper, saves } = this.#needs;
    const section = session.sectionId;
    const resting = restingIn(saves(), section);
    if (!session.ready || resting.length === 0) return;
    const count = resting.reduce((sum, change) => sum + change.count, 0);
    // What they build upon is nowhere: they are told, and can be copied.
    if (!session.bringIn(merged(resting), count))
      return tell({ type: 'refused', section, code: CLOSE.malformed, quiet: false });
    keeper.broughtIn(section, resting, unsentChanges(saves()).get(section) ?? []);
    this.#lastWords.delete(section);
    tell({ type: 'brought-in', section });
  }
}

export function merged(changes: readonly Change[]): Uint8Array {
  return Y.mergeUpdates(changes.map(({ update }) => update));
}
