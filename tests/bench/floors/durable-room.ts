import { encodeUpdate } from '@delaktig/sync';
import type { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { Sql } from '../../../server/database/connect.ts';
import { compact, type Entry, load, type Stored } from './durable-log.ts';

const EMPTY = new Uint8Array([0, 0]);
/** A reader that does not read is cut here. */
const MOST_QUEUED = 4 * 1024 * 1024;

type Received = { author: WebSocket; update: Uint8Array };

/** Bytes of a room while somebody has it open: what is stored, and what is about to be. */
export class DurableRoom {
  readonly name: string;
  readonly #members = new Set<WebSocket>();
  #whole: Uint8Array;
  #vector: Uint8Array | null = null;
  #tail: Uint8Array[];
  #seq: number;
  #compactable: boolean;
  /** In the order of the log. */
  readonly #received: Received[] = [];
  #stored = 0;
  readonly #presence = new Map<WebSocket, Buffer>();
  #presenceTimer: NodeJS.Timeout | null = null;

  static async load(sql: Sql, name: string): Promise<DurableRoom> {
    return new DurableRoom(name, await load(sql, name));
  }

  private constructor(name: string, { state, tail, seq }: Stored) {
    this.name = name;
    this.#whole = state ?? EMPTY;
    this.#tail = tail;
    this.#seq = seq;
    this.#compactable = tail.length > 0;
  }

  get isEmpty(): boolean {
    return this.#members.size === 0;
  }

  join(socket: WebSocket): void {
    this.#members.add(socket);
  }

  leave(socket: WebSocket): void {
    this.#members.delete(socket);
    this.#presence.delete(socket);
  }

  stateVector(): Uint8Array {
    const whole = this.#merged();
    this.#vector ??= Y.encodeStateVectorFromUpdate(whole);
    return this.#vector;
  }

  missing(stateVector: Uint8Array): Uint8Array {
    const whole = this.#merged();
    return stateVector.byteLength === 1 ? whole : Y.diffUpdate(whole, stateVector);
  }

  /** @returns what is to be stored */
  receive(author: WebSocket, update: Uint8Array): Entry {
    this.#received.push({ author, update });
    this.#seq += 1;
    return { room: this.name, seq: this.#seq, update };
  }

  stored(update: Uint8Array): void {
    this.#tail.push(update);
    this.#stored += 1;
    this.#compactable = true;
  }

  /** One frame to each, with everything that has been stored since the last time and is not their own. */
  broadcast(): void {
    const news = this.#received.splice(0, this.#stored);
    this.#stored = 0;
    const authors = new Set(news.map(({ author }) => author));
    const all = frameOf(news);
    for (const member of this.#members) {
      const frame = authors.has(member) ? frameOf(news.filter(({ author }) => author !== member)) : all;
      if (frame) send(member, frame);
    }
  }

  /** The latest of each within a window. */
  present(author: WebSocket, message: Buffer, windowMs: number): void {
    this.#presence.set(author, message);
    this.#presenceTimer ??= setTimeout(() => {
      this.#presenceTimer = null;
      for (const member of this.#members) {
        for (const [from, said] of this.#presence) if (from !== member) send(member, said);
      }
      this.#presence.clear();
    }, windowMs);
  }

  /** A document is built only here, when the room has come to rest. */
  async compact(sql: Sql): Promise<void> {
    if (!this.#compactable) return;
    this.#compactable = false;
    const doc = new Y.Doc();
    doc.transact(() => {
      for (const update of [this.#whole, ...this.#tail]) Y.applyUpdate(doc, update);
    });
    this.#whole = Y.encodeStateAsUpdate(doc);
    this.#tail = [];
    doc.destroy();
    await compact(sql, this.name, this.#seq, this.#whole);
  }

  #merged(): Uint8Array {
    if (this.#tail.length > 0) {
      this.#whole = Y.mergeUpdates([this.#whole, ...this.#tail]);
      this.#vector = null;
      this.#tail = [];
    }
    return this.#whole;
  }
}

function frameOf(news: Received[]): Uint8Array | null {
  const [first] = news;
  if (!first) return null;
  return encodeUpdate(news.length === 1 ? first.update : Y.mergeUpdates(news.map(({ update }) => update)));
}

function send(member: WebSocket, frame: Uint8Array): void {
  if (member.bufferedAmount > MOST_QUEUED) return member.terminate();
  member.send(frame);
}
