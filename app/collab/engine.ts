import type { ReportEvent, Writer } from '@delaktig/sync';
import { CLOSE, isPermanent } from '@delaktig/sync';
import type { Unsent, UnsentSource } from '../sign-out/unsent-sources.ts';
import type { ConnectionNeeds, LinkState } from './connection.ts';
import { Connection } from './connection.ts';
import type { KeeperNeeds } from './keeper.ts';
import { Keeper } from './keeper.ts';
import { Patience } from './patience.ts';
import { ReadAgain } from './read-again.ts';
import { SaveBoard } from './save-board.ts';
import type { SaveEvent, SaveState } from './save-state.ts';
import { hasUnsent, unsentChanges } from './save-state.ts';
import type { ReportPlaces } from './section-desk.ts';
import { merged, SectionDesk } from './section-desk.ts';
import type { SectionSession } from './section-session.ts';
import type { SetAside } from './unsent-store.ts';

/** Events were missed while contact was lost. Many come back at once, and a report is much to read. */
const READ_AFTER_BREAK_MS = 5000;
/** Something has changed in the report: within so long everybody has read it again. */
const READ_AFTER_CHANGE_MS = 800;
const WATCH_AGAIN_MS = 5000;
/** A last word is usually committed before one has let go of the mouse. */
const SETTLE_MS = 1500;

const NOBODY: Writer[] = [];
/** Another when something was set aside, thrown away or sent. */
const asideAs = (all: readonly SetAside[]): string =>
  JSON.stringify(all.map(({ id, sent }) => [id, sent ?? []]));

export type EngineNeeds = ConnectionNeeds &
  Pick<KeeperNeeds, 'openStore' | 'newId'> & {
    reportId: string;
    accountId: string;
    /** The schema of the prose in this page. */
    schema: number;
    places: ReportPlaces;
    /** Something in the report, or one's rights in it, has changed: read it again. */
    readAgain(): void;
    /** Comments of the report have changed: read them again, alone. */
    readThreads(): void;
    /** The page is older than the server, and can be loaded again without losing a word. */
    outdated(): void;
    /** The engine has ended, with nothing unsent but what the browser keeps. */
    ended(): void;
  };

/** Everything live in one report's page: the connection, the open sections, who writes, what is saved and kept. */
export class Engine implements UnsentSource {
  readonly accountId: string;
  #needs: EngineNeeds;
  #connection: Connection;
  #keeper: Keeper;
  #desk: SectionDesk;
  #board: SaveBoard;
  #keeps = false;
  #aside: readonly SetAside[] = [];
  #writers = new Map<string, Writer[]>();
  #listeners = new Set<() => void>();
  #patience: Patience<'watch'>;
  #readAgain: ReadAgain;
  #readThreads: ReadAgain;
  #wasOpen = false;
  #life: 'here' | 'leaving' | 'ended' = 'here';

