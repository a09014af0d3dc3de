import type { ToldChange } from '../database/told-changes.ts';

/** What is to be decided anew: something that was changed, or a section that was opened while something was. */
export type Concern =
  | Exclude<ToldChange, { of: 'threads' | 'places' }>
  | { of: 'opening'; sectionId: string };

/** Who and what a number of changes concern, gathered until it is all decided anew at once. */
export class Affected {
  #everything = false;
  readonly #sessions = new Set<string>();
  readonly #accounts = new Set<string>();
  readonly #sections = new Set<string>();
  readonly #reports = new Set<string>();
  readonly #units = new Set<string>();
  /** Of the sections: their reports are to be read again, and their other sections are as they were. */
  readonly #touchedReports = new Set<string>();

  get isEmpty(): boolean {
    const sets = [
      this.#sessions,
      this.#accounts,
      this.#sections,
      this.#reports,
      this.#units,
      this.#touchedReports,
    ];
    return !this.#everything && sets.every((set) => set.size === 0);
  }

  add(concern: Concern): void {
    switch (concern.of) {
      case 'everything':
        this.#everything = true;
        return;
      case 'session':
        this.#sessions.add(concern.id);
        return;
      case 'account':
        this.#accounts.add(concern.id);
        return;
      case 'section':
        this.#sections.add(concern.id);
        this.#touchedReports.add(concern.reportId);
        return;
      case 'opening':
        this.#sections.add(concern.sectionId);
        return;
      case 'revision':
        this.#touchedReports.add(concern.id);
        return;
      case 'report':
        this.#reports.add(concern.id);
        return;
      case 'unit':
        this.#units.add(concern.id);
        return;
    }
  }

  addAll(other: Affected): void {
    this.#everything ||= other.#everything;
    for (const id of other.#sessions) this.#sessions.add(id);
    for (const id of other.#accounts) this.#accounts.add(id);
    for (const id of other.#sections) this.#sections.add(id);
    for (const id of other.#reports) this.#reports.add(id);
    for (const id of other.#units) this.#units.add(id);
    for (const id of other.#touchedReports) this.#touchedReports.add(id);
  }

  hasSession({ sessionId, accountId }: { sessionId: string; accountId: string }): boolean {
    return this.#everything || this.#sessions.has(sessionId) || this.#accounts.has(accountId);
  }

  /** True as well of every section when which ones a report has is not known here. */
  hasSection(sectionId: string): boolean {
    const whole = this.#everything || this.#reports.size > 0 || this.#units.size > 0;
    return whole || this.#sections.has(sectionId);
  }

  /** `unitIds` null: not known. */
  hasReport(reportId: string, unitIds: readonly string[] | null): boolean {
    const ofUnit = this.#units.size > 0 && (unitIds?.some((id) => this.#units.has(id)) ?? true);
    const told = this.#reports.has(reportId) || this.#touchedReports.has(reportId);
    return this.#everything || ofUnit || told;
  }
}
