export { accountLines } from './account.ts';
export { CATALOGUES, type Catalogue } from './catalogue.ts';
export { type Decoded, decode, MAX_BYTES, type Refusal } from './decode.ts';
export { type ReadOptions, readReport } from './read.ts';
