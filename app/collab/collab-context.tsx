import type { Writer } from '@delaktig/sync';
import type { ReactNode } from 'react';
import type { SaveState } from './save-state.ts';

const IDLE: SaveState = { kind: 'idle' };
const NOBODY: Writer[] = [];

/** The page's one connection, for everything inside. */
export function CollabProvider(props: { reportId: string; accountId: string; children: ReactNode }) {
  return <>{props.children}</>;
}

export function useSaveState(): SaveState {
  return IDLE;
}

/** Who writes in a section right now, oneself excluded. */
export function useWriters(_sectionId: string): Writer[] {
  return NOBODY;
}
