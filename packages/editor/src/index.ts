export * from './fields.ts';
export { fieldContent } from './fragment.ts';
export * from './healing/index.ts';
export { normaliseContent } from './normalise.ts';
export * from './reading.ts';
export { proseExtensions, proseSchema } from './schema.ts';
