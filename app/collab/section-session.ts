import type { Content } from '@delaktig/domain';
import { plainText } from '@delaktig/domain';
import { fieldContent } from '@delaktig/editor/fragment';
import { CLOSE, isPermanent, roomIdOf } from '@delaktig/sync';
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Connection } from './connection.ts';
import type { Removed } from './left-out.ts';
import { removedIn } from './removed-words.ts';
import type { Change, SaveEvent } from './save-state.ts';
import { virtualSockets } from './virtual-socket.ts';

export type SessionNeeds = {
  sectionId: string;
  /** Which of the section's rooms it is. */
  epoch: number;
  /** Whether one may write in the section: a reader sends nothing that could be saved, and is shown to nobody. */
  writes: boolean;
  connection: Connection;
  now(): number;
  nextChange(): number;
  tell(event: SaveEvent): void;
  /** The section's channel was closed with this code; the provider tries again by itself unless it is for good. */
  closed(code: number): void;
};

/**
 * One section's document while it is near the eye or has something unsent, kept in step by y-websocket's own
 * provider over a channel of the page's connection.
 */
export class SectionSession {
  readonly sectionId: string;
  readonly epoch: number;
  readonly writes: boolean;
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  #provider: WebsocketProvider;
  #listeners = new Set<() => void>();
  #everSynced = false;
  #everChanged = false;
  /** How many edits an update stands for, and what they took away: of words that are being brought in. */
  #broughtIn: { count: number; removed: readonly Removed[] } | null = null;
  #removed: readonly Removed[] = [];

  constructor(needs: SessionNeeds) {
    const { sectionId, epoch, writes } = needs;
    this.sectionId = sectionId;
    this.epoch = epoch;
    this.writes = writes;
    // Nobody is shown before they write.
    this.awareness.setLocalState(null);
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => {
      if (writes && transaction.origin !== this.#provider) this.#removed = removedIn(transaction);
    });
    // Before the provider, which sends from the same event: a change is counted, then the message that carries it.
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (writes && origin !== this.#provider) this.#changed(needs, update);
    });
    this.#provider = this.#connect(needs);
    this.#provider.on('status', ({ status }) => {
      if (status === 'connected') this.#showAgain();
      if (status === 'disconnected') this.#forgetClocks();
    });
    this.#provider.on('sync', (synced) => {
      if (!synced || this.#everSynced) return;
      this.#everSynced = true;
      for (const listener of [...this.#listeners]) listener();
    });
  }

  /** Whether the document has been whole once; from then on it may be shown and written in, with or without contact. */
  get ready(): boolean {
    return this.#everSynced;
  }

  /** Whether anything has been written here since the session began. */
  get everChanged(): boolean {
    return this.#everChanged;
  }

  /** Told once, when the document becomes whole. Answers how to stop listening. */
  onReady(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  contentOf(field: string): Content {
    return fieldContent(this.doc, field);
  }

  /** Everything that stands in the section, field by field. */
  words(): string {
    return [...this.doc.share.keys()]
      .map((field) => plainText(this.contentOf(field)))
      .filter((words) => words !== '')
      .join('\n\n');
  }

  /** Told at every change of the field, one's own too. Answers how to stop listening. */
  onFieldChange(field: string, listener: () => void): () => void {
    const fragment = this.doc.getXmlFragment(field);
    fragment.observeDeep(listener);
    return () => fragment.unobserveDeep(listener);
  }

  /**
   * Puts words into the document that were written in another one of the same section; it must be ready.
   * Answers whether all of it stands here now: not where what they build upon does not.
   */
  bringIn(changes: readonly Change[]): boolean {
    const update = Y.mergeUpdates(changes.map((change) => change.update));
    const { from, to } = Y.parseUpdateMeta(update);
    if (!reaches(this.doc, from)) return false;
    this.#broughtIn = {
      count: changes.reduce((sum, { count }) => sum + count, 0),
      removed: changes.flatMap(({ removed }) => removed),
    };
    Y.applyUpdate(this.doc, update);
    this.#broughtIn = null;
    return reaches(this.doc, to);
  }

  /** Tries again after a close for good. */
  reconnect(): void {
    this.#provider.connect();
  }

  destroy(): void {
    this.#listeners.clear();
    this.#provider.destroy();
    this.awareness.destroy();
    this.doc.destroy();
  }

  /** The others have dropped us and pass over a state with a clock that they know: say it anew. */
  #showAgain(): void {
    const own = this.awareness.getLocalState();
    if (own !== null) this.awareness.setLocalState({ ...own });
  }

  /** The others were taken out, but not their clocks: told anew, as they were, they would be passed over too. */
  #forgetClocks(): void {
    for (const client of [...this.awareness.meta.keys()]) {
      if (client !== this.doc.clientID && !this.awareness.states.has(client))
        this.awareness.meta.delete(client);
    }
  }

  #changed({ sectionId, nextChange, now, tell }: SessionNeeds, update: Uint8Array): void {
    this.#everChanged = true;
    const { count, removed } = this.#broughtIn ?? { count: 1, removed: this.#removed };
    const change = { id: nextChange(), count, at: now(), update, epoch: this.epoch, removed };
    this.#removed = [];
    tell({ type: 'changed', section: sectionId, change });
  }

  #connect({ sectionId, epoch, writes, connection, now, tell, closed }: SessionNeeds): WebsocketProvider {
    const tellWriter = (event: SaveEvent) => {
      if (writes) tell(event);
    };
    const VirtualSocket = virtualSockets(connection, roomIdOf({ sectionId, epoch }), {
      opened: () => tellWriter({ type: 'opened', section: sectionId }),
      sent: ({ answer }) => tellWriter({ type: 'sent', section: sectionId, answer }),
      saved: (count) => tellWriter({ type: 'saved', section: sectionId, count, at: now() }),
      lost: () => tellWriter({ type: 'lost', section: sectionId }),
      closed: (code) => {
        // Who has not written here need not read that they no longer may: the page shows it.
        const quiet = code === CLOSE.replaced || (code === CLOSE.noRight && !this.#everChanged);
        if (isPermanent(code)) tellWriter({ type: 'refused', section: sectionId, code, quiet });
        closed(code);
      },
    });
    return new WebsocketProvider('collab:', sectionId, this.doc, {
      awareness: this.awareness,
      // The provider uses no more of a WebSocket than this class has.
      WebSocketPolyfill: VirtualSocket as unknown as typeof WebSocket,
      disableBc: true,
    });
  }
}

/** Whether a document holds everything of each client up to these clocks. */
function reaches(doc: Y.Doc, clocks: ReadonlyMap<number, number>): boolean {
  return [...clocks].every(([client, clock]) => Y.getState(doc.store, client) >= clock);
}
