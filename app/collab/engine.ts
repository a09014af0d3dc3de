import { plainText } from '@delaktig/domain';
import type { ReportEvent, Writer } from '@delaktig/sync';
import { CLOSE } from '@delaktig/sync';
import * as Y from 'yjs';
import type { ConnectionNeeds, LinkState } from './connection.ts';
import { Connection } from './connection.ts';
import type { SaveEvent, SaveState, Saves } from './save-state.ts';
import { hasUnsent, NO_SAVES, reduceSaves, saveState, unsentIn, unsentSections } from './save-state.ts';
import { SectionSession } from './section-session.ts';

/** A short break is mended before anybody need read of it. */
const GRACE_MS = 1500;
/** A server that has not answered for so long is told as away, although the socket looks open. */
const OVERDUE_MS = 10_000;
/** A section that is scrolled past keeps its session for a while. */
const LINGER_MS = 30_000;

const NOBODY: Writer[] = [];

export type EngineNeeds = ConnectionNeeds & {
  reportId: string;
  accountId: string;
  now(): number;
  /** Something in the report has changed: read it again. */
  changed(what: string): void;
  /** The engine has ended, with nothing unsent. */
  ended(): void;
};

/** Everything live in one report's page: the connection, the open sections, who writes, what is saved. */
export class Engine {
  #needs: EngineNeeds;
  #connection: Connection;
  #sessions = new Map<string, { session: SectionSession; users: number; cancelEnd(): void }>();
  /** Documents of sections that were closed to the writer while something in them was unsent. */
  #stranded = new Map<string, SectionSession>();
  #saves = NO_SAVES;
  #state: SaveState = saveState(NO_SAVES);
  #writers = new Map<string, Writer[]>();
  #listeners = new Set<() => void>();
  #cancelGrace: (() => void) | null = null;
  #cancelOverdue: (() => void) | null = null;
  #leaving = false;

