import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A made-up report as it looks when it has been copied out of Word. */
export const SAMPLE_TEXT = readFileSync(
  path.join(import.meta.dirname, '../fixtures/verksamhetsberattelse-almsjo.txt'),
  'utf8',
);
