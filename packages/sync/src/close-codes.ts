/**
 * Why a socket or a channel was closed. y-websocket 3.1 gives up at 4400-4499 and tries again at every other
 * code, so the number itself says whether trying again can help. An outage is never told as a denial.
 */
export const CLOSE = {
  /** The session is missing, expired or revoked. */
  noSession: 4401,
  /** No right to the section. */
  noRight: 4403,
  /** Bytes that are no message, or an update that does not parse. */
  malformed: 4400,
  /** The section's prose was replaced: this room is no more, and nothing of it goes into the one that came after. */
  replaced: 4410,
  /** A message or a document above its cap. */
  tooLarge: 4413,
  /** The page is older than the schema of the prose. */
  oldSchema: 4426,
  /** More than a page ever sends. */
  tooMany: 4429,
  /** The database is away. */
  unavailable: 4503,
  /** The right to write came or went: whoever opens the section again at once has the right that holds now. */
  rightsChanged: 4510,
  /** The server is going down. */
  restart: 1012,
  /** The reader does not keep up; it comes back and reads the whole. */
  tooSlow: 1013,
} as const;

export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];

/** Whether trying again by oneself can help. */
export const isPermanent = (code: number): boolean => code >= 4400 && code < 4500;
