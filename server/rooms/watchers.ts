import type { Actor } from '@delaktig/domain';
import { sectionRights } from '@delaktig/domain';
import type { Changed, ReportEvent, Writer } from '@delaktig/sync';
import type { DecisiveHouse } from '../database/gate.ts';
import { readsHouse } from './gate.ts';

/** A page's socket, as far as it is told of a report. */
export type Page = { tell(event: ReportEvent): void };

/** Whose page it is; what they may is renewed by others. */
type Someone = { actor: Actor };

/** `shown`: the sections where this page has been told that somebody writes. */
type Watching = { someone: Someone; mayRead: boolean; shown: Set<string> };

/** `house`: as it was when it was read last; null when the report is gone. */
type Watched = { house: DecisiveHouse | null; pages: Map<Page, Watching> };

/**
 * Who is told of what happens in a report. Presence shows those who write, to those who may read the section as far
 * as is known here; readers are shown to nobody. A page that may read the report no more is told that it changed,
 * then nothing, until it may again.
 */
export class Watchers {
  readonly #watched = new Map<string, Watched>();
  readonly #reportsOf = new Map<Page, Set<string>>();
  /** Where somebody writes now, by report and section, for the page that comes next. */
  readonly #writing = new Map<string, Map<string, Writer[]>>();

  /** The reports that somebody watches, with the units whose roles count in each. */
  *reports(): Generator<{ reportId: string; unitIds: readonly string[] | null }> {
    for (const [reportId, { house }] of this.#watched)
      yield { reportId, unitIds: house?.report.unitIds ?? null };
  }

  /**
   * The page is told of the report from now on, which its person may read in the house that the caller has read.
   * Answers whether that is the house that is known here; if not, the caller has it read again.
   */
  add(reportId: string, page: Page, someone: Someone, house: DecisiveHouse): boolean {
    const watched = this.#watched.get(reportId) ?? { house, pages: new Map<Page, Watching>() };
    this.#watched.set(reportId, watched);
    this.#reportsOf.set(page, (this.#reportsOf.get(page) ?? new Set()).add(reportId));
    const watching: Watching = { someone, mayRead: false, shown: new Set() };
    watched.pages.set(page, watching);
    this.#decide(reportId, watched, page, watching, null);
    return isSame(watched.house, house);
  }

  forget(page: Page): void {
    for (const reportId of this.#reportsOf.get(page) ?? []) {
      const watched = this.#watched.get(reportId);
      if (watched?.pages.delete(page) && watched.pages.size === 0) this.#watched.delete(reportId);
    }
    this.#reportsOf.delete(page);
  }

  writersChanged({ reportId, sectionId }: { reportId: string; sectionId: string }, writers: Writer[]): void {
    const sections = this.#writing.get(reportId) ?? new Map<string, Writer[]>();
    if (writers.length > 0) sections.set(sectionId, writers);
    else sections.delete(sectionId);
    if (sections.size > 0) this.#writing.set(reportId, sections);
    else this.#writing.delete(reportId);
    const watched = this.#watched.get(reportId);
    for (const [page, watching] of watched?.pages ?? []) {
      if (!maySee(watching, watched?.house ?? null, sectionId)) continue;
      page.tell({ type: 'presence', sectionId, writers });
      if (writers.length > 0) watching.shown.add(sectionId);
      else watching.shown.delete(sectionId);
    }
  }

  /** The report as it is now, null when it is gone: tells the pages if it is not what it was. */
  renew(reportId: string, house: DecisiveHouse | null): void {
    const watched = this.#watched.get(reportId);
    if (!watched || isSame(watched.house, house)) return;
    const what: Changed = isSameReport(watched.house, house) ? 'sections' : 'report';
    watched.house = house;
    for (const [page, watching] of watched.pages) this.#decide(reportId, watched, page, watching, what);
  }

  /** Comments of the report have changed: whoever may read it reads those they may again. */
  threadsChanged(reportId: string): void {
    for (const [page, { mayRead }] of this.#watched.get(reportId)?.pages ?? [])
      if (mayRead) page.tell({ type: 'changed', what: 'threads' });
  }

  /** What somebody may has changed: decides for all their pages, which they have been told of. */
  renewFor(someone: Someone): void {
    for (const [reportId, watched] of this.#watched) {
      for (const [page, watching] of watched.pages)
        if (watching.someone === someone) this.#decide(reportId, watched, page, watching, null);
    }
  }

  #decide(reportId: string, watched: Watched, page: Page, watching: Watching, what: Changed | null): void {
    const could = watching.mayRead;
    watching.mayRead = watched.house !== null && readsHouse(watching.someone.actor, watched.house);
    if (what && (could || watching.mayRead)) page.tell({ type: 'changed', what });
    this.#show(reportId, watched, page, watching);
  }

  /** Tells the page where somebody writes, as far as that is not what it has been told already. */
  #show(reportId: string, { house }: Watched, page: Page, watching: Watching): void {
    for (const sectionId of watching.shown) {
      if (maySee(watching, house, sectionId)) continue;
      watching.shown.delete(sectionId);
      page.tell({ type: 'presence', sectionId, writers: [] });
    }
    for (const [sectionId, writers] of this.#writing.get(reportId) ?? []) {
      if (watching.shown.has(sectionId) || !maySee(watching, house, sectionId)) continue;
      watching.shown.add(sectionId);
      page.tell({ type: 'presence', sectionId, writers });
    }
  }
}

function maySee({ someone, mayRead }: Watching, house: DecisiveHouse | null, sectionId: string): boolean {
  const section = house?.sections.get(sectionId);
  return mayRead && house !== null && !!section && sectionRights(someone.actor, house.report, section).read;
}

function isSame(a: DecisiveHouse | null, b: DecisiveHouse | null): boolean {
  return (
    isSameReport(a, b) &&
    a?.revision === b?.revision &&
    JSON.stringify([...(a?.sections ?? [])]) === JSON.stringify([...(b?.sections ?? [])])
  );
}

function isSameReport(a: DecisiveHouse | null, b: DecisiveHouse | null): boolean {
  return JSON.stringify(a?.report ?? null) === JSON.stringify(b?.report ?? null);
}
