import type { Content } from '@delaktig/domain';
import { fieldContent } from '@delaktig/editor/fragment';
import { isPermanent } from '@delaktig/sync';
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Connection } from './connection.ts';
import type { SaveEvent } from './save-state.ts';
import { virtualSockets } from './virtual-socket.ts';

/**
 * One section's document while it is near the eye or has something unsent, kept in step by y-websocket's own
 * provider over a channel of the page's connection.
 */
export class SectionSession {
  readonly sectionId: string;
  readonly writes: boolean;
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  #provider: WebsocketProvider;
  #listeners = new Set<() => void>();
  #everSynced = false;

  constructor(options: {
    sectionId: string;
    /** Whether one may write in the section: a reader sends nothing that could be saved, and is shown to nobody. */
    writes: boolean;
    connection: Connection;
    now(): number;
    tell(event: SaveEvent): void;
  }) {
    const { sectionId, writes, connection, now } = options;
    this.sectionId = sectionId;
    this.writes = writes;
    // Nobody is shown before they write.
    this.awareness.setLocalState(null);
    const tell = (event: SaveEvent) => {
      if (writes) options.tell(event);
    };
    // Before the provider, which sends from the same event: a change is counted, then the message that carries it.
    this.doc.on('update', (_update: Uint8Array, origin: unknown) => {
      if (origin !== this.#provider) tell({ type: 'changed', section: sectionId });
    });
    const VirtualSocket = virtualSockets(connection, sectionId, {
      opened: () => tell({ type: 'opened', section: sectionId }),
      sent: ({ answer }) => tell({ type: 'sent', section: sectionId, answer }),
      saved: (count) => tell({ type: 'saved', section: sectionId, count, at: now() }),
      lost: () => tell({ type: 'lost', section: sectionId }),
      closed: (code) => {
        if (isPermanent(code)) tell({ type: 'refused', section: sectionId, code });
      },
    });
    this.#provider = new WebsocketProvider('collab:', sectionId, this.doc, {
      awareness: this.awareness,
      // The provider uses no more of a WebSocket than this class has.
      WebSocketPolyfill: VirtualSocket as unknown as typeof WebSocket,
      disableBc: true,
    });
    this.#provider.on('status', ({ status }) => {
      // The others have dropped us and pass over a state with a clock that they know: say it anew.
      const own = this.awareness.getLocalState();
      if (status === 'connected' && own !== null) this.awareness.setLocalState({ ...own });
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

  /** Told once, when the document becomes whole. Answers how to stop listening. */
  onReady(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  contentOf(field: string): Content {
    return fieldContent(this.doc, field);
  }

  /** Told at every change of the field, one's own too. Answers how to stop listening. */
  onFieldChange(field: string, listener: () => void): () => void {
    const fragment = this.doc.getXmlFragment(field);
    fragment.observeDeep(listener);
    return () => fragment.unobserveDeep(listener);
  }

  /** Tries again after a close for good. */
  reconnect(): void {
    this.#provider.connect();
  }

  /** Leaves the room but keeps the document: it holds words that the room did not take. */
  strand(): void {
    this.#listeners.clear();
    this.#provider.destroy();
  }

  destroy(): void {
    this.#listeners.clear();
    this.#provider.destroy();
    this.awareness.destroy();
    this.doc.destroy();
  }
}
