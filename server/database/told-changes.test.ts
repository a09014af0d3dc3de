import { describe, expect, it } from 'vitest';
import { parseTold } from './told-changes.ts';

const ID = '5d7f0c9e-3f0e-4f6f-8a0b-7b8f6a1c2d3e';
const REPORT = '11111111-2222-4333-8444-555555555555';

describe('what the database tells', () => {
  it.each(['session', 'account', 'report', 'unit', 'revision', 'threads', 'places'])('names one %s', (of) => {
    expect(parseTold(`${of}:${ID}`)).toEqual({ of, id: ID });
  });

  it('names a section with its report', () => {
    expect(parseTold(`section:${ID}:${REPORT}`)).toEqual({ of: 'section', id: ID, reportId: REPORT });
  });

  it('gives an echo back as it was said', () => {
    expect(parseTold('echo:node-7')).toEqual({ of: 'echo', words: 'node-7' });
  });

  it.each([
    'everything',
    '',
    'goal:1',
    'session:',
    'session:x',
    `section:${ID}`,
    `section:${ID}:`,
    `section::${REPORT}`,
  ])('may concern anybody when it is not understood: %j', (payload) => {
    expect(parseTold(payload)).toEqual({ of: 'everything' });
  });
});
