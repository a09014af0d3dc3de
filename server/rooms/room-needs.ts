import type { Writer } from '@delaktig/sync';
import type { DocumentThread } from './document-thread.ts';
import type { FanOut } from './fan-out.ts';
import type { LogWriter } from './log-writer.ts';
import type { PresencePace } from './presence-pace.ts';
import type { Signals } from './signals.ts';

/** What all rooms share. */
export type RoomNeeds = {
  log: LogWriter;
  fanOut: FanOut;
  thread: DocumentThread;
  pace: PresencePace;
  signals: Signals;
};

export type RoomEvents = {
  /** The caret of somebody came, moved to another field of view, or went. */
  writersChanged(writers: Writer[]): void;
  /** Words of members are stored, and the tail has grown. */
  committed(update: Uint8Array): void;
  /** The server itself has made the tail grow. */
  composed(): void;
  /** The room takes no more and has nothing under way: it may be let go, and read anew by whoever comes. */
  ended(): void;
  /** A commit failed, or news are missing: the room closes, and its state must not replace what is stored. */
  failed(cause: unknown): void;
};
