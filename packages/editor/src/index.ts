export * from './fields.ts';
export { normaliseContent } from './normalise.ts';
export * from './reading.ts';
export { proseExtensions, proseSchema, SCHEMA_VERSION } from './schema.ts';
