export type { Writer } from '@delaktig/sync';
export { CollabProvider, useEngine, useSaveState, useWriters } from './collab-context.tsx';
export { ProseField } from './prose-field.tsx';
export { Reading } from './reading.tsx';
export { SaveBanner } from './save-banner.tsx';
export { SaveLine } from './save-line.tsx';
export type { Place, ReportPlaces } from './section-desk.ts';
