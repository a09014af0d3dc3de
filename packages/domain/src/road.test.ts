import { expect, test } from 'vitest';
import { ROAD_ACTS, roadActSchema } from './road.ts';

const SECTION = '8a1f3a9e-0000-4000-8000-000000000001';

test('the list of acts is that of the schema', () => {
  const named = roadActSchema.options.map((option) => option.shape.act.value);
  expect([...ROAD_ACTS].sort()).toEqual([...named].sort());
});

test('a reason has words, may have lines, and nothing that the database cannot keep', () => {
  const reads = (reason: string) =>
    roadActSchema.safeParse({ act: 'reopen', sectionId: SECTION, reason }).success;
  expect(reads('Säg mer.\nOm dimman.')).toBe(true);
  expect(reads(' \n ')).toBe(false);
  expect(reads('Säg\0mer.')).toBe(false);
  expect(reads('x'.repeat(2_001))).toBe(false);
});

test('a dnr is one line, or nothing yet', () => {
  const read = (registryNumber: string) =>
    roadActSchema.safeParse({ act: 'set-registry-number', registryNumber });
  expect(read(' LV 2026/3 ').data).toMatchObject({ registryNumber: 'LV 2026/3' });
  expect(read('').success).toBe(true);
  expect(read('LV\n2026').success).toBe(false);
  expect(read('LV\0').success).toBe(false);
});

test('what is approved is named whole', () => {
  const reads = (fingerprint: string) =>
    roadActSchema.safeParse({ act: 'approve', sectionId: SECTION, fingerprint }).success;
  expect(reads('0f'.repeat(32))).toBe(true);
  expect(reads('0f'.repeat(4))).toBe(false);
  expect(reads('0F'.repeat(32))).toBe(false);
});
