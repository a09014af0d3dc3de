import type { RoomId } from '@delaktig/sync';
import type { Message } from './wire.ts';

/** A person at a socket, as the room needs to know them. */
export type Person = { sessionId: string; accountId: string; name: string; initials: string };

/** One open channel to one room: a stock socket, or a channel of a page's socket. */
export type Member = {
  readonly person: Person;
  /** Decided when the room was opened; a change of rights closes the channel. */
  readonly mayWrite: boolean;
  /** The room has taken the member in; comes before any message. */
  opened(): void;
  /** Sends one y-websocket message. */
  deliver(message: Message): void;
  /** The same, of what the member has asked for: however long it is, it is no reason to call them slow. */
  answer(message: Message): void;
  /** What is sent inside goes out in one write. */
  together(work: () => void): void;
  /** The first so many of the document messages received from this member are committed. */
  saved(count: number): void;
  /** Too much of what this member said waits: what they say next waits in the network until `goOn`. */
  holdBack(): void;
  goOn(): void;
  close(code: number, reason: string): void;
};

/** What a socket has open, as a change of rights sees it. */
export type OpenSection = RoomId & {
  readonly mayWrite: boolean;
  close(code: number, reason: string): void;
};
