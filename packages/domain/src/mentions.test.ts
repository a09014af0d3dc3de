import { expect, test } from 'vitest';
import {
  bodyInWords,
  bodyParts,
  bodyToEdit,
  bodyWithTokens,
  mentionsIn,
  mentionToken,
  withoutMentions,
} from './mentions.ts';

const ANNA = { of: 'account', id: '8a1f3a9e-0000-4000-8000-000000000001' } as const;
const NATT = { of: 'group', id: '8a1f3a9e-0000-4000-8000-000000000002' } as const;
const KNOWN = [
  { token: mentionToken(ANNA), label: 'Anna Ek' },
  { token: mentionToken(NATT), label: 'Natt' },
];
const BODY = `Hej ${mentionToken(ANNA)}, fråga ${mentionToken(NATT)} och ${mentionToken(ANNA)}!`;

test('each that is mentioned is found once, and nothing else is a mention', () => {
  expect(mentionsIn(BODY)).toEqual([ANNA, NATT]);
  for (const words of [
    '@{account:}',
    '@{account:x}',
    `@{unit:${ANNA.id}}`,
    `{account:${ANNA.id}}`,
    `@{account:${ANNA.id.toUpperCase()}}`,
    '@Anna Ek',
  ])
    expect(mentionsIn(words)).toEqual([]);
});

test('a body is words and names, whole', () => {
  expect(bodyParts(BODY, KNOWN)).toEqual([
    { words: 'Hej ' },
    { token: mentionToken(ANNA), label: 'Anna Ek' },
    { words: ', fråga ' },
    { token: mentionToken(NATT), label: 'Natt' },
    { words: ' och ' },
    { token: mentionToken(ANNA), label: 'Anna Ek' },
    { words: '!' },
  ]);
  expect(bodyInWords(BODY, KNOWN.slice(1), 'någon')).toBe('Hej @någon, fråga @Natt och @någon!');
  expect(bodyParts('Bara ord', KNOWN)).toEqual([{ words: 'Bara ord' }]);
});

test('what may not stand becomes plain words', () => {
  expect(withoutMentions(BODY, ({ of }) => of === 'group', '@någon')).toBe(
    `Hej @någon, fråga ${mentionToken(NATT)} och @någon!`,
  );
});

test('names that were chosen become tokens, and come back the same', () => {
  const words = bodyInWords(BODY, KNOWN, 'någon');
  expect(words).toBe('Hej @Anna Ek, fråga @Natt och @Anna Ek!');
  expect(bodyWithTokens(words, KNOWN)).toBe(BODY);
});

test('a short name takes nothing of a longer one', () => {
  const short = { token: mentionToken({ of: 'group', id: ANNA.id }), label: 'Anna' };
  expect(bodyWithTokens('@Anna Ek @Anna @Annas @Natt(1)', [short, ...KNOWN])).toBe(
    `${mentionToken(ANNA)} ${short.token} @Annas ${mentionToken(NATT)}(1)`,
  );
  expect(bodyWithTokens('pris $& @A.B', [{ token: mentionToken(NATT), label: 'A.B' }])).toBe(
    `pris $& ${mentionToken(NATT)}`,
  );
});

test('a body that is edited comes back the same, with those of one name and those whom nobody knows', () => {
  const third = mentionToken({ of: 'account', id: '8a1f3a9e-0000-4000-8000-000000000003' });
  const fourth = mentionToken({ of: 'account', id: '8a1f3a9e-0000-4000-8000-000000000004' });
  const body = `${BODY} ${third} ${fourth}`;
  const known = [...KNOWN, { token: third, label: 'Anna Ek' }];
  const { text, names } = bodyToEdit(body, known, 'någon');
  expect(text).toBe('Hej @Anna Ek, fråga @Natt och @Anna Ek! @Anna Ek 2 @någon');
  expect(bodyWithTokens(text, names)).toBe(body);
});
