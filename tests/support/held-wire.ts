import type { Message, Wire } from '../../server/rooms/wire.ts';

/** What the other end of the client's connection tells it. */
export type ClientEnd = {
  message(bytes: Uint8Array): void;
  /** As browsers tell it: 1006 when nobody said goodbye. */
  closed(code: number, reason: string): void;
};

/** A piece of the network that a server reads at once holds a few messages. */
const MOST_READ_AHEAD = 4;

type Sent = { kind: 'message'; bytes: Uint8Array } | { kind: 'goodbye'; code: number; reason: string };

/**
 * A connection whose messages wait until the test lets them go, one by one. The server has its end as it has a
 * socket's; whatever the network may do to a connection, the test does to this one.
 */
export class HeldWire {
  readonly server: Wire;
  readonly #client: ClientEnd;
  #toServer: Uint8Array[] = [];
  #toClient: Sent[] = [];
  #serverIs: 'open' | 'closing' | 'closed' = 'open';
  #clientIsOpen = true;
  #leaves = false;
  #pauses = 0;
  /** Messages that a paused server hears all the same: it had read them already. */
  #readAhead = 0;
  #hear: (bytes: Uint8Array) => void = () => {};
  #hearClose: () => void = () => {};

  /** `overhear`: everything that the server says, when it says it. */
  constructor(client: ClientEnd, overhear: (bytes: Uint8Array) => void = () => {}) {
    this.#client = client;
    this.server = this.#serverEnd(overhear);
  }

  get isOpen(): boolean {
    return this.#clientIsOpen;
  }

  get isPaused(): boolean {
    return this.#pauses > 0;
  }

  /** Messages on their way. */
  waiting(to: 'server' | 'client'): number {
    return to === 'server' ? this.#toServer.length : this.#toClient.length;
  }

  /** The client says something. */
  say(bytes: Uint8Array): void {
    if (this.#clientIsOpen) this.#toServer.push(bytes);
  }

  /** The client says goodbye: what it said before still arrives. */
  leave(): void {
    this.#leaves = this.#clientIsOpen;
    this.#clientIsOpen = false;
  }

  /** Lets the next message arrive. Answers whether there was one that could. */
  letGo(to: 'server' | 'client'): boolean {
    return to === 'server' ? this.#letGoToServer() : this.#letGoToClient();
  }

  letAllGo(): void {
    while (this.letGo('server') || this.letGo('client'));
  }

  /** The message at `at` of those on their way arrives twice. */
  duplicate(to: 'server' | 'client', at: number): void {
    this.#change(to, (queue) => queue.splice(at, 0, ...queue.slice(at, at + 1)));
  }

  /** The message at `at` arrives so many places later. */
  delay(to: 'server' | 'client', at: number, places: number): void {
    this.#change(to, (queue) => queue.splice(at + places, 0, ...queue.splice(at, 1)));
  }

  /** The message at `at` never arrives. */
  drop(to: 'server' | 'client', at: number): void {
    this.#change(to, (queue) => queue.splice(at, 1));
  }

  /**
   * The network breaks: the client notices, and nothing of what was on its way to it arrives. To the server so much
   * still arrives before it breaks off; it notices when the test says so, or never.
   */
  breakOff(stillArrives = 0): void {
    this.#toServer = this.#toServer.slice(0, stillArrives);
    this.#toClient = [];
    this.#closeClient(1006);
  }

  /** The server notices that the client is gone. */
  notice(): void {
    this.#toServer = [];
    this.#closeServer();
  }

  #change(to: 'server' | 'client', work: (queue: unknown[]) => void): void {
    // A goodbye stays where it is, at the end.
    const goodbye =
      to === 'client' && this.#toClient.at(-1)?.kind === 'goodbye' ? this.#toClient.pop() : null;
    work(to === 'server' ? this.#toServer : this.#toClient);
    if (goodbye) this.#toClient.push(goodbye);
  }

  #letGoToServer(): boolean {
    if (this.#pauses > 0 && this.#readAhead === 0) return false;
    this.#readAhead = Math.max(0, this.#readAhead - 1);
    const bytes = this.#toServer.shift();
    if (bytes && this.#serverIs === 'open') this.#hear(bytes);
    if (bytes || !this.#leaves) return bytes !== undefined;
    this.#leaves = false;
    this.#closeServer();
    return true;
  }

  #letGoToClient(): boolean {
    const next = this.#toClient.shift();
    if (!next || !this.#clientIsOpen) return false;
    if (next.kind === 'message') this.#client.message(next.bytes);
    else {
      this.#closeClient(next.code, next.reason);
      this.#closeServer();
    }
    return true;
  }

  #closeClient(code: number, reason = ''): void {
    if (!this.#clientIsOpen) return;
    this.#clientIsOpen = false;
    this.#client.closed(code, reason);
  }

  /** Told in a later turn, as sockets do. */
  #closeServer(): void {
    if (this.#serverIs === 'closed') return;
    this.#serverIs = 'closed';
    queueMicrotask(() => this.#hearClose());
  }

  #serverEnd(overhear: (bytes: Uint8Array) => void): Wire {
    const isOpen = () => this.#serverIs === 'open';
    const queuedBytes = () =>
      this.#toClient.reduce((sum, sent) => sum + (sent.kind === 'message' ? sent.bytes.byteLength : 0), 0);
    return {
      get isOpen() {
        return isOpen();
      },
      get queuedBytes() {
        return queuedBytes();
      },
      send: ({ bytes }: Message) => {
        if (!isOpen()) return;
        overhear(bytes);
        if (this.#clientIsOpen) this.#toClient.push({ kind: 'message', bytes });
      },
      close: (code, reason) => {
        if (!isOpen()) return;
        this.#serverIs = 'closing';
        this.#toClient.push({ kind: 'goodbye', code, reason });
      },
      cut: () => {
        this.#toServer = [];
        this.#toClient = [];
        this.#closeServer();
        this.#closeClient(1006);
      },
      pause: () => {
        this.#pauses += 1;
        this.#readAhead = Math.min(MOST_READ_AHEAD, this.#toServer.length);
      },
      resume: () => {
        this.#pauses -= 1;
        if (this.#pauses < 0) throw new Error('Resumed more often than paused');
      },
      together: (work) => work(),
      onMessage: (listener) => {
        this.#hear = listener;
      },
      onClose: (listener) => {
        this.#hearClose = listener;
      },
    };
  }
}
