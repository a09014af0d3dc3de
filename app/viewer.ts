import { useRouteLoaderData } from '@remix-run/react';

/** The person who looks at the page, as every page may know them. */
export type Viewer = {
  account: { id: string; name: string; initials: string };
  /** "Enhetschef, Enheten för hemnära stöd". */
  duties: string;
  /** Sets up units and people somewhere. */
  administers: boolean;
  /** How many notices of the inbox are unread. */
  news: number;
};

export type RootData = { theme: 'light' | 'dark' | null; viewer: Viewer | null };

/** What the root knows; undefined when the root itself could not be read. */
export function useRootData(): RootData | undefined {
  return useRouteLoaderData<RootData>('root');
}

export function useViewer(): Viewer | null {
  return useRootData()?.viewer ?? null;
}
