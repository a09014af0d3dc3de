import { count, formatNumber, list, sentence } from './format.ts';

type Understood = {
  lines: number;
  sections: number;
  unitGoals: number;
  indicators: number;
  activities: number;
  uncertain: number;
  notUnderstood: number;
};

/** "14 avsnitt, nio enhetsmål och elva indikatorer", leaving out what is not there. */
const parts = (u: Understood) =>
  [
    count(u.sections, 'avsnitt', 'avsnitt', 'ett'),
    u.unitGoals > 0 ? count(u.unitGoals, 'enhetsmål', 'enhetsmål', 'ett') : '',
    u.indicators > 0 ? count(u.indicators, 'indikator', 'indikatorer') : '',
    u.activities > 0 ? count(u.activities, 'aktivitet', 'aktiviteter') : '',
  ].filter((part) => part !== '');

const doubts = (u: Understood) => {
  const uncertain =
    u.uncertain > 0 ? `${count(u.uncertain, 'ställe är osäkert', 'ställen är osäkra', 'ett')}` : '';
  const lost =
    u.notUnderstood > 0 ? `${count(u.notUnderstood, 'ställe', 'ställen', 'ett')} förstod vi inte` : '';
  if (uncertain === '' && lost === '') return 'Inget ställe är osäkert.';
  return `${sentence(list([uncertain, lost].filter((part) => part !== '')))}.`;
};

export const importPage = {
  title: 'Läs in en rapport',
  say: 'Klistra in en rapport, så visar vi hur vi förstår den.',
  intro:
    'Kopiera hela texten ur Word, PDF eller planeringssystemet. Du ser rad för rad vad vi gör av den, och inget skapas förrän du säger till.',
  paste: 'Rapportens text',
  pasteHint: 'Allt på en gång, även tabeller, sidhuvuden och sidfötter.',
  file: 'Eller välj en textfil',
  fileHint: 'En fil med ren text eller Markdown, högst 5 MB. Har du både text och fil går filen först.',
  read: 'Läs texten',
  reading: 'Läser …',
  creating: 'Skapar utkastet …',
  cancel: 'Avbryt',
  again: 'Ändra texten',
  understood: (u: Understood) =>
    `Vi läste ${formatNumber(u.lines)} ${u.lines === 1 ? 'rad' : 'rader'} och förstod dem som ${list(parts(u))}.`,
  doubts,
  map: {
    label: (lines: number, uncertain: string, lost: string) =>
      [
        `Textens ${formatNumber(lines)} rader.`,
        uncertain === '' ? '' : `Osäkra ställen på rad ${uncertain}.`,
        lost === '' ? '' : `Ej förstått på rad ${lost}.`,
      ]
        .filter((part) => part !== '')
        .join(' '),
    lines: (lines: number) => `Rad 1–${formatNumber(lines)}`,
    uncertain: (n: number) => `${n} ${n === 1 ? 'osäkert' : 'osäkra'}`,
    notUnderstood: (n: number) => `${n} ej ${n === 1 ? 'förstått' : 'förstådda'}`,
    first: 'Till det första',
    create: 'Till att skapa utkastet',
    next: 'Nästa',
  },
  source: 'Så står det i texten',
  got: 'Så förstod vi det',
  moreLines: (n: number) => `… och ${count(n, 'rad', 'rader')} till`,
  lineNumber: (n: number) => `Rad ${n}`,
  as: {
    section: 'Avsnitt',
    goalsSection: 'Avsnitt med mål',
    direction: 'Kommunfullmäktiges inriktningsmål',
    area: 'Kommunfullmäktiges mål för verksamhetsområdet',
    board: 'Nämndmål, ärvd text',
    unit: 'Enhetsmål',
    text: 'Text',
    inheritedText: 'Ärvd text',
    paragraphs: (n: number) => count(n, 'stycke', 'stycken', 'ett'),
    indicator: 'Indikator',
    activity: 'Aktivitet',
    table: (name: string, rows: number) => `${name}, ${count(rows, 'rad', 'rader')}`,
    header: 'Uppgifter i sidhuvudet',
    contents: 'Innehållsförteckning',
    furniture: 'Sidhuvud eller sidfot. Tas inte med i rapporten.',
    noTitle: 'utan rubrik',
  },
  uncertain: 'Se efter att det blev rätt',
  notUnderstood: 'Det här förstod vi inte',
  kept: 'Raden sparas ordagrant med rapporten.',
  quiet: (from: number, to: number) => `Rad ${from}–${to}, inget att se över`,
  create: {
    heading: 'Skapa utkastet',
    kind: 'Sort',
    choose: 'Välj …',
    year: 'År',
    unit: 'Enhet',
    otherUnit: (unit: string) => `I texten står ${unit}.`,
    submit: 'Skapa utkast',
    after: 'Rapporten blir ett utkast. Kollegorna ser det när det öppnas för kommentarer.',
    doubtsAfter:
      'Löpande text kan ni rätta i utkastet. Blev något annat fel: rätta i texten här och läs den igen.',
  },
  errors: {
    empty: 'Där fanns ingen text. Klistra in rapporten eller välj en fil.',
    binary:
      'Filen är inte ren text. Öppna den i Word eller en PDF-läsare, kopiera allt och klistra in det här.',
    'too-large': 'Texten är större än 5 MB. Klistra in en rapport i taget.',
    year: 'Skriv året med fyra siffror, till exempel 2026.',
    kind: 'Välj vilken sorts rapport det är.',
    unit: 'Välj vilken enhet rapporten gäller.',
    forbidden: 'Du kan inte skapa rapporter i den enheten. Välj en enhet som du är chef för.',
    exists: 'Enheten har redan den rapporten.',
    existsLink: 'Öppna den',
    existsElse: 'Är det en annan rapport? Ändra sort eller år och försök igen.',
    fields: 'Något saknas här nedanför.',
  },
  notAllowed: {
    say: 'Rapporter läses in av enhetens chef.',
    text: 'Be din chef läsa in den. Sedan kan alla i enheten läsa och ta del.',
  },
};
