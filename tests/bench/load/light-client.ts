import WebSocket from 'ws';
import { type Speech, speechOf } from './dialects.ts';
import { roomOf, type Target } from './target.ts';

export type LightClientOptions = {
  /** Each update, also those of the first sync. */
  onUpdate?: (update: Uint8Array) => void;
  onAwareness?: (message: Uint8Array) => void;
  /** A server may cut it without that being an error. */
  mayBeCut?: boolean;
};

const PATIENCE_MS = 60_000;
let opened = 0;

/**
 * A client that costs next to nothing: it shakes hands, answers, sends bytes that others have made, and hands on
 * the bytes it gets. It holds no document.
 */
export class LightClient {
  readonly socket: WebSocket;
  readonly #speech: Speech;
  readonly #options: LightClientOptions;
  #leaving = false;
  #synced: () => void = () => {};

  /** Opens a socket to a room. @returns when the first sync has come */
  static async open(
    target: Target,
    room: number | string,
    options: LightClientOptions = {},
  ): Promise<LightClient> {
    const client = new LightClient(target, room, options);
    await client.#ready();
    return client;
  }

  private constructor(target: Target, room: number | string, options: LightClientOptions) {
    const name = typeof room === 'string' ? room : roomOf(target, room);
    const cookie = target.cookies[opened++ % Math.max(1, target.cookies.length)];
    this.#options = options;
    this.#speech = speechOf(target.dialect, name);
    this.socket = new WebSocket(`${target.url}/${name}`, {
      perMessageDeflate: false,
      skipUTF8Validation: true,
      headers: cookie ? { cookie } : {},
    });
    this.socket.on('open', () => {
      if (this.#speech.greeting) this.socket.send(this.#speech.greeting);
      if (target.dialect === 'unsynced') this.#synced();
      else if (!this.#speech.isWelcomed) this.socket.send(this.#speech.askForAll);
    });
    this.socket.on('message', (data: Buffer) => this.#hear(data));
  }

  sendUpdate(update: Uint8Array): void {
    this.socket.send(this.#speech.update(update));
  }

  sendAwareness(update: Uint8Array): void {
    this.socket.send(this.#speech.awareness(update));
  }

  signOfLife(): void {
    if (this.#speech.signOfLife) this.socket.send(this.#speech.signOfLife);
  }

  /** What is sent inside leaves in as few writes as may be. */
  together(work: () => void): void {
    const stream = (this.socket as unknown as { _socket: { cork(): void; uncork(): void } })._socket;
    stream.cork();
    work();
    stream.uncork();
  }

  /** Resolves when the server has answered the goodbye. */
  async close(): Promise<void> {
    this.#leaving = true;
    if (this.socket.readyState === WebSocket.CLOSED) return;
    const closed = new Promise<void>((resolve) => this.socket.once('close', () => resolve()));
    this.socket.close();
    await closed;
  }

  cut(): void {
    this.#leaving = true;
    this.socket.terminate();
  }

  #ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => reject(new Error('No first sync in a minute')), PATIENCE_MS);
      this.#synced = () => {
        clearTimeout(patience);
        resolve();
      };
      this.socket.on('error', (error) => this.#fail(error, reject));
      this.socket.on('close', (code, reason) =>
        this.#fail(new Error(`The server closed with ${code} ${reason}`), reject),
      );
    });
  }

  #fail(error: Error, reject: (error: Error) => void): void {
    if (this.#leaving || this.#options.mayBeCut) return;
    reject(error);
    // After the first sync nobody waits any more; a client that is lost makes the measurement worthless.
    setImmediate(() => {
      throw error;
    });
  }

  #hear(data: Buffer): void {
    const heard = this.#speech.hear(data);
    switch (heard.kind) {
      case 'update':
        return this.#options.onUpdate?.(heard.update);
      case 'awareness':
        return this.#options.onAwareness?.(data);
      case 'asked':
        return this.socket.send(this.#speech.answerNothing);
      case 'synced':
        this.#options.onUpdate?.(heard.update);
        return this.#synced();
      case 'welcome':
        return this.socket.send(this.#speech.askForAll);
      case 'other':
    }
  }
}

/** Opens many, some at a time. */
export async function openMany<T>(
  count: number,
  atOnce: number,
  open: (index: number) => Promise<T>,
): Promise<T[]> {
  const made: T[] = [];
  let next = 0;
  const work = async () => {
    while (next < count) {
      const index = next++;
      made[index] = await open(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, work));
  return made;
}
