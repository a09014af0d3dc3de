import { expect, test } from 'vitest';
import type { Content } from './content.ts';
import type { SectionParts } from './section-version.ts';
import { proseOfVersion, sectionVersion, sectionVersionSchema, withoutComments } from './section-version.ts';

const PLACE = { kind: 'VB', year: 2026, unit: 'Fyrskeppet' } as const;
const text = (words: string): Content => [{ type: 'paragraph', content: [{ type: 'text', text: words }] }];

function parts(ids: { section: string; activity: string }): SectionParts {
  return {
    id: ids.section,
    title: 'Båtar går i tid',
    level: 'board',
    number: null,
    reference: null,
    status: null,
    inherited: { content: [], fields: { description: text('Nämnden vill.') } },
    fields: [
      { name: 'analysis', kind: 'analysis', content: [] },
      { name: `activity:${ids.activity}`, kind: 'activity', content: text('Fyra av fem.') },
    ],
    indicators: [],
    activities: [
      {
        id: ids.activity,
        field: `activity:${ids.activity}`,
        name: 'Byta lanternor',
        start: '2026-02-01',
        end: '',
        deviation: null,
        mark: null,
        state: null,
        responsible: null,
      },
    ],
    tables: [
      {
        kind: 'other',
        columns: ['A'],
        rows: [{ kind: 'row', label: 'x', group: null, cells: [], note: null, lines: [3, 4] }],
        lines: [2, 4],
      },
    ],
  };
}

test('holds no id of a row but the own, and nothing of where it was read', () => {
  const version = sectionVersion(PLACE, parts({ section: 's', activity: 'one' }));
  expect(version).toEqual(sectionVersion(PLACE, parts({ section: 's', activity: 'another' })));
  expect(version.prose).toEqual({ 'activity:1': text('Fyra av fem.') });
  expect(version.facts.tables).toEqual([
    {
      kind: 'other',
      columns: ['A'],
      rows: [{ kind: 'row', label: 'x', group: null, cells: [], note: null }],
    },
  ]);
  expect(sectionVersionSchema.parse(JSON.parse(JSON.stringify(version)))).toEqual(version);
});

test('its prose comes back under the names of today', () => {
  const version = sectionVersion(PLACE, parts({ section: 's', activity: 'old' }));
  const prose = proseOfVersion(version, parts({ section: 's', activity: 'new' }));
  expect(prose).toEqual({ 'activity:new': text('Fyra av fem.') });
});

test('comments are taken away without a trace', () => {
  const bold = { type: 'bold' };
  const comment = { type: 'comment', attrs: { thread: 't' } };
  const marked: Content = [
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Åtta ' },
        { type: 'text', text: 'av', marks: [comment] },
        { type: 'text', text: ' tio' },
        { type: 'text', text: ' var', marks: [bold, comment] },
        { type: 'text', text: ' i tid', marks: [bold] },
      ],
    },
  ];
  expect(withoutComments(marked)).toEqual([
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Åtta av tio' },
        { type: 'text', text: ' var i tid', marks: [bold] },
      ],
    },
  ]);
});
