import { carriesDocument, type Footprint, footprintOf } from '@delaktig/sync';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import {
  Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness';
import { readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';

const SYNC = 0;
const AWARENESS = 1;
const QUERY_AWARENESS = 3;

/** Where a section's document says what it says while it is connected; `sent` keeps account of the words. */
export type Line = { say(message: Uint8Array): void; sent?: Footprint[] };

/** A document in step with a section, by the protocol of y-websocket, as its own provider speaks it. */
export class HeldSection {
  readonly sectionId: string;
  readonly doc = new Y.Doc();
  readonly awareness: Awareness;
  /** What each message with words said, of those that were sent since the section was opened last. */
  sent: Footprint[] = [];
  /** What the server said of them. */
  saved = 0;
  isInStep = false;
  #firstWords: Uint8Array | null = null;
  #line: Line | null = null;

  constructor(sectionId: string, clientId: number) {
    this.sectionId = sectionId;
    this.doc.clientID = clientId;
    this.awareness = new Awareness(this.doc);
    // Nobody is shown before they write.
    this.awareness.setLocalState(null);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return;
      this.#say(SYNC, (encoder) => writeUpdate(encoder, update));
    });
    type Changed = { added: number[]; updated: number[]; removed: number[] };
    this.awareness.on('update', ({ added, updated, removed }: Changed) => {
      this.#sayPresence([...added, ...updated, ...removed]);
    });
  }

  get isOpen(): boolean {
    return this.#line !== null;
  }

  /** Whether all that was ever written here is stored, as far as the server has said. */
  get isSaved(): boolean {
    return this.isInStep && this.saved === this.sent.length;
  }

  open(line: Line): void {
    this.#line = line;
    this.sent = line.sent ?? [];
    this.saved = 0;
    this.#say(SYNC, (encoder) => writeSyncStep1(encoder, this.doc));
    const own = this.awareness.getLocalState();
    // The others pass over a state with a clock that they know.
    if (own) this.awareness.setLocalState({ ...own });
  }

  lose(): void {
    this.#line = null;
    this.isInStep = false;
    const others = [...this.awareness.getStates().keys()].filter((id) => id !== this.doc.clientID);
    removeAwarenessStates(this.awareness, others, this);
  }

  hear(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message);
    switch (decoding.readVarUint(decoder)) {
      case SYNC:
        return this.#say(SYNC, (encoder) => {
          const kind = readSyncMessage(decoder, encoder, this.doc, this, (error) => {
            throw error;
          });
          if (kind === 1) this.isInStep = true;
        });
      case AWARENESS:
        return applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), this);
      case QUERY_AWARENESS:
        return this.#sayPresence([...this.awareness.getStates().keys()]);
    }
  }

  /** Says the first words again, which are likely to be stored when others are not. */
  sayAgain(): void {
    if (this.#line && this.#firstWords) this.#send(this.#line, this.#firstWords);
  }

  /** The ids of those who are present here, as far as is known. */
  present(): number[] {
    return [...this.awareness.getStates().keys()].sort();
  }

  destroy(): void {
    this.#line = null;
    this.awareness.destroy();
    this.doc.destroy();
  }

  #sayPresence(clientIds: number[]): void {
    this.#say(AWARENESS, (encoder) =>
      encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(this.awareness, clientIds)),
    );
  }

  #say(kind: number, write: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, kind);
    write(encoder);
    // An answer may turn out to be none.
    if (encoding.length(encoder) === 1) return;
    const message = encoding.toUint8Array(encoder);
    if (this.#line) this.#send(this.#line, message);
  }

  #send(line: Line, message: Uint8Array): void {
    if (carriesDocument(message)) {
      this.sent.push(wordsOf(message));
      this.#firstWords ??= message;
    }
    line.say(message);
  }
}

/** What a message with words does to a document. */
export function wordsOf(message: Uint8Array): Footprint {
  const decoder = decoding.createDecoder(message);
  decoding.readVarUint(decoder);
  decoding.readVarUint(decoder);
  const footprint = footprintOf(decoding.readVarUint8Array(decoder));
  if (!footprint) throw new Error('A message of ours is no update');
  return footprint;
}
