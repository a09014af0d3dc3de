import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { toBytes } from './to-bytes.ts';

/** What is sent to many, framed once for all of them. */
export class Message {
  readonly bytes: Uint8Array;
  #frame: Buffer | null = null;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** A whole binary WebSocket frame, unmasked, as servers send (RFC 6455, 5.2). */
  get frame(): Buffer {
    this.#frame ??= framed(this.bytes);
    return this.#frame;
  }
}

/**
 * As much of a socket as the engine uses: a WebSocket in the product; in tests, one whose messages the test holds
 * and lets go as it likes.
 */
export type Wire = {
  readonly isOpen: boolean;
  /** Bytes sent that the other side has not read. */
  readonly queuedBytes: number;
  send(message: Message): void;
  /** Says why, and ends when the other side has answered. */
  close(code: number, reason: string): void;
  /** Ends at once, without a word. */
  cut(): void;
  /** Stops reading, so that what the other side says waits in the network. Each pause needs its resume. */
  pause(): void;
  resume(): void;
  /** What is sent inside goes out in one write. */
  together(work: () => void): void;
  /** One listener each. None hears anything more once a close was asked for. */
  onMessage(listener: (bytes: Uint8Array) => void): void;
  onClose(listener: () => void): void;
};

/** A WebSocket of `ws` that has shaken hands, without compression, over the stream that it was given. */
export class SocketWire implements Wire {
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  #pauses = 0;

  constructor(socket: WebSocket, stream: Duplex) {
    this.#socket = socket;
    this.#stream = stream;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  get queuedBytes(): number {
    return this.#stream.writableLength;
  }

  /**
   * Past `ws`, which would frame the message anew for each reader and write it in two pieces: with many readers
   * that is a third of all work. Without compression `ws` holds nothing back, so that the order stays.
   */
  send(message: Message): void {
    this.#stream.write(message.frame);
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  cut(): void {
    this.#socket.terminate();
  }

  pause(): void {
    this.#pauses += 1;
    if (this.#pauses === 1) this.#socket.pause();
  }

  resume(): void {
    this.#pauses -= 1;
    if (this.#pauses === 0) this.#socket.resume();
  }

  together(work: () => void): void {
    this.#stream.cork();
    try {
      work();
    } finally {
      this.#stream.uncork();
    }
  }

  onMessage(listener: (bytes: Uint8Array) => void): void {
    this.#socket.on('message', (data) => {
      // One that is being shown out may still speak, and for some seconds if it does not answer.
      if (this.isOpen) listener(toBytes(data));
    });
  }

  onClose(listener: () => void): void {
    this.#socket.on('close', listener);
  }
}

/** FIN and opcode 2. */
const BINARY = 0x82;

function framed(bytes: Uint8Array): Buffer {
  const { byteLength } = bytes;
  const head = byteLength < 126 ? 2 : byteLength < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafeSlow(head + byteLength);
  frame[0] = BINARY;
  if (head === 2) frame[1] = byteLength;
  else if (head === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(byteLength, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(byteLength), 2);
  }
  frame.set(bytes, head);
  return frame;
}
