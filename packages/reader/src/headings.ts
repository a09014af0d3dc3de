import { titleKey } from './text.ts';

/**
 * `top`: a heading of the report's own outline. `goals`: the one that the goals stand under. `economy`: under
 * the heading of economy. `sub`: under whatever heading stands before it.
 */
export type HeadingRole = 'top' | 'goals' | 'economy' | 'sub';

/** `ends`: so much a heading of the outline that it closes the goals wherever it comes. */
export type KnownHeading = { role: HeadingRole; ends: boolean };

const TOP_THAT_ENDS = [
  'Sammanfattande analys',
  'Uppföljning av ekonomi',
  'Ekonomisk uppföljning',
  'Systematiskt kvalitetsarbete',
  'Kvalitetsarbete',
  'Redovisning av synpunkter och klagomål',
  'Särskilda redovisningar',
  'Bilagor',
];
const TOP = [
  'Inledning',
  'Sammanfattning',
  'Övrigt',
  'Övriga frågor',
  'Ekonomi',
  'Intern kontroll',
  'Internkontroll',
];
export const ECONOMY = [
  'Analys av resultaträkning - uppföljning av driftbudget',
  'Analys av resultaträkning',
  'Uppföljning av driftbudget',
  'Driftbudget',
  'Resultaträkning',
  'Budget',
  'Investeringar',
  'Medel för lokaländamål',
  'Lokaler och lokaländamål',
];
const SUB = [
  'Verksamhet',
  'Verksamheten',
  'Verksamhetsbeskrivning',
  'Verksamhetens uppdrag',
  'Beskrivning av verksamheten',
  'Uppdrag',
  'Vision',
  'Organisation',
  'Organisation och ledning',
  'Bemanning',
  'Personal',
  'Medarbetare',
  'Måluppfyllelse',
  'Måluppfyllelse och ekonomi',
  'Kvalitets- och utvecklingsarbete',
  'Kvalitet- och utvecklingsarbete',
  'Kvalitet och utvecklingsarbete',
  'Utvecklingsarbete',
  'Utvecklingsområden',
  'Kompetensutveckling',
  'Kompetensförsörjning',
  'Medarbetarnas delaktighet',
  'Delaktighet',
  'APT',
  'Arbetsmiljö',
  'Samverkan',
  'Agenda 2030',
  'Jämställdhet',
  'Barnrätt',
  'Digitalisering',
  'Avvikelser',
  'Lex Sarah',
  'Avvikelser och lex Sarah/lex Maria',
  'Avvikelser och lex Sarah',
  'Synpunkter och klagomål',
  'Klagomål och synpunkter',
  'Extern granskning/tillsyn/brukarundersökningar',
  'Brukarundersökningar',
  'Resultat av genomförda egenkontroller',
  'Egenkontroll',
  'Egenkontroller',
];

const known = new Map<string, KnownHeading>();
for (const title of SUB) known.set(titleKey(title), { role: 'sub', ends: false });
for (const title of ECONOMY) known.set(titleKey(title), { role: 'economy', ends: false });
for (const title of TOP) known.set(titleKey(title), { role: 'top', ends: false });
for (const title of TOP_THAT_ENDS) known.set(titleKey(title), { role: 'top', ends: true });

const GOALS =
  /^(?:(?:uppfoljning|redovisning|planering|analys)(?:av|utifran|for))?(?:kommunfullmaktiges|kf:?s)(?:inriktningsmal|mal)$|^(?:nam+ndens|enhetens)?(?:bidragtill|arbetemed|malutifran)(?:kommunfullmaktiges|kf:?s)(?:inriktningsmal|mal).{0,40}$/;

/** What the templates' outline says about a title; null for a title that they do not have. */
export function knownHeading(text: string): KnownHeading | null {
  if (text.length > 110) return null;
  const key = titleKey(text).replace(/^\d{1,2}(?:\.\d{1,2})?\.?(?=\p{L})/u, '');
  const found = known.get(key);
  if (found) return found;
  if (GOALS.test(key) && !/^(?:kommunfullmaktiges|kf:?s)/.test(key)) return { role: 'goals', ends: true };
  return null;
}

export function isEconomyTop(title: string): boolean {
  return /ekonomi/.test(titleKey(title)) && knownHeading(title)?.role === 'top';
}

/** Titles that may be looked for in the middle of a line, the longest first. */
export const INLINE_HEADINGS = [
  ...TOP_THAT_ENDS,
  ...TOP,
  ...ECONOMY,
  ...SUB,
  'Uppföljning av Kommunfullmäktiges inriktningsmål',
].sort((a, b) => b.length - a.length);
