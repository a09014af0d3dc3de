import type { ClientFrame, ReportEvent, ServerFrame } from '@delaktig/sync';
import { CLOSE, decodeServerFrame, encodeFrame, isPermanent } from '@delaktig/sync';
import { waitAfter } from './backoff.ts';

/** As much of a WebSocket as the connection uses. */
export type RealSocket = {
  binaryType: string;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  onerror: (() => void) | null;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(): void;
};

export type Timers = { after(ms: number, act: () => void): () => void };

export type ConnectionNeeds = {
  openSocket(): RealSocket;
  timers: Timers;
  /** In ms. */
  now(): number;
  /** From 0 up to 1: spreads the reconnects of many pages. */
  random(): number;
  /** Whether the browser's session is still that of the page's own account: else nothing may be sent with it. */
  isOwnSession(): boolean;
};

export type LinkState = 'connecting' | 'open' | 'waiting' | 'closed';

/** One section's share of the connection. */
export type ChannelEnd = {
  /** The connection has come: the channel may ask for its section. Not told when it stood already. */
  ready(): void;
  receive(frame: ServerFrame): void;
  /** The connection broke: the channel is gone, its number is never used again. */
  lost(): void;
};
export type ConnectionListeners = {
  /** `code`: why it waits or is closed. */
  state(state: LinkState, code: number): void;
  event(event: ReportEvent): void;
  /** The server tells no events of the report any more. */
  unwatched(code: number): void;
};

export type Channel = { readonly number: number; send(frame: ClientFrame): void; leave(): void };

/** A network that has come back may be that of many at once. */
const HURRY_SPREAD_MS = 800;
/** However often the browser says that the network is back. */
const LEAST_BETWEEN_TRIES_MS = 1000;
/** A handshake that takes longer goes nowhere. */
const HANDSHAKE_MS = 12_000;
/** The server says that it is alive at least every 24 s; a socket that is silent for longer than that is dead. */
const SILENCE_MS = 35_000;

/**
 * The page's one socket: opened again by itself when it breaks, with a wait that grows and is spread by chance,
 * until the server closes it for good (44xx). Channels are told when it stands and when it broke.
 */
export class Connection {
  state: LinkState = 'waiting';
  #needs: ConnectionNeeds;
  #socket: RealSocket | null = null;
  #channels = new Map<number, ChannelEnd>();
  #nextChannel = 1;
  #failures = 0;
  #lastTry = Number.NEGATIVE_INFINITY;
  /** When the next try is to be, while waiting. */
  #nextTry = 0;
  #cancelWait = () => {};
  #cancelSilence = () => {};
  #listeners: ConnectionListeners;

  constructor(needs: ConnectionNeeds, listeners: ConnectionListeners) {
    this.#needs = needs;
    this.#listeners = listeners;
  }

  /** Opens the socket now, whatever the wait; also the way back after a close for good. */
  connect(): void {
    if (this.state === 'connecting' || this.state === 'open') return;
    this.#cancelWait();
    if (!this.#needs.isOwnSession()) return this.shut(CLOSE.noSession);
    this.#lastTry = this.#needs.now();
    const socket = this.#needs.openSocket();
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => this.#opened();
    socket.onmessage = ({ data }) => this.#received(data);
    socket.onclose = ({ code }) => this.#closed(code);
    socket.onerror = () => {};
    this.#socket = socket;
    this.#listenForSilence(HANDSHAKE_MS);
    this.#setState('connecting', 0);
  }

  /** The network may be back, or somebody looks at the page again: does not wait out a long wait. */
  hurry(): void {
    if (this.state !== 'waiting') return;
    this.#failures = 0;
    const rested = this.#lastTry + LEAST_BETWEEN_TRIES_MS - this.#needs.now();
    this.#tryIn(Math.max(this.#needs.random() * HURRY_SPREAD_MS, rested));
  }

  /** Calls after the wait that follows so many failures. Answers how to cancel it. */
  later(failures: number, act: () => void): () => void {
    return this.#needs.timers.after(waitAfter(failures, this.#needs.random()), act);
  }

  now(): number {
    return this.#needs.now();
  }

  /** Ends the connection as if the server had closed it with a code that is for good. */
  shut(code: number): void {
    this.#cancelWait();
    this.#closed(code);
  }

  /** The network is known to be gone: does not wait for the socket to notice. */
  drop(): void {
    if (this.#socket) this.#closed(1006);
  }

  /** Ends the connection; nothing is told to anybody any more. */
  stop(): void {
    this.#cancelWait();
    this.#detach();
    this.#channels.clear();
    this.state = 'closed';
  }

  channel(end: ChannelEnd): Channel {
    const number = this.#nextChannel++;
    this.#channels.set(number, end);
    return {
      number,
      send: (frame) => this.send(frame),
      leave: () => {
        if (this.#channels.delete(number)) this.send({ kind: 'close', channel: number });
      },
    };
  }

  send(frame: ClientFrame): void {
    // Slicing gives the bytes a buffer of their own, as `send` of browsers is typed.
    if (this.state === 'open') this.#socket?.send(encodeFrame(frame).slice());
  }

  #opened(): void {
    this.#listenForSilence(SILENCE_MS);
    this.#setState('open', 0);
    for (const end of [...this.#channels.values()]) end.ready();
  }

  #received(data: unknown): void {
    this.#failures = 0;
    this.#listenForSilence(SILENCE_MS);
    if (!(data instanceof ArrayBuffer)) return;
    const frame = decodeServerFrame(new Uint8Array(data));
    if (frame === null) return;
    if (frame.kind === 'event') {
      if (frame.event.type === 'alive') for (const end of [...this.#channels.values()]) end.receive(frame);
      this.#listeners.event(frame.event);
      return;
    }
    if (frame.channel === 0 && frame.kind === 'closed') return this.#listeners.unwatched(frame.code);
    const end = this.#channels.get(frame.channel);
    if (frame.kind === 'closed') this.#channels.delete(frame.channel);
    end?.receive(frame);
  }

  #closed(code: number): void {
    this.#detach();
    // Channels that still wait for the connection go on waiting; those that had it must begin anew.
    const ends = this.state === 'open' ? [...this.#channels.values()] : [];
    if (this.state === 'open') this.#channels.clear();
    if (isPermanent(code)) {
      this.#setState('closed', code);
    } else {
      this.#setState('waiting', code);
      this.#nextTry = Number.POSITIVE_INFINITY;
      this.#tryIn(waitAfter(this.#failures, this.#needs.random()));
      this.#failures += 1;
    }
    for (const end of ends) end.lost();
  }

  /** Never later than was planned. */
  #tryIn(ms: number): void {
    const at = this.#needs.now() + ms;
    if (at >= this.#nextTry) return;
    this.#nextTry = at;
    this.#cancelWait();
    this.#cancelWait = this.#needs.timers.after(ms, () => this.connect());
  }

  #listenForSilence(ms: number): void {
    this.#cancelSilence();
    this.#cancelSilence = this.#needs.timers.after(ms, () => this.drop());
  }

  #detach(): void {
    this.#cancelSilence();
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  #setState(state: LinkState, code: number): void {
    this.state = state;
    this.#listeners.state(state, code);
  }
}