  constructor(needs: EngineNeeds) {
    this.#needs = needs;
    this.accountId = needs.accountId;
    this.#patience = new Patience(needs.timers);
    this.#board = new SaveBoard(needs.timers, {
      told: (event) => this.#told(event),
      changed: () => this.#notify(),
      overdue: () => this.#readAgain.within(READ_AFTER_CHANGE_MS),
    });
    this.#readAgain = new ReadAgain(needs, needs.readAgain);
    this.#readThreads = new ReadAgain(needs, needs.readThreads);
    this.#connection = new Connection(needs, {
      state: (state, code) => this.#linkChanged(state, code),
      event: (event) => this.#happened(event),
      unwatched: (code) => this.#unwatched(code),
    });
    this.#keeper = new Keeper({
      ...needs,
      labels: (sectionId) => this.#labels(sectionId),
      unsent: () => unsentChanges(this.#board.saves),
      told: () => this.#keeperTold(),
    });
    this.#desk = new SectionDesk({
      ...needs,
      connection: this.#connection,
      keeper: this.#keeper,
      saves: () => this.#board.saves,
      tell: (event) => this.#board.tell(event),
      closed: (code) => this.#channelClosed(code),
    });
    this.#connection.connect();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  saveState = (): SaveState => this.#board.state;

  /** Whether what is unsent outlives the tab. */
  keeps = (): boolean => this.#keeps;

  /** What was set aside in this report. */
  aside = (): readonly SetAside[] => this.#aside;

  /** Its author has had what they want of it. */
  throwAway(id: string): Promise<void> {
    return this.#keeper.throwAway(id);
  }

  /** These of its words went another way, as suggestions or in a comment. */
  markSent(id: string, sent: readonly number[]): Promise<void> {
    return this.#keeper.markSent(id, sent);
  }

  /** Another tab may have changed what is set aside. */
  lookAside(): Promise<void> {
    return this.#keeper.lookAside();
  }

  writersIn(sectionId: string): Writer[] {
    return this.#writers.get(sectionId) ?? NOBODY;
  }

  nameOf(sectionId: string): string {
    return this.#desk.nameOf(sectionId);
  }

  get unsent(): number {
    return this.#board.unsent;
  }

  /** Whether something would be lost with the tab. */
  get wouldLose(): boolean {
    return this.#keeper.asideInTab.length > 0 || (this.unsent > 0 && this.#keeper.missing().size > 0);
  }

  /** What of the unsent changes exists in this tab alone. */
  inTabAlone(): Unsent[] {
    const unsent = [...this.#keeper.missing()].map(([id, changes]) => ({
      reportId: this.#needs.reportId,
      reportName: this.#desk.reportName,
      sectionName: this.nameOf(id),
      count: changes.reduce((sum, { count }) => sum + count, 0),
      update: merged(changes),
    }));
    const aside = this.#keeper.asideInTab.map((words): Unsent => ({ ...words, isAside: true }));
    return [...unsent, ...aside];
  }

  /** What stands in sections with unsent changes, of all or of some, to be copied by hand when nothing else is left. */
  unsentWords(sections: readonly string[] | null = null): string {
    return this.#desk.unsentWords(sections);
  }

  /** The report was read anew: what the account may do in it may be different. */
  setPlaces(places: ReportPlaces): void {
    this.#desk.setPlaces(places);
  }

  /** Opens a section, or joins it where it is open; each `enter` needs its `leave`. */
  enter(sectionId: string, writes: boolean, epoch: number): SectionSession {
    return this.#desk.enter(sectionId, writes, epoch);
  }

  leave(session: SectionSession): void {
    this.#desk.leave(session);
  }

  /** The network may be back: does not wait for the next try. */
  networkBack(): void {
    this.#connection.hurry();
  }

  /** The browser says that the network is gone. */
  networkLost(): void {
    this.#connection.drop();
  }

  /** Again after a close for good, once one has signed in or read what to do. */
  retry(): void {
    this.#board.tell({ type: 'retry' });
    this.#keeper.reopen();
    this.#connection.connect();
    this.#desk.reconnect();
  }

  /** The browser's session is not the account's any more: nothing may be sent with it. */
  signedOut(): void {
    if (this.#life !== 'ended') this.#connection.shut(CLOSE.noSession);
  }

  /** One has read that sections are closed in which nothing is left unsent. */
  dismiss(): void {
    for (const section of this.#board.state.held?.sections ?? []) {
      if (!hasUnsent(this.#board.saves, section)) this.#board.tell({ type: 'forgotten', section });
    }
  }

  /** The page may go away at any moment. */
  keepNow(): Promise<void> {
    return this.#keeper.keepNow();
  }

  /** Resolves when everything is told as saved, or soon if that does not happen; what is left is kept by then. */
  async settle(): Promise<void> {
    if (this.unsent > 0 && this.#board.saves.link.kind === 'open') await this.#untilSaved();
    await this.keepNow();
  }

  /** The page is left: ends at once, or when the last word has been committed. */
  destroy(): void {
    this.#life = 'leaving';
    this.#listeners.clear();
    void this.keepNow();
    this.#endIfDone();
  }

  #untilSaved(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        cancel();
        stop();
        resolve();
      };
      const cancel = this.#needs.timers.after(SETTLE_MS, done);
      const stop = this.subscribe(() => {
        if (this.unsent === 0) done();
      });
    });
  }

  /** A page that was left goes on until all is saved, but not where nothing more can be sent. */
  #endIfDone(): void {
    if (this.#life !== 'leaving') return;
    const nothingToDo = this.#board.saves.link.kind === 'closed' && !this.wouldLose;
    if (this.unsent === 0 || nothingToDo) this.abandon();
  }

  abandon(): void {
    if (this.#life === 'ended') return;
    this.#life = 'ended';
    this.#patience.cancelAll();
    this.#board.end();
    this.#readAgain.cancel();
    this.#readThreads.cancel();
    // Before the sections: what is unsent in them stays kept.
    this.#keeper.end();
    this.#desk.endAll();
    this.#connection.stop();
    this.#needs.ended();
  }

  #labels(sectionId: string) {
    const { reportId, schema } = this.#needs;
    return {
      reportId,
      sectionId,
      reportName: this.#desk.reportName,
      sectionName: this.nameOf(sectionId),
      schema,
    };
  }

  #keeperTold(): void {
    if (this.#life === 'ended') return;
    if (this.#keeps !== this.#keeper.keeps) {
      this.#keeps = this.#keeper.keeps;
      if (this.#keeps) void this.#desk.takeUpKept();
      this.#notify();
    }
    const aside = this.#keeper.aside.filter(({ reportId }) => reportId === this.#needs.reportId);
    if (asideAs(aside) !== asideAs(this.#aside)) {
      this.#aside = aside;
      this.#notify();
    }
    this.#mayGo();
  }

  #linkChanged(state: LinkState, code: number): void {
    // Without contact nobody is known to write.
    if (state === 'waiting' || state === 'closed') this.#writers.clear();
    switch (state) {
      case 'open':
        this.#watch();
        this.#board.linkIs({ kind: 'open' });
        if (this.#wasOpen) this.#cameBack();
        this.#wasOpen = true;
        return;
      case 'closed':
        return this.#board.linkIs({ kind: 'closed', code });
      case 'waiting':
        return this.#board.linkLost(code);
      case 'connecting':
        return;
    }
  }

  /** Other tabs may have left words behind, and the report may have changed unheard. */
  #cameBack(): void {
    void this.#desk.takeUpKept();
    this.#readAgain.within(this.unsent > 0 ? READ_AFTER_CHANGE_MS : READ_AFTER_BREAK_MS);
  }

  #watch(): void {
    this.#connection.send({ kind: 'watch', channel: 0, reportId: this.#needs.reportId });
  }

  #unwatched(code: number): void {
    if (isPermanent(code)) this.#readAgain.within(READ_AFTER_CHANGE_MS);
    else this.#patience.wait('watch', WATCH_AGAIN_MS * (1 + this.#needs.random()), () => this.#watch());
  }

  #channelClosed(code: number): void {
    if (code === CLOSE.unavailable) this.#board.serverIsAway();
    if (code === CLOSE.rightsChanged || code === CLOSE.noRight || code === CLOSE.replaced)
      this.#readAgain.within(READ_AFTER_CHANGE_MS);
  }

  #happened(event: ReportEvent): void {
    if (event.type === 'changed') {
      const again = event.what === 'threads' ? this.#readThreads : this.#readAgain;
      return again.within(READ_AFTER_CHANGE_MS);
    }
    if (event.type !== 'presence') return;
    const others = event.writers.filter(({ accountId }) => accountId !== this.#needs.accountId);
    this.#writers.set(event.sectionId, others.length > 0 ? others : NOBODY);
    this.#notify();
  }

  #told(event: SaveEvent): void {
    const { type } = event;
    if (type === 'changed' || type === 'stranded') this.#keeper.changed();
    if (type === 'set-aside') this.#keeper.wentAside(event.changes);
    if (type === 'saved' || type === 'brought-in') this.#keeper.saved();
    this.#mayGo();
  }

  /** Where the page, or its engine, need not stay any longer. */
  #mayGo(): void {
    const { link } = this.#board.saves;
    const outdated = link.kind === 'closed' && link.code === CLOSE.oldSchema;
    if (outdated && this.#life === 'here' && !this.wouldLose) this.#needs.outdated();
    this.#endIfDone();
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
