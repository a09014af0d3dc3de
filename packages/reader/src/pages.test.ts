import { plainText } from '@delaktig/domain';
import { describe, expect, it } from 'vitest';
import { readReport } from './index.ts';

const FOOTER = 'Enheten för kultur\n08-508 00 000\nstart.stockholm\n\f';

describe('pages of a text layer', () => {
  const report = readReport(
    `Handläggare\nNils Öberg\nTelefon: 08-508 00 000\nVerksamhetsberättelse 2022\nEnheten för kultur\n\f
Innehållsförteckning\nSammanfattande analys\n3\nKF:s inriktningsmål: 1. Ett mål som är så långt att det går över på nästa\nrad\n4
Uppföljning av ekonomi\n9\n${FOOTER}Sammanfattande analys\n
Text om året som gick och allt som hände under våren i alla våra lokaler i hela
${FOOTER}staden och i Norrdal. Det var ett bra år för alla som kom till oss och för de
som arbetar här, på dagen och på kvällen.

KF:s inriktningsmål: 1. Ett mål som är så långt att det går över på nästa\nrad\n\n\uf0d8\nInga data\n
Enhetsmål: Vi spelar teater för barn och unga i hela området och bjuder in alla som
\n${FOOTER}vill se\n\uf06c\nUppfylls helt\nAnalys\nVi spelade "Räven" fyrtio gånger.\n${FOOTER}Uppföljning av ekonomi\nI balans.\n`,
  );

  it('have footers that are no text, and fill the header', () => {
    expect(report.furniture).toHaveLength(12);
    expect(report.unit).toBe('Enheten för kultur');
    expect(report.header).toMatchObject({
      officer: 'Nils Öberg',
      phone: '08-508 00 000',
      web: 'start.stockholm',
    });
  });

  it('have contents with the pages on lines of their own', () => {
    expect(report.contents.map((entry) => [entry.title.slice(0, 9), entry.page, entry.goalNumber])).toEqual([
      ['Sammanfat', 3, null],
      ['Ett mål s', 4, '1'],
      ['Uppföljni', 9, null],
    ]);
  });

  it('split a paragraph and a title, which are joined and remarked', () => {
    expect(plainText(report.sections[0]?.content ?? [])).toMatch(/i hela staden och .* för de som arbetar/);
    expect(report.goals[1]?.title).toMatch(/alla som vill se$/);
    expect(report.remarks.map((remark) => remark.reason.split(':')[0])).toEqual(['joined', 'joined']);
  });

  it('keep a status sign on its own line with its status', () => {
    expect(report.goals.map((goal) => goal.status?.raw)).toEqual([
      '\uf0d8 Inga data',
      '\uf06c Uppfylls helt',
    ]);
    expect(report.goals.every((goal) => goal.content.length === 0)).toBe(true);
  });
});

describe('words broken at a line end', () => {
  const analysis = (lines: string): string => {
    const long =
      'En rad som är lika lång som alla andra rader i texten och som går vidare\noch fortsätter här.\n\n';
    const text = `Enhetsmål:\n\nTitel\n\nAnalys\n\n${long.repeat(5)}${lines}\n`;
    return plainText(readReport(text).goals[0]?.fields.analysis?.slice(-1) ?? []);
  };

  it.each([
    ['ett arbete för alla som behöver det i hela vår kvalitets-\noch utvecklingsgrupp', 'kvalitets- och'],
    ['ett arbete för alla som behöver det och har behov av ny IT-\nutrustning', 'IT-utrustning'],
    ['ett arbete för alla som behöver det och som har varit an\u00ad\nställda', 'anställda'],
    ['Alla anställda har fått det. Det gäller alla som har varit an-\nställda', 'anställda'],
    ['De som behöver ett arbete kan välja mellan arbete och/\neller studier', 'och/eller'],
  ])('%s', (lines, expected) => expect(analysis(lines)).toContain(expected));
});

describe('traps', () => {
  it('labels in capitals, without colons or blank lines', () => {
    const report = readReport(
      'TERTIALRAPPORT 2 2024\nSAMMANFATTANDE ANALYS\nVi arbetar.\nKF:S INRIKTNINGSMÅL 1: Ett mål\nKF:S MÅL FÖR VERKSAMHETSOMRÅDET 1.3\nEtt annat\nNÄMNDMÅL\nAlla sover\nENHETSMÅL\nVi väcker ingen\nUPPFYLLS DELVIS\nANALYS\nTyst.\nÖvrigt\nInget mer finns att säga om saken än det som redan har sagts här.\n',
    );
    expect(report).toMatchObject({ kind: 'T2', year: 2024 });
    expect(report.goals.map((goal) => [goal.level, goal.number, goal.title])).toEqual([
      ['direction', '1', 'Ett mål'],
      ['area', '1.3', 'Ett annat'],
      ['board', null, 'Alla sover'],
      ['unit', null, 'Vi väcker ingen'],
    ]);
    expect(report.goals[3]?.status).toEqual({ value: 'partly', raw: 'UPPFYLLS DELVIS' });
    expect(report.goals[3]?.fields.analysis?.map((node) => node.type)).toEqual([
      'paragraph',
      'heading',
      'paragraph',
    ]);
  });

  it('a goal without a title and a reference to nothing are said', () => {
    const report = readReport('Nämndmål:\n\nEnhetsmål:\n\nSe mål 9.9.\n');
    expect(report.goals.map((goal) => goal.title)).toEqual([null, 'Se mål 9.9.']);
    expect(report.goals[1]?.reference).toEqual({ raw: 'Se mål 9.9.', goal: null });
    expect(report.remarks.map((remark) => [remark.target, remark.lines[0]])).toEqual([
      ['g1', 1],
      ['g2', 3],
    ]);
  });

  it('a list of short lines is no row of headings', () => {
    const report = readReport(
      'Övrigt\n\nSystematiskt kvalitetsarbete\n\nMöten hölls så här:\n\nPersonal\nBemanning\nDelaktighet\nArbetsmiljö\n',
    );
    expect(report.sections.map((section) => section.title)).toEqual([
      'Övrigt',
      'Systematiskt kvalitetsarbete',
    ]);
  });
});
