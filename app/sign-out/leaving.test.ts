import { expect, test } from 'vitest';
import { byPlace } from './leaving.ts';

/** What one tab wrote in a section. */
const unsent = (reportId: string, sectionName: string, count: number) => ({
  reportId,
  reportName: `Rapport ${reportId}`,
  sectionName,
  count,
  update: new Uint8Array([count]),
});

test('what several tabs left in one section is told as one, with all its parts and how much of it is sent by itself', () => {
  const places = byPlace([
    unsent('a', 'Analys', 2),
    unsent('b', 'Analys', 4),
    { ...unsent('a', 'Analys', 3), isAside: true },
  ]);
  expect(places).toMatchObject([
    { reportName: 'Rapport a', sectionName: 'Analys', count: 5, waiting: 2, parts: [{ 0: 2 }, { 0: 3 }] },
    { reportName: 'Rapport b', sectionName: 'Analys', count: 4, parts: [{ 0: 4 }] },
  ]);
});
