import { describe, expect, it } from 'vitest';
import { htmlTables } from './htmltable.ts';
import { accountLines, readReport } from './index.ts';

const GOALS =
  '## Uppföljning av Kommunfullmäktiges inriktningsmål\n\n### **KF:s inriktningsmål:** 1. Ett mål\n\n# KF:s mål för verksamhetsområdet: 1.9 Ett mål till\n\n';

describe('tables that converters leave as HTML', () => {
  const text = `# Verksamhetsberättelse VB 2021 för Granen\n\n${GOALS}<table>
<thead>
<tr>
<th>Indikator</th><th>Periodens<br>utfall</th>
<th>Årsmål</th><th>Period</th>
</tr>
</thead>
<tr><td>Antal besök</td><td>4 700 st</td><td></td><td>VB 2021</td></tr><tr><td colspan="4">Analys Flest kom i maj.</td></tr>
</table>

Nämndmål: Besökarna trivs
`;

  it('are rows, over lines or several on one', () => {
    const report = readReport(text, { lines: true });
    const [row] = report.goals[1]?.indicators ?? [];
    expect(row).toMatchObject({
      name: 'Antal besök',
      outcome: { raw: '4 700 st', value: 4700 },
      target: { kind: 'blank' },
      period: { raw: 'VB 2021' },
      lines: [16, 16],
    });
    expect(row?.analysis).toHaveLength(1);
    expect(accountLines(text, report)).toEqual([]);
    expect(report.remarks).toEqual([]);
  });

  it('leave blank cells where a cell spans columns or rows', () => {
    const { rows } = htmlTables([
      '<tr><td rowspan="2">Grupp</td><td>a</td></tr>',
      '<tr><td>b</td></tr>',
      '<tr><td colspan="2">c</td></tr>',
    ]);
    expect([...rows.values()].flat().map((row) => row.cells)).toEqual([
      ['Grupp', 'a'],
      ['', 'b'],
      ['c', ''],
    ]);
  });

  it('keep what stands beside them, and are none without a row', () => {
    const { rest, rows } = htmlTables(['Före <table><tr><td>1</td></tr></table> efter', 'a < b och <td']);
    expect(rest.get(0)).toBe('Före efter');
    expect(rows.size).toBe(1);
  });
});

describe('what converters add', () => {
  it.each([
    '{3}------------------------',
    '-- 3 of 16 --',
    '=== Page 3 ===',
    '[Sida 3]',
    '<!-- PageBreak -->',
  ])('%s is a page mark', (mark) => {
    const report = readReport(
      `# Verksamhetsberättelse VB 2021 för Granen\n\n## Sammanfattande analys\n\nVi har haft ett bra år med många besök och\n\n${mark}\n\nmånga samtal.\n`,
    );
    expect(report.furniture).toEqual([mark]);
    expect(report.sections[0]?.content).toHaveLength(1);
  });

  it('a cell that spans a table and is said in every column is said once', () => {
    const report = readReport(
      `${GOALS}| Indikator | Periodens utfall | Årsmål | Period |\n|---|---|---|---|\n| Antal besök | 4 | 5 | 2021 |\n| Analys Flest kom i maj. | Analys Flest kom i maj. | Analys Flest kom i maj. | Analys Flest kom i maj. |\n`,
    );
    expect(report.goals[1]?.indicators).toHaveLength(1);
    expect(report.goals[1]?.indicators[0]?.analysis).toHaveLength(1);
  });
});

describe('contents and page headers', () => {
  const LEADERS = ['Sammanfattande analys. . . . . . . . . .3', 'Uppföljning av ekonomi . . 14', 'Övrigt…15'];

  it('have pages after leaders of any kind', () => {
    const report = readReport(
      `Verksamhetsberättelse 2021\nGranen\n\nInnehållsförteckning\n${LEADERS.join('\n')}\n\nSammanfattande analys\n\nText.\n`,
    );
    expect(report.contents.map((entry) => [entry.title, entry.page])).toEqual([
      ['Sammanfattande analys', 3],
      ['Uppföljning av ekonomi', 14],
      ['Övrigt', 15],
    ]);
  });

  it('knows a running title with the page’s number, on the cover too', () => {
    const page = (n: number, text: string): string =>
      `Verksamhetsberättelse 2021                         ${n}\n\n${text}\n\n`;
    const report = readReport(
      page(1, 'Handläggare\nMaj Vinter\n\nVerksamhetsberättelse 2021\nEnheten Granen') +
        page(2, 'Sammanfattande analys\n\nÅret var bra för alla som kom till oss, och') +
        page(3, 'fler kom än förut.') +
        page(4, 'Uppföljning av ekonomi\n\nI balans.'),
    );
    expect([report.title, report.unit, report.furniture.length]).toEqual([
      'Verksamhetsberättelse 2021',
      'Enheten Granen',
      4,
    ]);
    expect(report.sections.map((section) => section.content.length)).toEqual([1, 1]);
  });

  it('cuts the header and the footer off pages that are one line', () => {
    const things = ['snickeriet', 'trädgården', 'köket', 'ateljén'];
    const pages = things.map(
      (thing, i) =>
        `${i === 0 ? 'Sammanfattande analys ' : ''}${`Besökarna i ${thing} har bestämt vad veckan i ${thing} ska rymma. `.repeat(9)}Sid ${i + 1} av 4 start.stockholm`,
    );
    const report = readReport(`Verksamhetsberättelse VB 2021 för Granen\n${pages.join('\n')}\n`, {
      lines: true,
    });
    expect(JSON.stringify(report.sections)).not.toMatch(/av 4|start\.stockholm/);
    expect(report.furniture).toContain('Sid 2 av 4 start.stockholm');
    expect(report.remarks.some((remark) => remark.reason.startsWith('Varje sida är en enda rad'))).toBe(true);
  });
});

describe('a running title', () => {
  it('is known by its other pages where a table came between it and its number', () => {
    const title = 'Verksamhetsberättelse VB 2021 för Granen';
    const page = (n: number, text: string): string => `${title}\n\n${n}\n\n${text}\n\n`;
    const report = readReport(
      `Handläggare\nMaj Vinter\n\nVerksamhetsberättelse VB 2021 för\nGranen\n\n` +
        page(2, 'Sammanfattande analys\n\nÅret var bra.') +
        page(3, 'Fler kom än förut.') +
        page(4, 'Köket är klart.') +
        `${title}\n\nVi har börjat baka igen och besökarna säljer brödet i kaféet varje fredag.\n\nDet gav åtta tusen kronor.\n\nDe gick till resan.\n\nResan gick till havet.\n\n5\n`,
    );
    expect(report.furniture.filter((text) => text === title)).toHaveLength(4);
    expect(JSON.stringify(report.sections)).not.toContain('Verksamhetsberättelse VB');
  });
});
