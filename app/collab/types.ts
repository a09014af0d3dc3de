/** What the page knows about whether every word is safe. */
export type SaveState =
  /** Nothing has been written since the page came. */
  | { kind: 'idle' }
  /** Every word of this page is committed; `at` in ms since 1970. */
  | { kind: 'saved'; at: number }
  | { kind: 'saving' }
  /** No contact with the server; `unsent` changes exist in this page alone. */
  | { kind: 'offline'; unsent: number }
  /** The server has closed for good: 4401 signed out, 4403 no right any longer, 4426 the page is too old, other 44xx. */
  | { kind: 'closed'; code: number; unsent: number };
