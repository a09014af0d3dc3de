import type { Cell, Content, Interchange } from '@delaktig/domain';

/** A small report with a thing of each kind, made up. */
export function madeUpReport(): Interchange {
  return {
    schema: 'delaktig.report/1',
    kind: 'VB',
    year: 2025,
    title: 'Verksamhetsberättelse 2025',
    unit: 'Fyrskeppet',
    header: {
      officer: 'Runa Fyr',
      phone: '',
      addressee: null,
      registryNumber: 'LV 2025/17',
      date: '2026-01-20',
      administration: 'Lotsverket',
      organisation: 'Skärhamra',
      documentKind: null,
      email: null,
      web: null,
      decisions: [],
    },
    contents: [{ title: 'Sammanfattning', page: 2, goalNumber: null }],
    appendices: ['Båtarnas tider'],
    sections: [
      heading('s1', 'Sammanfattning', null, paragraphs('Året var blåsigt.', 'Ingen båt låg kvar.')),
      { ...heading('s2', 'Uppföljning av mål', null, []), contains: 'goals' },
      heading('s3', 'Uppföljning av ekonomi', null, []),
      heading('s4', 'Övrigt', 's3', paragraphs('Bränslet blev dyrare.'), 2),
      heading('s5', 'Övrigt', null, []),
    ],
    goals: [
      goal('g1', 'direction', null, { number: '1', title: 'En hamn för alla' }),
      {
        ...goal('g2', 'board', 'g1', { title: 'Båtar går i tid' }),
        status: { value: 'none', raw: 'Ingen' },
        fields: { description: paragraphs('Nämnden vill att båtarna går i tid.') },
        activities: [
          {
            name: 'Byta lanternor',
            start: '2025-02-01',
            end: '2025-05-31',
            deviation: '',
            mark: null,
            state: null,
            responsible: null,
            analysis: paragraphs('Fyra av fem är bytta.'),
          },
        ],
      },
      {
        ...goal('g3', 'unit', 'g2', { title: 'Avgång inom fem minuter' }),
        status: { value: 'partly', raw: 'Uppfylls delvis' },
        fields: {
          expectedResult: paragraphs('Nio av tio avgångar är i tid.'),
          analysis: paragraphs('Åtta av tio var i tid.'),
        },
        indicators: [
          {
            name: 'Avgångar i tid',
            organisation: null,
            columns: [
              { key: 'name', label: 'Indikator' },
              { key: 'outcome', label: 'Utfall' },
            ],
            outcome: number('82 %', 82, '%'),
            outcomeMen: null,
            outcomeWomen: null,
            previous: null,
            forecast: null,
            target: number('90 %', 90, '%'),
            cityTarget: null,
            period: null,
            extra: [{ label: 'Mätt av', cell: { raw: 'lotsen', kind: 'text', value: null, unit: null } }],
            unplaced: [],
            analysis: paragraphs('Dimman i mars syns här.'),
          },
        ],
      },
      {
        ...goal('g4', 'unit', 'g2', { title: 'Se enhetens första mål.' }),
        reference: { raw: 'Se enhetens första mål.', goal: 'g3' },
      },
    ],
    tables: [
      {
        kind: 'income-statement',
        section: 's3',
        columns: ['Utfall', 'Budget'],
        rows: [
          {
            kind: 'row',
            label: 'Bränsle',
            group: null,
            cells: [number('2 101', 2101, null), number('1 900', 1900, null)],
            note: null,
          },
        ],
      },
    ],
    furniture: [],
    remarks: [],
  };
}

export function paragraphs(...texts: string[]): Content {
  return texts.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }));
}

function heading(id: string, title: string, parent: string | null, content: Content, level = 1) {
  return { id, title, level, parent, contains: 'content' as const, content };
}

function goal(
  id: string,
  level: Interchange['goals'][number]['level'],
  parent: string | null,
  { number = null, title }: { number?: string | null; title: string },
): Interchange['goals'][number] {
  return {
    id,
    level,
    number,
    title,
    parent,
    status: null,
    reference: null,
    content: [],
    fields: {},
    indicators: [],
    activities: [],
  };
}

function number(raw: string, value: number, unit: string | null): Cell {
  return { raw, kind: 'number', value, unit };
}
