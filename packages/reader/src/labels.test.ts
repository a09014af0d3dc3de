import { describe, expect, it } from 'vitest';
import { fieldLabel, goalLabel, splitStatus, statusOf } from './labels.ts';
import { BOLD } from './text.ts';

describe('goalLabel', () => {
  it.each([
    ['KF:s inriktningsmål:', 'direction', null, ''],
    ['KF:s INRIKTNINGSMÅL 1:', 'direction', '1', ''],
    ['Kommunfullmäktiges inriktningsmål 2', 'direction', '2', ''],
    ['KF:s mål för verksamhetsområdet 1.4', 'area', '1.4', ''],
    ['KF:s mål för verksamhetsområdet: 1.4. Ett mål', 'area', '1.4', 'Ett mål'],
    ['NÄMNDMÅL', 'board', null, ''],
    ['Nämndmål Invånarna bor tryggt', 'board', null, 'Invånarna bor tryggt'],
    [`${BOLD}Enhetsmål:${BOLD} Vi hinner i tid`, 'unit', null, 'Vi hinner i tid'],
    ['Na\u0308mndma\u030al: Titel', 'board', null, 'Titel'],
  ])('%s', (text, level, number, rest) => {
    expect(goalLabel(text.normalize('NFC'))).toMatchObject({ level, number });
    expect(goalLabel(text.normalize('NFC'))?.rest.replaceAll(BOLD, '')).toBe(rest);
  });

  it.each([
    'Nämndmålen följs upp i april.',
    'Enhetsmålet är nytt',
    'Enhetsmål som inte nås flyttas',
    'Inriktningsmålens text',
  ])('is no label: %s', (text) => expect(goalLabel(text)).toBeNull());
});

describe('fieldLabel', () => {
  it('stands alone, has a colon, or is bold', () => {
    expect(fieldLabel('Förväntat resultat')).toEqual({ field: 'expectedResult', rest: '' });
    expect(fieldLabel('ANALYS:')).toEqual({ field: 'analysis', rest: '' });
    expect(fieldLabel('Uppföljning: I maj')).toEqual({ field: 'followUp', rest: 'I maj' });
    expect(fieldLabel(`${BOLD}Analys${BOLD} Det gick bra`)).toEqual({
      field: 'analysis',
      rest: 'Det gick bra',
    });
  });

  it.each([
    'Analys av resultaträkning',
    'Uppföljning av ekonomi',
    'Analysen visar',
    'Beskrivning av verksamheten',
  ])('is no label: %s', (text) => expect(fieldLabel(text)).toBeNull());
});

describe('status', () => {
  it.each([
    ['— Ingen', 'none'],
    ['Inga data', 'no-data'],
    ['● Uppfylls helt', 'fulfilled'],
    ['\uf06c Uppfylls delvis', 'partly'],
    ['Uppfylls ej', 'not-fulfilled'],
    ['Status: Uppfylls inte', 'not-fulfilled'],
  ])('%s keeps its raw form', (text, value) => expect(statusOf(text)).toEqual({ value, raw: text }));

  it('is found at the end of a title by its capital letter', () => {
    expect(splitStatus('Ekonomin är stabil Ingen')).toMatchObject({
      title: 'Ekonomin är stabil',
      status: { raw: 'Ingen' },
    });
    expect(splitStatus('En stad där det saknas ingen').status).toBeNull();
  });
});
