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
  deliver(message: Uint8Array): void;
  /** The first so many of the document messages received from this member are committed. */
  saved(count: number): void;
  close(code: number, reason: string): void;
};
