import { CLOSE } from '@delaktig/sync';

export type CloseName = keyof typeof CLOSE;

/** Why something that a client said was passed over without a word: each is counted, none is an error of ours. */
export type Dropped =
  /** Words from someone who may only read: every stock client answers the first question that way. */
  | 'no-right-to-write'
  /** Presence that is not the sender's to tell: another's client id, an echo, an old clock. */
  | 'foreign-presence'
  | 'presence-too-large'
  | 'presence-too-often'
  /** Words that the room has already: a reconnect. */
  | 'known-words';

/** Counts of what the engine holds now. */
export type Counts = {
  sockets: number;
  rooms: number;
  /** Bytes received that no commit holds yet, over all rooms. */
  waitingBytes: number;
  /** Bytes sent that their readers have not read, over all sockets. */
  queuedBytes: number;
};

/** What the engine tells of itself to whoever watches it from outside: counts and times, never words or names. */
export type Signals = {
  /** One group commit: how long it took, in seconds, and how many rooms and updates it held. */
  committed(seconds: number, rooms: number, updates: number): void;
  commitFailed(): void;
  /** One compaction of one room, in seconds. */
  compacted(seconds: number): void;
  /** The marks of comments in one room were looked at, and made right where they were not, in seconds. */
  healed(seconds: number): void;
  healingFailed(): void;
  /** A socket or a channel was closed by us, for a reason that its client was told; or refused for its Origin. */
  closed(reason: CloseName | 'foreignOrigin'): void;
  dropped(reason: Dropped): void;
};

const NAMES = new Map<number, CloseName>(
  (Object.keys(CLOSE) as CloseName[]).map((name) => [CLOSE[name], name]),
);

/** What a close code is called; null for one that is not ours. */
export const closeName = (code: number): CloseName | null => NAMES.get(code) ?? null;

/** For whom nobody watches. */
export const UNHEARD: Signals = {
  committed() {},
  commitFailed() {},
  compacted() {},
  healed() {},
  healingFailed() {},
  closed() {},
  dropped() {},
};
