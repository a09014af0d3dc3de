import type { ClientFrame, ServerFrame } from '@delaktig/sync';
import {
  CLOSE,
  decodeClientFrame,
  decodeMessage,
  encodeFrame,
  encodeSyncStep1,
  encodeSyncStep2,
  encodeUpdate,
} from '@delaktig/sync';
import * as Y from 'yjs';
import type { RealSocket } from '../../app/collab/connection.ts';

/**
 * A server in memory on the other end of the page's socket, with the protocol of the real one: a room per
 * section, words told to others and told as saved only when the test commits them.
 */
export class PageServer {
  /** By their names. Two servers with the same rooms are one server with a socket for each of two pages. */
  readonly rooms: Map<string, Y.Doc>;
  readonly heard: ClientFrame[] = [];
  /** Every socket is closed as soon as it is opened, with `awayCode`: as if nobody answered unless told otherwise. */
  away = false;
  awayCode = 1006;
  /** Rooms that are open to nobody, with the code that says so. */
  readonly shut = new Map<string, number>();
  /** Rooms in which nobody may write: what is said there is passed over. */
  readonly closed = new Set<Y.Doc>();
  #channels = new Map<number, { room: Y.Doc; received: number }>();
  #uncommitted: { channel: number; room: Y.Doc; act: () => void }[] = [];
  #socket: Wire | null = null;
  #isCutOff = false;
  #relayed = new Set<Y.Doc>();

  constructor(rooms = new Map<string, Y.Doc>()) {
    this.rooms = rooms;
  }

  room(sectionId: string): Y.Doc {
    const open = this.rooms.get(sectionId);
    if (open) return open;
    const room = new Y.Doc();
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText()]);
    room.getXmlFragment('words').insert(0, [paragraph]);
    this.rooms.set(sectionId, room);
    return room;
  }

  accept(): RealSocket {
    const socket = new Wire((bytes) => this.#receive(bytes));
    if (this.#isCutOff) return socket;
    this.#socket = socket;
    this.#channels.clear();
    this.#uncommitted = [];
    queueMicrotask(() => (this.away ? socket.onclose?.({ code: this.awayCode }) : socket.onopen?.()));
    return socket;
  }

  send(frame: ServerFrame): void {
    this.#socket?.onmessage?.({ data: encodeFrame(frame).slice().buffer });
  }

  commit(): void {
    for (const { act } of this.#uncommitted.splice(0)) act();
  }

  /** Somebody else writes. */
  write(sectionId: string, words: string): void {
    text(this.room(sectionId)).insert(0, words);
  }

  /** The page is gone in the middle of everything: it hears nothing, and is not heard. */
  cutOff(): void {
    this.#socket = null;
    this.#isCutOff = true;
  }

  /** The database is away: nothing that came is stored, and the section is closed. */
  failCommits(): void {
    this.#uncommitted = [];
    for (const channel of [...this.#channels.keys()]) this.close(channel, CLOSE.unavailable);
  }

  close(channel: number, code: number): void {
    this.#channels.delete(channel);
    this.send({ kind: 'closed', channel, code, reason: '' });
  }

  /** The channels of a section that are open now. */
  channelsOf(sectionId: string): number[] {
    return [...this.#channels]
      .filter(([, { room }]) => room === this.room(sectionId))
      .map(([channel]) => channel);
  }

  breakOff(code: number): void {
    this.#socket?.onclose?.({ code });
  }

  #receive(bytes: Uint8Array): void {
    const frame = decodeClientFrame(bytes);
    if (!frame) throw new Error('The page sent something that is no frame');
    if (this.#isCutOff) return;
    this.heard.push(frame);
    if (frame.kind === 'open') {
      const code = this.shut.get(frame.room);
      if (code !== undefined) return this.send({ kind: 'closed', channel: frame.channel, code, reason: '' });
      const room = this.room(frame.room);
      this.#relay(room);
      this.#channels.set(frame.channel, { room, received: 0 });
      this.send({ kind: 'opened', channel: frame.channel });
      this.send({ kind: 'data', channel: frame.channel, data: encodeSyncStep1(Y.encodeStateVector(room)) });
    } else if (frame.kind === 'close') {
      this.#channels.delete(frame.channel);
    } else if (frame.kind === 'data') {
      this.#take(frame.channel, frame.data);
    }
  }

  /** What others bring into the room goes to this page too. */
  #relay(room: Y.Doc): void {
    if (this.#relayed.has(room)) return;
    this.#relayed.add(room);
    room.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return;
      const data = encodeUpdate(update);
      for (const [channel, { room: other }] of this.#channels) {
        if (other === room) this.send({ kind: 'data', channel, data });
      }
    });
  }

  #take(number: number, data: Uint8Array): void {
    const channel = this.#channels.get(number);
    const message = decodeMessage(data);
    if (!message) throw new Error('The page sent something that is no message');
    // Just closed, and not heard of yet.
    if (!channel) return;
    if (message.kind === 'sync-step-1') {
      const { room } = channel;
      const act = () => {
        const missing = Y.encodeStateAsUpdate(room, message.stateVector);
        this.send({ kind: 'data', channel: number, data: encodeSyncStep2(missing) });
      };
      // Whoever comes back is answered when the fate of what they said before is known.
      if (this.#uncommitted.some((other) => other.room === room && other.channel !== number))
        this.#uncommitted.push({ channel: number, room, act });
      else act();
    } else if (this.closed.has(channel.room)) {
      return;
    } else if (message.kind === 'update' || message.kind === 'sync-step-2') {
      channel.received += 1;
      const count = channel.received;
      const act = () => {
        Y.applyUpdate(channel.room, message.update, this);
        this.send({ kind: 'saved', channel: number, count });
      };
      this.#uncommitted.push({ channel: number, room: channel.room, act });
    }
  }
}

/** The words of a section's one paragraph; the document must be whole. */
export function text(doc: Y.Doc): Y.XmlText {
  const [paragraph] = doc.getXmlFragment('words').toArray();
  const [words] = paragraph instanceof Y.XmlElement ? paragraph.toArray() : [];
  if (!(words instanceof Y.XmlText)) throw new Error('The document is not whole');
  return words;
}

class Wire implements RealSocket {
  binaryType = '';
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onerror: (() => void) | null = null;
  #deliver: (bytes: Uint8Array) => void;
  constructor(deliver: (bytes: Uint8Array) => void) {
    this.#deliver = deliver;
  }
  send(data: Uint8Array): void {
    queueMicrotask(() => this.#deliver(data));
  }
  close(): void {}
}
