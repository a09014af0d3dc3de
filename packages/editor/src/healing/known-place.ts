/** Where the words of a thread stood when they were last seen. */
export type KnownPlace = {
  threadId: string;
  /** What the thread was marked on, or put there since by the server; never an edit of it. Empty: not known. */
  said: string;
  /** The fragment of the room. */
  field: string;
  /** Never empty; at most 2,000 letters of longer words. */
  quote: string;
  /** At most 32 letters before and after the quote. */
  prefix: string;
  suffix: string;
  /** Letters before it in the field's line; null: not known. */
  at: number | null;
  /** Relative positions of Yjs; null: none, or of another room. */
  from: Uint8Array | null;
  to: Uint8Array | null;
  /** The words are gone. */
  lost: boolean;
};
