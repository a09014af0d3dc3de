import { sectionRights } from '@delaktig/domain';
import type { ReportEvent, Writer } from '@delaktig/sync';
import type { Entrance } from './gate.ts';
import type { PageSocket } from './page-socket.ts';

/**
 * Who is told of what happens in a report. Presence shows those who write, to those who may read the section;
 * readers are shown to nobody.
 */
export class Watchers {
  readonly #pages = new Map<string, Set<PageSocket>>();
  /** Where somebody writes now, by report, for the page that comes next. */
  readonly #writing = new Map<string, Map<string, { entrance: Entrance; writers: Writer[] }>>();

  /** The page may read the report: decided by the caller. */
  add(reportId: string, page: PageSocket): void {
    const pages = this.#pages.get(reportId) ?? new Set();
    pages.add(page);
    this.#pages.set(reportId, pages);
    for (const { entrance, writers } of this.#writing.get(reportId)?.values() ?? [])
      tell(page, entrance, writers);
  }

  forget(page: PageSocket): void {
    for (const [reportId, pages] of this.#pages) {
      if (pages.delete(page) && pages.size === 0) this.#pages.delete(reportId);
    }
  }

  writersChanged(entrance: Entrance, writers: Writer[]): void {
    const sections = this.#writing.get(entrance.reportId) ?? new Map();
    if (writers.length > 0) sections.set(entrance.sectionId, { entrance, writers });
    else sections.delete(entrance.sectionId);
    if (sections.size > 0) this.#writing.set(entrance.reportId, sections);
    else this.#writing.delete(entrance.reportId);
    for (const page of this.#pages.get(entrance.reportId) ?? []) tell(page, entrance, writers);
  }
}

function tell(page: PageSocket, { sectionId, report, section }: Entrance, writers: Writer[]): void {
  const event: ReportEvent = { type: 'presence', sectionId, writers };
  if (sectionRights(page.actor, report, section).read) page.tell(event);
}
