import type { ServerFrame } from '@delaktig/sync';
import { CLOSE, carriesDocument, decodeMessage } from '@delaktig/sync';
import type { Channel, Connection } from './connection.ts';

/** What becomes of a section's channel, for the count of what is saved. */
export type ChannelListener = {
  opened(): void;
  /** A message with words went out. */
  sent(message: { answer: boolean }): void;
  saved(count: number): void;
  lost(): void;
  /** Closed by the server: 44xx for good. */
  closed(code: number): void;
};

/** An awareness message with no entries: y-websocket leaves a socket that is silent for 30 s. */
const NOTHING_NEW = new Uint8Array([1, 1, 0]);

/** A channel that has stood for so long was not closed because it was opened. */
const STOOD_MS = 5000;

/**
 * A class that y-websocket takes for `WebSocket`, where each socket is one channel of the page's connection.
 * A socket made while the connection is away waits for it; one made after the server could not keep the channel
 * waits as the connection itself would, since the provider's own wait is the same in every page.
 */
export function virtualSockets(connection: Connection, room: string, listener: ChannelListener) {
  let failures = 0;
  return class VirtualSocket {
    // y-websocket asks the instance, not the class.
    readonly CONNECTING = 0;
    readonly OPEN = 1;
    readonly CLOSING = 2;
    readonly CLOSED = 3;
    readyState = 0;
    binaryType = 'arraybuffer';
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: Uint8Array }) => void) | null = null;
    onclose: ((event: { code: number; reason: string }) => void) | null = null;
    onerror: (() => void) | null = null;
    #channel: Channel;
    #openedAt = 0;
    #cancelWait = () => {};

    constructor() {
      this.#channel = connection.channel({
        ready: () => this.#open(),
        receive: (frame) => this.#receive(frame),
        lost: () => {
          failures = 0;
          this.#end(1006, 'the connection broke');
        },
      });
      if (connection.state !== 'open') return;
      if (failures === 0) this.#open();
      else this.#cancelWait = connection.later(failures - 1, () => this.#open());
    }

    send(data: Uint8Array): void {
      if (this.readyState !== this.OPEN) return;
      this.#channel.send({ kind: 'data', channel: this.#channel.number, data });
      if (carriesDocument(data)) listener.sent({ answer: decodeMessage(data)?.kind === 'sync-step-2' });
    }

    close(): void {
      if (this.readyState === this.CLOSED) return;
      const wasOpen = this.readyState === this.OPEN;
      this.readyState = this.CLOSED;
      this.#cancelWait();
      this.#channel.leave();
      if (wasOpen) listener.lost();
    }

    #open(): void {
      this.#cancelWait();
      this.#channel.send({ kind: 'open', channel: this.#channel.number, room });
    }

    #receive(frame: ServerFrame): void {
      switch (frame.kind) {
        case 'opened':
          this.readyState = this.OPEN;
          this.#openedAt = connection.now();
          listener.opened();
          this.onopen?.();
          return;
        case 'data':
          this.onmessage?.({ data: frame.data });
          return;
        case 'saved':
          return listener.saved(frame.count);
        case 'closed':
          if (frame.code !== CLOSE.rightsChanged) {
            const stood = this.readyState === this.OPEN && connection.now() - this.#openedAt > STOOD_MS;
            failures = stood ? 1 : failures + 1;
          }
          return this.#end(frame.code, frame.reason);
        case 'event':
          if (this.readyState === this.OPEN) this.onmessage?.({ data: NOTHING_NEW });
          return;
      }
    }

    #end(code: number, reason: string): void {
      if (this.readyState === this.CLOSED) return;
      const wasOpen = this.readyState === this.OPEN;
      this.readyState = this.CLOSED;
      this.#cancelWait();
      if (wasOpen) listener.lost();
      this.onclose?.({ code, reason });
      listener.closed(code);
    }
  };
}
