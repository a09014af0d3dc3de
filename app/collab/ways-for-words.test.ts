import { describe, expect, test } from 'vitest';
import { waysFor } from './ways-for-words.ts';

const ANALYSIS = 'Under året fick 131 personer stöd. Det är fler än förra året.\nVi ringer nästa vardag.';
const FIELDS = [
  { field: 'analysis', line: ANALYSIS },
  { field: 'expectedResult', line: 'Åtta av tio får besök i tid.' },
];

/** What would be suggested, as the words that stand there and those that would. */
function ways(given: Partial<Parameters<typeof waysFor>[0]>, fields = FIELDS) {
  const { proposals, rest } = waysFor({ passages: [], removed: [], ...given }, fields);
  return {
    rest,
    proposals: proposals.map(({ field, range, proposed, parts }) => {
      const line = fields.find((one) => one.field === field)?.line ?? '';
      return { from: line.slice(range.from, range.to), to: proposed, parts };
    }),
  };
}

describe('words that were set aside', () => {
  test('are suggested where they would have stood, with the words beside them', () => {
    const passages = [
      { before: '…året fick 131 personer ', typed: 'och familjer ', after: 'stöd. Det är fler…' },
    ];
    expect(ways({ passages })).toEqual({
      proposals: [{ from: 'personer stöd.', to: 'personer och familjer stöd.', parts: [0] }],
      rest: [],
    });
  });

  test('are suggested in the place of what they replaced, and with it', () => {
    const passages = [{ before: 'Under året fick ', typed: '140', after: ' personer stöd. Det…' }];
    expect(ways({ passages, removed: ['131'] })).toEqual({
      proposals: [{ from: 'fick 131 personer', to: 'fick 140 personer', parts: [0, 1] }],
      rest: [],
    });
  });

  test('are found at the beginning and at the end of a block, and never across two', () => {
    const passages = [
      { before: '', typed: 'Sedan i mars: ', after: 'Vi ringer nästa vardag.' },
      { before: 'Åtta av tio får besök i tid.', typed: ' Det gäller hela året.', after: '' },
      { before: 'Det är fler än förra året.', typed: ' Mycket.', after: 'Vi ringer' },
    ];
    expect(ways({ passages })).toEqual({
      proposals: [
        { from: 'Vi', to: 'Sedan i mars: Vi', parts: [0] },
        { from: 'tid.', to: 'tid. Det gäller hela året.', parts: [1] },
      ],
      rest: [2],
    });
  });

  test('are one suggestion where they stand close, and the words around them may have changed further off', () => {
    const passages = [
      { before: 'Förra året fick 131 ', typed: 'olika ', after: 'personer stöd. Det är…' },
      { before: '…fick 131 olika personer ', typed: 'mer ', after: 'stöd. Det är fler än…' },
    ];
    expect(ways({ passages })).toEqual({
      proposals: [{ from: '131 personer stöd.', to: '131 olika personer mer stöd.', parts: [0, 1] }],
      rest: [],
    });
  });

  test('that were taken away are suggested to go', () => {
    expect(ways({ removed: ['nästa'] })).toEqual({
      proposals: [{ from: 'ringer nästa vardag.', to: 'ringer vardag.', parts: [0] }],
      rest: [],
    });
  });

  test('that only came to stand on a new line are not suggested to go', () => {
    const passages = [{ before: '', typed: 'Ett nytt stycke. Vi ringer nästa vardag.', after: '' }];
    expect(ways({ passages, removed: ['Vi ringer nästa vardag.'] })).toEqual({ proposals: [], rest: [0, 1] });
  });

  test('are no guess: without a place, with two, or with too little around them', () => {
    const twice = [{ field: 'a', line: 'Vi ringer alla.\nVi ringer alla.' }];
    const passages = [{ before: 'Vi ringer ', typed: 'nästan ', after: 'alla.' }];
    expect(ways({ passages, removed: ['alla'] }, twice)).toEqual({ proposals: [], rest: [0, 1] });
    expect(ways({ passages: [{ before: 'Vi ', typed: 'x', after: '' }] }).rest).toEqual([0]);
    expect(ways({ passages: [{ before: '', typed: 'Ett nytt stycke.', after: '' }] }).rest).toEqual([0]);
    expect(ways({ passages }, []).rest).toEqual([0]);
  });

  test('that went another way already are left out', () => {
    const passages = [{ before: 'Under året fick ', typed: 'x ', after: '131 personer' }];
    expect(ways({ passages, removed: ['ingenstans'], sent: [0] })).toEqual({ proposals: [], rest: [1] });
  });
});
