import { count, formatDate, list, sentence } from './format.ts';

const sections = (n: number) => count(n, 'avsnitt', 'avsnitt', 'ett');

export const report = {
  contents: 'Innehåll',
  closeContents: 'Stäng innehållet',
  find: 'Hitta avsnitt',
  findKey: 'Ctrl K',
  findPlaceholder: 'Skriv ett ord ur rubriken',
  findNone: 'Inget avsnitt heter så. Prova ett kortare ord.',
  done: (ready: number, all: number) => ({
    figure: `${ready} av ${all}`,
    rest: 'avsnitt är klarmarkerade',
  }),
  next: 'Nästa avsnitt',
  last: 'Till början',
  sectionBar: 'Gå i rapporten',
  /** "Öppen för kommentarer till", whose middle is left out where there is little room. */
  openTo: { first: 'Öppen', middle: 'för kommentarer', last: 'till' },
  write: (names: readonly string[]) => `${list(names)} skriver`,
  manyWrite: (n: number) => `${n} skriver`,
  lead: {
    draft: 'Ett utkast. Kollegorna ser det när det öppnas för kommentarer.',
    open: (day: string | null) =>
      day === null
        ? 'Öppen för kommentarer.'
        : `Öppen för kommentarer till ${formatDate(day, 'without-year')}.`,
    closing: 'Stängd för kommentarer. Texten görs klar för inlämning.',
    submitted: 'Inlämnad. Texten kan inte längre ändras.',
    adopted: 'Fastställd. Texten kan inte längre ändras.',
    progress: (ready: number, all: number) =>
      ready === 0 ? `${sentence(sections(all))}.` : `${ready} av ${all} avsnitt är klarmarkerade.`,
    mayWrite: (n: number, all: number) =>
      n < all ? `Du kan skriva i ${sections(n)}.` : `Du kan skriva i ${all > 1 ? 'alla' : 'det'}.`,
  },
  facts: {
    officer: 'Handläggare',
    phone: 'Telefon',
    addressee: 'Till',
    registryNumber: 'Diarienummer',
    date: 'Datum',
    administration: 'Förvaltning',
    organisation: 'Organisation',
    documentKind: 'Handling',
    email: 'E-post',
    web: 'Webbplats',
    decisions: 'Beslut',
  },
  inherited: {
    show: 'Visa hela texten',
    showOf: (field: string) => `Visa ${field.toLocaleLowerCase('sv')}`,
    lockCouncil: 'Ärvd text, lika för hela kommunen. Kommunfullmäktige beslutar om den.',
    lock: (administration: string) =>
      `Ärvd text, lika för alla enheter. ${sentence(administration)} ändrar den.`,
  },
  noStatus: 'Inte bedömt än',
  untitledGoal: 'Enhetsmål utan rubrik',
  refersTo: 'Hänvisar till ett annat mål.',
  toGoal: 'Gå till målet',
  notWritten: 'Inte skrivet än.',
  foot: {
    mayWrite: 'Du kan skriva här.',
    mayWriteToo: 'Du kan skriva här.',
    managerWrites: 'Chefen skriver här. Du kan läsa.',
    read: 'Du kan läsa.',
    closed: 'Avsnittet är stängt. Du kan läsa.',
    ready: 'Texten är stängd för alla tills avsnittet öppnas igen.',
    approved: 'Texten är stängd.',
    handedIn: 'Rapporten är inlämnad. Texten kan inte ändras.',
  },
  field: {
    text: 'Text',
  },
  indicators: {
    caption: 'Indikatorer',
    captionMore: 'Fler indikatorer',
    columns: {
      outcome: 'Utfall',
      outcomeMen: 'Utfall män',
      outcomeWomen: 'Utfall kvinnor',
      previous: 'Föregående utfall',
      forecast: 'Prognos',
      target: 'Årsmål',
      cityTarget: 'Kommunfullmäktiges årsmål',
      period: 'Period',
    },
    name: 'Indikator',
    organisation: 'Organisation',
    scale: 'På skalan',
    unplaced: 'Utan kolumn',
    unplacedNote: 'Vi vet inte vilken kolumn talet hör till.',
    picture: (parts: { outcome: string; previous: string | null; target: string | null; max: string }) =>
      [
        `Utfall ${parts.outcome}`,
        parts.previous === null ? null : `föregående ${parts.previous}`,
        parts.target === null ? null : `mål ${parts.target}`,
        `på en skala från 0 till ${parts.max}`,
      ]
        .filter((part) => part !== null)
        .join(', '),
  },
  activities: {
    caption: 'Aktiviteter',
    name: 'Aktivitet',
    start: 'Start',
    end: 'Slut',
    deviation: 'Avvikelse',
    state: 'Läge',
    mark: 'Märkning',
    responsible: 'Ansvarig',
  },
  tables: {
    'income-statement': 'Resultaträkning',
    complaints: 'Synpunkter och klagomål',
    other: 'Tabell',
    row: 'Post',
    category: 'Kategori',
    note: 'Sammanfattning',
    column: (n: number) => `Kolumn ${n}`,
  },
  appendices: 'Bilagor',
  empty: {
    heading: 'Rapporten har inga avsnitt än',
    text: 'När avsnitten läggs till står de här, i den ordning de skrivs ut.',
  },
  endOfReport: 'Här slutar rapporten.',
};

export const keys = {
  heading: 'Tangenter',
  intro: 'De gäller när du läser. När du skriver är alla tangenter dina.',
  next: 'Nästa avsnitt',
  previous: 'Föregående avsnitt',
  find: 'Hitta avsnitt',
  regions: 'Växla mellan sidhuvud, innehåll, text och kommentarer',
  help: 'Visa tangenterna',
  close: 'Stäng det som är öppet',
  single: 'Använd tangenter med en bokstav',
  or: 'eller',
};
