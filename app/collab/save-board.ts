import type { Timers } from './connection.ts';
import { Patience } from './patience.ts';
import type { SaveEvent, SaveState, Saves } from './save-state.ts';
import { NO_SAVES, pendingIn, reduceSaves, saveState, unsentIn } from './save-state.ts';

/** A short break is mended before anybody need read of it. */
const GRACE_MS = 2500;
/** A server that has not answered for so long is told as away, although the socket looks open. */
const OVERDUE_MS = 10_000;

export type BoardListeners = {
  /** After each event; the state is that after it. */
  told(event: SaveEvent): void;
  /** What the page tells is different. */
  changed(): void;
  /** The server is there, and has not answered for long. */
  overdue(): void;
};

/** What is known of every word's safety, as it comes, and what of it is told only when it lasts. */
export class SaveBoard {
  #saves = NO_SAVES;
  #state: SaveState = saveState(NO_SAVES);
  #patience: Patience<'grace' | 'overdue' | 'away'>;
  #listeners: BoardListeners;
  #lossCode = 0;

  constructor(timers: Timers, listeners: BoardListeners) {
    this.#patience = new Patience(timers);
    this.#listeners = listeners;
  }

  get saves(): Saves {
    return this.#saves;
  }

  get state(): SaveState {
    return this.#state;
  }

  get unsent(): number {
    return unsentIn(this.#saves);
  }

  tell(event: SaveEvent): void {
    this.#saves = reduceSaves(this.#saves, event);
    this.#watchTheClock(event);
    const next = saveState(this.#saves);
    const isNews = JSON.stringify(next) !== JSON.stringify(this.#state);
    this.#state = next;
    this.#listeners.told(event);
    if (isNews) this.#listeners.changed();
  }

  linkIs(link: Saves['link']): void {
    this.#patience.cancel('grace');
    this.tell({ type: 'link', link });
  }

  /** Contact is lost, or was not found again; `code`: as the socket was closed. */
  linkLost(code: number): void {
    this.#lossCode = code;
    if (this.#saves.link.kind === 'down') return this.linkIs({ kind: 'down', code });
    this.#patience.wait('grace', GRACE_MS, () => this.linkIs({ kind: 'down', code: this.#lossCode }));
  }

  /** The server has said that it cannot save now. */
  serverIsAway(): void {
    this.#patience.wait('away', GRACE_MS, () => this.tell({ type: 'away' }));
  }

  end(): void {
    this.#patience.cancelAll();
  }

  /** Runs while there is contact and something that can be sent; every answer of the server starts it anew. */
  #watchTheClock({ type }: SaveEvent): void {
    const waits = pendingIn(this.#saves) > 0 && this.#saves.link.kind === 'open';
    const isAnswer = type === 'saved' || type === 'link';
    if (!waits || isAnswer) this.#patience.cancel('overdue');
    if (isAnswer || (type === 'opened' && !waits)) this.#patience.cancel('away');
    if (!waits) return;
    this.#patience.wait('overdue', OVERDUE_MS, () => {
      this.tell({ type: 'overdue' });
      this.#listeners.overdue();
    });
  }
}
