export * from './awareness.ts';
export * from './close-codes.ts';
export * from './footprint.ts';
export * from './frames.ts';
export * from './id-set.ts';
export * from './messages.ts';
export * from './room-id.ts';
