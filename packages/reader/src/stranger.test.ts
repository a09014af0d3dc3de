import { expect, test } from 'vitest';
import { readReport } from './read.ts';

test('what is no report is given back letter by letter, signs of Markdown too', () => {
  const source = ['#!/bin/sh', '', '# städa | sortera', 'mv **/*.tmp  borta'].join('\n');
  const { goals, sections, remarks } = readReport(source);
  expect([goals, sections]).toEqual([[], []]);
  expect(remarks.every((remark) => remark.severity === 'not-understood')).toBe(true);
  expect(remarks.map((remark) => remark.text).join('\n')).toBe(
    ['#!/bin/sh', '# städa | sortera', 'mv **/*.tmp  borta'].join('\n'),
  );
});
