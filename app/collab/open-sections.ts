import type { Timers } from './connection.ts';
import type { SectionSession } from './section-session.ts';

/** A section that is scrolled past keeps its session for a while. */
const LINGER_MS = 30_000;

type Open = { session: SectionSession; users: number; cancelEnd(): void };

/** The sessions that are open in the page: one for a section, however many parts of the page use it. */
export class OpenSections {
  #open = new Map<string, Open>();
  #timers: Timers;
  #mayEnd: (sectionId: string) => boolean;
  #end: (sectionId: string) => void;

  /** `end` is called a while after the last user left, once `mayEnd`. */
  constructor(timers: Timers, mayEnd: (sectionId: string) => boolean, end: (sectionId: string) => void) {
    this.#timers = timers;
    this.#mayEnd = mayEnd;
    this.#end = end;
  }

  get(sectionId: string): SectionSession | undefined {
    return this.#open.get(sectionId)?.session;
  }

  all(): SectionSession[] {
    return [...this.#open.values()].map(({ session }) => session);
  }

  add(session: SectionSession): void {
    this.#open.set(session.sectionId, { session, users: 0, cancelEnd: () => {} });
  }

  /** Takes the session out, without ending it. */
  remove(sectionId: string): void {
    this.#open.get(sectionId)?.cancelEnd();
    this.#open.delete(sectionId);
  }

  /** Each `enter` needs its `leave`. */
  enter(session: SectionSession): void {
    const open = this.#open.get(session.sectionId);
    if (open?.session !== session) return;
    open.cancelEnd();
    open.users += 1;
  }

  leave(session: SectionSession): void {
    const open = this.#open.get(session.sectionId);
    if (open?.session !== session) return;
    open.users -= 1;
    if (open.users === 0) this.#endLater(session.sectionId, open);
  }

  #endLater(sectionId: string, open: Open): void {
    open.cancelEnd = this.#timers.after(LINGER_MS, () => {
      if (this.#mayEnd(sectionId)) this.#end(sectionId);
      else this.#endLater(sectionId, open);
    });
  }
}
