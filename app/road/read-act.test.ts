import { expect, test } from 'vitest';
import { readAct } from './read-act.ts';

const SECTION = '8a1f3a9e-0000-4000-8000-000000000001';
const OTHER = '8a1f3a9e-0000-4000-8000-000000000002';

function form(...fields: [string, string][]): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
}

test('a mark is read with what it passes over', () => {
  const marked = form(['act', 'mark-ready'], ['sectionId', SECTION]);
  expect(readAct(marked)).toEqual({ act: 'mark-ready', sectionId: SECTION, despite: false });
  marked.append('despite', 'true');
  expect(readAct(marked)).toEqual({ act: 'mark-ready', sectionId: SECTION, despite: true });
});

test('boxes that are ticked come as a list, and none as an empty one', () => {
  const opened = form(
    ['act', 'set-mode'],
    ['sectionIds', SECTION],
    ['sectionIds', OTHER],
    ['mode', 'closed'],
  );
  expect(readAct(opened)).toEqual({
    act: 'set-mode',
    sectionIds: [SECTION, OTHER],
    mode: 'closed',
    workGroupIds: [],
    controllers: false,
  });
  const given = form(['act', 'give-section'], ['sectionIds', SECTION]);
  expect(readAct(given)).toEqual({ act: 'give-section', sectionIds: [SECTION], deputyIds: [] });
});

test('no judgement at all is a choice too', () => {
  const status = form(['act', 'set-status'], ['goalId', SECTION], ['status', '']);
  expect(readAct(status)).toEqual({ act: 'set-status', goalId: SECTION, status: null });
});

test.each([
  ['no act', form(['sectionId', SECTION])],
  ['an act that is none', form(['act', 'burn'], ['sectionId', SECTION])],
  ['a reason of blanks', form(['act', 'reopen'], ['sectionId', SECTION], ['reason', '  '])],
  ['a day that is none', form(['act', 'open-report'], ['lastCommentDay', '2027-02-30'])],
  ['no section', form(['act', 'set-mode'], ['mode', 'comment'])],
  ['half a fingerprint', form(['act', 'approve'], ['sectionId', SECTION], ['fingerprint', 'abcd1234'])],
  ['a file', form(['act', 'mark-ready'])],
])('%s is refused', (_, given) => {
  expect(readAct(given)).toBeNull();
});
