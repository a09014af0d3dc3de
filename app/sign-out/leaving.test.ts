import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { byPlace } from './leaving.ts';

/** What one tab wrote in a section. */
function typed(reportId: string, sectionName: string, words: string) {
  const doc = new Y.Doc();
  doc.getText('words').insert(0, words);
  return {
    reportId,
    reportName: `Rapport ${reportId}`,
    sectionName,
    count: words.length,
    update: Y.encodeStateAsUpdate(doc),
  };
}

test('what several tabs left in one section is told as one, with all its words', () => {
  const places = byPlace([
    typed('a', 'Analys', 'ett'),
    typed('b', 'Analys', 'två'),
    typed('a', 'Analys', 'tre'),
  ]);
  expect(places.map(({ reportName, sectionName, count }) => [reportName, sectionName, count])).toEqual([
    ['Rapport a', 'Analys', 6],
    ['Rapport b', 'Analys', 3],
  ]);
  expect(places.map(({ words }) => [...words].sort().join(''))).toEqual(['eerttt', 'två']);
});