  constructor(needs: EngineNeeds) {
    this.#needs = needs;
    this.#connection = new Connection(needs, {
      state: (state, code) => this.#linkChanged(state, code),
      event: (event) => this.#happened(event),
    });
    this.#connection.connect();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  saveState = (): SaveState => this.#state;

  writersIn(sectionId: string): Writer[] {
    return this.#writers.get(sectionId) ?? NOBODY;
  }

  get unsent(): number {
    return unsentIn(this.#saves);
  }

  /** Everything that stands in the sections with unsent changes, to be copied by hand when nothing else is left. */
  unsentWords(): string {
    return unsentSections(this.#saves)
      .flatMap((id) => {
        const session = this.#stranded.get(id) ?? this.#sessions.get(id)?.session;
        return session
          ? [...session.doc.share.keys()].map((field) => plainText(session.contentOf(field)))
          : [];
      })
      .filter((words) => words !== '')
      .join('\n\n');
  }

  /** Opens a section, or joins it where it is open; each `enter` needs its `leave`. */
  enter(sectionId: string, writes: boolean): SectionSession {
    const open = this.#sessions.get(sectionId);
    if (open && open.session.writes === writes) {
      open.cancelEnd();
      open.users += 1;
      return open.session;
    }
    if (open) this.#rightsChanged(sectionId, open.session);
    const session = new SectionSession({
      sectionId,
      writes,
      connection: this.#connection,
      now: this.#needs.now,
      tell: (event) => this.#tell(event),
    });
    this.#sessions.set(sectionId, { session, users: 1, cancelEnd: () => {} });
    if (writes) this.#bringBack(session);
    return session;
  }

  leave(session: SectionSession): void {
    const open = this.#sessions.get(session.sectionId);
    if (open?.session !== session) return;
    open.users -= 1;
    if (open.users === 0) this.#endLater(session.sectionId);
  }

  /** The network may be back: does not wait for the next try. */
  networkBack(): void {
    if (this.#state.kind !== 'closed') this.#connection.connect();
  }

  /** Again after a close for good, once one has signed in or read what to do. */
  retry(): void {
    this.#tell({ type: 'retry' });
    this.#connection.connect();
    for (const { session } of this.#sessions.values()) session.reconnect();
  }

  /** The browser says that the network is gone. */
  networkLost(): void {
    this.#connection.drop();
  }

  /** The page is left: ends at once, or when the last word has been committed. */
  destroy(): void {
    this.#leaving = true;
    this.#listeners.clear();
    if (this.unsent === 0) this.#destroyNow();
  }

  #destroyNow(): void {
    this.#cancelGrace?.();
    this.#cancelOverdue?.();
    for (const id of [...this.#sessions.keys()]) this.#end(id);
    this.#connection.stop();
    this.#needs.ended();
  }

  /** Waits until the section has been left for a while and nothing in it is unsent. */
  #endLater(sectionId: string): void {
    const open = this.#sessions.get(sectionId);
    if (!open) return;
    open.cancelEnd = this.#needs.timers.after(LINGER_MS, () => {
      if (hasUnsent(this.#saves, sectionId)) this.#endLater(sectionId);
      else this.#end(sectionId);
    });
  }

  /** What the old session had unsent is kept, told, and sent if the section is opened again. */
  #rightsChanged(sectionId: string, session: SectionSession): void {
    if (!session.writes || !hasUnsent(this.#saves, sectionId)) return this.#end(sectionId);
    session.strand();
    this.#sessions.delete(sectionId);
    this.#stranded.set(sectionId, session);
    this.#tell({ type: 'refused', section: sectionId, code: CLOSE.noRight });
  }

  #bringBack(session: SectionSession): void {
    const stranded = this.#stranded.get(session.sectionId);
    if (!stranded) return;
    this.#stranded.delete(session.sectionId);
    this.#tell({ type: 'forgotten', section: session.sectionId });
    this.#tell({ type: 'retry' });
    Y.applyUpdate(session.doc, Y.encodeStateAsUpdate(stranded.doc));
    stranded.destroy();
  }

  #end(sectionId: string): void {
    const open = this.#sessions.get(sectionId);
    if (!open) return;
    open.cancelEnd();
    this.#sessions.delete(sectionId);
    open.session.destroy();
    // A reader's session has no count of its own, but the section may have one of words that it did not take.
    if (open.session.writes) this.#tell({ type: 'forgotten', section: sectionId });
  }

  #linkChanged(state: LinkState, code: number): void {
    // Without contact nobody is known to write.
    if (state === 'waiting' || state === 'closed') this.#writers.clear();
    if (state === 'open') {
      this.#connection.send({ kind: 'watch', channel: 0, reportId: this.#needs.reportId });
      this.#linkIs({ kind: 'open' });
    } else if (state === 'closed') {
      this.#linkIs({ kind: 'closed', code });
    } else if (state === 'waiting') {
      this.#cancelGrace ??= this.#needs.timers.after(GRACE_MS, () => this.#linkIs({ kind: 'down' }));
    }
  }

  #linkIs(link: Saves['link']): void {
    this.#cancelGrace?.();
    this.#cancelGrace = null;
    this.#tell({ type: 'link', link });
  }

  #happened(event: ReportEvent): void {
    if (event.type === 'changed') return this.#needs.changed(event.what);
    if (event.type !== 'presence') return;
    const others = event.writers.filter(({ accountId }) => accountId !== this.#needs.accountId);
    this.#writers.set(event.sectionId, others.length > 0 ? others : NOBODY);
    this.#notify();
  }

  #tell(event: SaveEvent): void {
    this.#saves = reduceSaves(this.#saves, event);
    this.#watchTheClock(event);
    const next = saveState(this.#saves);
    if (JSON.stringify(next) !== JSON.stringify(this.#state)) {
      this.#state = next;
      this.#notify();
    }
    if (this.#leaving && this.unsent === 0 && event.type === 'saved') this.#destroyNow();
  }

  /** Runs while there is contact and something unsent; every answer of the server starts it anew. */
  #watchTheClock(event: SaveEvent): void {
    const waits = this.unsent > 0 && this.#saves.link.kind === 'open';
    if (!waits || event.type === 'saved' || event.type === 'link') {
      this.#cancelOverdue?.();
      this.#cancelOverdue = null;
    }
    if (!waits) return;
    this.#cancelOverdue ??= this.#needs.timers.after(OVERDUE_MS, () => this.#tell({ type: 'overdue' }));
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
