import { expect, test } from 'vitest';
import { readThreadAct } from './read-act.ts';

const ID = '0191d2f0-0000-7000-8000-000000000001';

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

test('a comment with its anchor', () => {
  const anchor = { of: 'indicator', id: ID };
  const given = { act: 'comment', sectionId: ID, anchor: JSON.stringify(anchor), body: ' Stämmer det? ' };
  expect(readThreadAct(form({ ...given, nameless: 'false' }))).toEqual({
    act: 'comment',
    sectionId: ID,
    anchor,
    body: 'Stämmer det?',
    nameless: false,
  });
  expect(readThreadAct(form({ ...given, nameless: 'true' }))).toMatchObject({ nameless: true });
  expect(readThreadAct(form(given))).toBeNull();
});

test('a suggestion in one line, and what is to be taken as it was seen', () => {
  const anchor = { of: 'words', field: 'content', quote: 'blåsigt', prefix: 'Året var ', suffix: '.' };
  const markedAt = { at: 9, from: 'AQE=' };
  const given = {
    act: 'suggest',
    sectionId: ID,
    anchor: JSON.stringify(anchor),
    proposed: 'stormigt\r\nfrån mars',
    body: '',
    markedAt: JSON.stringify(markedAt),
  };
  const suggested = {
    act: 'suggest',
    sectionId: ID,
    anchor,
    proposed: 'stormigt från mars',
    body: '',
    markedAt,
  };
  expect(readThreadAct(form(given))).toEqual(suggested);
  expect(readThreadAct(form({ ...given, markedAt: '{' }))).toEqual({ ...suggested, markedAt: undefined });
  expect(readThreadAct(form({ ...given, markedAt: '{"at":-1}' }))).toBeNull();
  expect(readThreadAct(form({ ...given, proposed: 'x'.repeat(2_001) }))).toBeNull();
  // A name takes more room as it is sent than as it is read.
  expect(readThreadAct(form({ ...given, body: 'x'.repeat(5_000) }))).not.toBeNull();
  expect(readThreadAct(form({ ...given, body: 'x'.repeat(5_001) }))).toBeNull();
  const taken = { act: 'take-suggestion', threadId: ID, words: '', seen: ' blåsigt', body: 'Bort.' };
  expect(readThreadAct(form(taken))).toEqual(taken);
  expect(readThreadAct(form({ ...taken, body: ' ' }))).toBeNull();
  expect(readThreadAct(form({ act: 'undo-suggestion', threadId: ID }))).toEqual({
    act: 'undo-suggestion',
    threadId: ID,
  });
});

test('an answer that is taken back, and a line that is left out', () => {
  expect(readThreadAct(form({ act: 'quick-answer', sectionId: ID, answer: '' }))).toEqual({
    act: 'quick-answer',
    sectionId: ID,
    answer: null,
  });
});

test('what is not filled in, or is no anchor, is refused', () => {
  const given = { act: 'comment', sectionId: ID, anchor: '{"of":"section"}', body: 'x', nameless: 'false' };
  expect(readThreadAct(form(given))).not.toBeNull();
  expect(readThreadAct(form({ ...given, body: '  ' }))).toBeNull();
  expect(readThreadAct(form({ ...given, anchor: '{' }))).toBeNull();
  expect(readThreadAct(form({ ...given, anchor: '{"of":"page"}' }))).toBeNull();
  expect(readThreadAct(form({ act: 'close-thread', threadId: ID, body: 'Ja' }))).toBeNull();
});

test('a dissent to the letter, but for line ends; blank words and NUL are none', () => {
  const written = '  Vi delar inte bilden.\n\n\tSe ”bilaga 3”.\n';
  const read = (body: string) => readThreadAct(form({ act: 'state-dissent', sectionId: ID, body }));
  expect(read(written.replaceAll('\n', '\r\n'))).toEqual({
    act: 'state-dissent',
    sectionId: ID,
    body: written,
  });
  for (const body of ['', ' \r\n\t', 'Nej\0.', 'å'.repeat(4_001)]) expect(read(body)).toBeNull();
  expect(read('å'.repeat(4_000))).not.toBeNull();
});

test('words with a NUL, which no database keeps, are refused', () => {
  const given = {
    act: 'comment',
    sectionId: ID,
    anchor: '{"of":"section"}',
    body: 'x\0y',
    nameless: 'false',
  };
  expect(readThreadAct(form(given))).toBeNull();
  expect(readThreadAct(form({ act: 'quick-answer', sectionId: ID, answer: 'true', line: '\0' }))).toBeNull();
});
