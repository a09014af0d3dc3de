import type { ClientFrame, ReportEvent, ServerFrame } from '@delaktig/sync';
import { decodeServerFrame, encodeFrame, isPermanent } from '@delaktig/sync';

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
  /** From 0 up to 1: spreads the reconnects of many pages. */
  random(): number;
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
export type Channel = { readonly number: number; send(frame: ClientFrame): void; leave(): void };

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 20_000;
/** The server says that it is alive every 15 s; a socket that is silent for longer than two of those is dead. */
const SILENCE_MS = 35_000;

/**
 * The page's one socket: opened again by itself when it breaks, with a wait that doubles and is spread by
 * chance, until the server closes it for good (44xx). Channels are told when it stands and when it broke.
 */
export class Connection {
  state: LinkState = 'waiting';
  #needs: ConnectionNeeds;
  #socket: RealSocket | null = null;
  #channels = new Map<number, ChannelEnd>();
  #nextChannel = 1;
  #failures = 0;
  #cancelWait = () => {};
  #cancelSilence = () => {};
  #onState: (state: LinkState, code: number) => void;
  #onEvent: (event: ReportEvent) => void;

  constructor(
    needs: ConnectionNeeds,
    listeners: { state(state: LinkState, code: number): void; event(event: ReportEvent): void },
  ) {
    this.#needs = needs;
    this.#onState = listeners.state;
    this.#onEvent = listeners.event;
  }

  /** Opens the socket now, whatever the wait; also the way back after a close for good. */
  connect(): void {
    if (this.state === 'connecting' || this.state === 'open') return;
    this.#cancelWait();
    const socket = this.#needs.openSocket();
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => this.#opened();
    socket.onmessage = ({ data }) => this.#received(data);
    socket.onclose = ({ code }) => this.#closed(code);
    socket.onerror = () => {};
    this.#socket = socket;
    this.#listenForSilence();
    this.#setState('connecting', 0);
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
    this.#setState('open', 0);
    for (const end of [...this.#channels.values()]) end.ready();
  }

  #received(data: unknown): void {
    this.#failures = 0;
    this.#listenForSilence();
    if (!(data instanceof ArrayBuffer)) return;
    const frame = decodeServerFrame(new Uint8Array(data));
    if (frame === null) return;
    if (frame.kind === 'event') {
      if (frame.event.type === 'alive') for (const end of [...this.#channels.values()]) end.receive(frame);
      this.#onEvent(frame.event);
      return;
    }
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
      const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures);
      this.#failures += 1;
      this.#cancelWait = this.#needs.timers.after(wait * (0.5 + this.#needs.random() / 2), () =>
        this.connect(),
      );
    }
    for (const end of ends) end.lost();
  }

  #listenForSilence(): void {
    this.#cancelSilence();
    this.#cancelSilence = this.#needs.timers.after(SILENCE_MS, () => this.drop());
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
    this.#onState(state, code);
  }
}
