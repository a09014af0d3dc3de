import { createContext, useContext } from 'react';

/** Unsent changes of one section. */
export type Unsent = {
  reportId: string;
  reportName: string;
  sectionName: string;
  count: number;
  update: Uint8Array;
  /** No section takes them any more: nothing sends them. */
  isAside?: true;
};

/** What runs in this tab and may hold words that the server has not told as saved. */
export type UnsentSource = {
  readonly accountId: string;
  /** Resolves when all is told as saved, or soon if that does not happen; what can be kept is kept by then. */
  settle(): Promise<void>;
  /** What the browser's store does not hold. */
  inTabAlone(): Unsent[];
  subscribe(listener: () => void): () => void;
  /** Ends at once, whatever is unsent. */
  abandon(): void;
};

const SourcesContext = createContext<Set<UnsentSource>>(new Set());
export const UnsentSourcesProvider = SourcesContext.Provider;

/** Everything of this tab that is asked before one signs out; pages add what they start. */
export function useUnsentSources(): Set<UnsentSource> {
  return useContext(SourcesContext);
}
