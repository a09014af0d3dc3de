import { CLOSE } from '@delaktig/sync';
import * as Y from 'yjs';
import type { Connection, Timers } from './connection.ts';
import type { Keeper } from './keeper.ts';
import type { LeftOut } from './left-out.ts';
import { leftOut } from './left-out.ts';
import { OpenSections } from './open-sections.ts';
import type { Change, SaveEvent, Saves } from './save-state.ts';
import { hasUnsent, restingIn, unsentChanges } from './save-state.ts';
import { SectionSession } from './section-session.ts';
import { typedWords } from './typed-words.ts';
import type { KeptWords, SetAside } from './unsent-store.ts';

/** A section as the page knows it: what one calls it, which room it has, and whether the account may write in it now. */
export type Place = { name: string; epoch: number; writes: boolean };
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
  newId(): string;
  saves(): Saves;
  tell(event: SaveEvent): void;
  /** A section's channel was closed with this code. */
  closed(code: number): void;
};

/**
 * The sections of the page. Guarantee: words that were written here or kept from before are in their document, or
 * rest where they can be told of, until the server has told them as saved; or they are set aside, once, when the
 * section is closed to the writer or has another text, and are never sent after that.
 */
export class SectionDesk {
  #needs: DeskNeeds;
  #open: OpenSections;
  #places: ReportPlaces;
  /** What one called sections that the page does not have any more. */
  #oldNames = new Map<string, string>();
  #nextChange = 1;
  /** Sections whose words are on their way aside. */
  #leaving = new Set<string>();

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
  enter(sectionId: string, writes: boolean, epoch: number): SectionSession {
    const open = this.#open.get(sectionId);
    if (open && !isOf(open, { writes, epoch })) this.#becameOther(open);
    const session = this.#open.get(sectionId) ?? this.#start(sectionId, writes, epoch);
    this.#open.enter(session);
    return session;
  }

  leave(session: SectionSession): void {
    this.#open.leave(session);
  }

