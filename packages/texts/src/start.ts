import { count, formatDate, sentence } from './format.ts';

/** "sju dagar till", "en dag till", "i dag är sista dagen". */
const left = (days: number) => (days === 0 ? 'till och med i dag' : `i ${count(days, 'dag', 'dagar')} till`);

const sections = (n: number) => sentence(count(n, 'avsnitt', 'avsnitt', 'ett'));

export const start = {
  title: 'Start',
  skip: 'Till det som väntar',
  open: (report: string) => `${report} är öppen för kommentarer`,
  now: 'just nu',
  isDraft: 'är ett utkast',
  isClosed: { closing: 'är stängd för kommentarer', submitted: 'är inlämnad', adopted: 'är fastställd' },
  ofUnit: (unit: string) => `för ${unit}`,
  left,
  passed: 'men sista dagen har varit',
  mayWrite: (n: number) => `Du kan skriva i ${count(n, 'avsnitt', 'avsnitt', 'ett')}.`,
  mayRead: (n: number) => `Du kan läsa ${count(n, 'avsnitt', 'avsnitt', 'ett')}.`,
  mayWriteAndMark: (n: number) =>
    `Du kan skriva i ${count(n, 'avsnitt', 'avsnitt', 'ett')} och klarmarkera ${n === 1 ? 'det' : 'dem'}.`,
  mark: (n: number) =>
    n === 1 ? 'Ett avsnitt är ditt att klarmarkera.' : `${sections(n)} är dina att klarmarkera.`,
  /** What somebody else waits for, most pressing first. */
  pressing: {
    sentBack: (report: string) => `${report} är tillbaka hos dig.`,
    returned: (n: number) =>
      n === 1 ? 'Ett avsnitt är tillbaka hos dig.' : `${sections(n)} är tillbaka hos dig.`,
    approve: (n: number) =>
      n === 1
        ? 'Ett avsnitt väntar på att du godkänner det.'
        : `${sections(n)} väntar på att du godkänner dem.`,
    passOn: (n: number) =>
      n === 1
        ? 'Ett avsnitt som biträdande chefen har klarmarkerat väntar på dig.'
        : `${sections(n)} som biträdande chefen har klarmarkerat väntar på dig.`,
    handIn: (report: string) => `Alla avsnitt är godkända, så ${report} kan lämnas in.`,
  },
  reason: (reason: string) => `”${reason}”`,
  from: (name: string) => `Skäl från ${name}:`,
  several: (n: number) => `Du har ${count(n, 'rapport', 'rapporter')} på gång.`,
  nothingOpen: 'Just nu väntar inget på dig.',
  nothingOpenMore: (n: number) =>
    n === 1 ? 'Enhetens rapport finns här nedanför.' : 'Rapporterna finns här nedanför, de senaste först.',
  waiting: 'Det här väntar på dig',
  days: (n: number) => (n === 1 ? 'dag' : 'dagar'),
  today: 'i dag',
  todayTitle: 'I dag',
  over: 'har varit',
  ahead: 'Dagar framöver',
  lastDayOf: (report: string) => `Sista dag för kommentarer till ${report}`,
  lastDay: (day: string) => `Sista dag för kommentarer är ${formatDate(day, 'weekday')}.`,
  progress: (ready: number, all: number) => `${ready} av ${all} avsnitt är klarmarkerade.`,
  write: 'Fortsätt skriva',
  read: 'Läs',
  reports: 'Enhetens rapporter',
  reportsOf: (unit: string) => `Rapporter för ${unit}`,
  year: 'År',
  openTo: (day: string) => `Öppen till ${formatDate(day, 'without-year')}`,
  readySmall: (ready: number, all: number) => `${ready} av ${all} avsnitt klarmarkerade`,
  none: 'Ingen rapport',
  yours: 'Dina enheter',
  yourUnit: 'Din enhet',
  empty: {
    say: 'Här samlas enhetens planer och berättelser. Än finns ingen.',
    manager:
      'Börja med den rapport ni redan har. Klistra in texten, så delar vi upp den i mål, avsnitt och tabeller som ni kan skriva vidare i tillsammans.',
    others: 'När chefen har läst in eller öppnat en rapport står den här.',
    importIt: 'Läs in en rapport',
    steps: 'Så går det till',
    list: [
      'Kopiera hela texten ur Word eller PDF, eller välj en textfil.',
      'Se efter att vi förstod den rätt. Det vi är osäkra på är utmärkt.',
      'Skapa ett utkast. Kollegorna ser det först när du öppnar det.',
    ],
    demo: 'Vill du se hur det blir? Logga ut och välj en person i en enhet som redan skriver.',
  },
  administrator: {
    say: 'Du är administratör, och har inget uppdrag i någon enhet.',
    text: 'Rapporter läses bara av dem som har ett uppdrag där de skrivs. Enheter, personer och uppdrag sköter du under Administration.',
  },
  noUnit: {
    say: 'Du har inget uppdrag i någon enhet än.',
    text: 'Den som sköter konton i din förvaltning lägger till dig. Sedan står enhetens rapporter här.',
  },
};