  /** The report was read anew: what the account may do in it may be different. */
  setPlaces(places: ReportPlaces): void {
    this.#places = places;
    for (const session of this.#open.all()) {
      const place = places.sections.get(session.sectionId);
      const isSame = place !== undefined && isOf(session, place);
      // Out of sight nobody else notices.
      if (!isSame && hasUnsent(this.#needs.saves(), session.sectionId)) this.#becameOther(session);
    }
    this.#seeToResting();
  }

  /** Takes up what is kept of this report and in no page's hands, as after a page was closed before it was sent. */
  async takeUpKept(): Promise<void> {
    for (const words of await this.#needs.keeper.found()) {
      // Words of a newer page are for a newer page: this one might not understand them.
      if (words.reportId === this.#needs.reportId && words.schema <= this.#needs.schema) this.#takeUp(words);
    }
    this.#seeToResting();
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
        if (!session?.ready || !session.writes) return typedWords(merged(changes));
        const resting = restingIn(this.#needs.saves(), id);
        return [session.words(), resting.length > 0 ? typedWords(merged(resting)) : ''];
      })
      .filter((words) => words !== '')
      .join('\n\n');
  }

  endAll(): void {
    for (const { sectionId } of this.#open.all()) this.#end(sectionId);
  }

  #start(sectionId: string, writes: boolean, epoch: number): SectionSession {
    const session = new SectionSession({
      ...this.#needs,
      sectionId,
      epoch,
      writes,
      nextChange: () => this.#nextChange++,
      closed: (code) => {
        this.#needs.closed(code);
        // Not even to be read: nothing of it is to be had.
        if (code === CLOSE.noRight && this.#open.get(sectionId) === session && !writes)
          void this.#setAside(sectionId, restingIn(this.#needs.saves(), sectionId), null);
      },
    });
    this.#open.add(session);
    if (writes) this.#needs.tell({ type: 'reopened', section: sectionId });
    session.onReady(() => this.#settle(session));
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

  /** What the old session had unsent is kept and told, until it is known where it goes. */
  #becameOther(session: SectionSession): void {
    const { sectionId, writes, everChanged } = session;
    const { tell, saves } = this.#needs;
    if (!writes || !(hasUnsent(saves(), sectionId) || everChanged)) return this.#end(sectionId);
    this.#open.remove(sectionId);
    session.destroy();
    tell({ type: 'stranded', section: sectionId });
    tell({ type: 'refused', section: sectionId, code: CLOSE.noRight, quiet: false });
  }

  #takeUp(words: KeptWords): void {
    const { sectionId: section, count, at, update, epoch, removed } = words;
    const change: Change = { id: this.#nextChange++, count, at, update, epoch, removed };
    if (!this.#needs.keeper.takeUp(words, change)) return;
    this.#oldNames.set(section, words.sectionName);
    this.#needs.tell({ type: 'found', section, change });
  }

  /** Opens the sections in which something rests, also out of sight: only there is known what becomes of it. */
  #seeToResting(): void {
    const saves = this.#needs.saves();
    for (const section of Object.keys(saves.sections)) {
      const resting = restingIn(saves, section);
      if (resting.length === 0) continue;
      const place = this.#places.sections.get(section);
      const open = this.#open.get(section);
      if (!place) void this.#setAside(section, resting, null);
      else if (open && isOf(open, place)) this.#settle(open);
      else this.leave(this.enter(section, place.writes, place.epoch));
    }
  }

  /** The section is whole: what rests goes into it, or aside. */
  #settle(session: SectionSession): void {
    const { sectionId, writes, epoch } = session;
    const resting = restingIn(this.#needs.saves(), sectionId);
    if (!session.ready || resting.length === 0 || this.#leaving.has(sectionId)) return;
    const late = resting.filter((change) => !writes || change.epoch !== epoch);
    if (late.length > 0) void this.#setAside(sectionId, late, session);
    else this.#bringIn(session, resting);
  }

  #bringIn(session: SectionSession, resting: readonly Change[]): void {
    const { tell, keeper, saves } = this.#needs;
    const section = session.sectionId;
    // What they build upon is nowhere.
    if (!session.bringIn(resting)) return void this.#setAside(section, resting, session);
    keeper.broughtIn(section, resting, unsentChanges(saves()).get(section) ?? []);
    tell({ type: 'brought-in', section });
  }

  /** `session`: the section as it is now, so that nothing which the server got after all is set aside; null: not known. */
  async #setAside(
    section: string,
    changes: readonly Change[],
    session: SectionSession | null,
  ): Promise<void> {
    if (this.#leaving.has(section) || changes.length === 0) return;
    this.#leaving.add(section);
    const left = leftOut(changes, session?.doc ?? null);
    const words = left && this.#words(section, changes, session, left);
    await this.#needs.keeper.setAside(section, changes, words);
    this.#leaving.delete(section);
    const ids = new Set(changes.map(({ id }) => id));
    this.#needs.tell({ type: 'set-aside', section, changes: ids, stored: words === null });
    this.#seeToResting();
  }

  #words(
    section: string,
    changes: readonly Change[],
    session: SectionSession | null,
    { update, passages, removed }: LeftOut,
  ): SetAside {
    const { reportId, schema, newId, now } = this.#needs;
    const epoch = changes[0]?.epoch ?? 0;
    return {
      id: newId(),
      reportId,
      sectionId: section,
      reportName: this.reportName,
      sectionName: this.nameOf(section),
      schema,
      count: changes.reduce((sum, { count }) => sum + count, 0),
      at: changes[0]?.at ?? now(),
      update,
      epoch,
      passages,
      removed,
      why: session && session.epoch !== epoch ? 'replaced' : 'closed',
    };
  }
}

/** Whether a session is on the room that the section has now, with the right that one has now. */
const isOf = (
  session: { writes: boolean; epoch: number },
  place: { writes: boolean; epoch: number },
): boolean => session.writes === place.writes && session.epoch === place.epoch;

export function merged(changes: readonly Change[]): Uint8Array {
  return Y.mergeUpdates(changes.map(({ update }) => update));
}
