import { count, formatNumber, list, sentence } from './format.ts';
import { rosterProblem } from './people-problems.ts';

const persons = (n: number) => (n === 1 ? 'en person' : `${formatNumber(n)} personer`);
const rows = (n: number) => (n === 1 ? 'En rad' : `${formatNumber(n)} rader`);

type Counts = { right: number; wrong: number; new: number; changed: number; unchanged: number };
type Done = {
  added: number;
  changed: number;
  unchanged: number;
  groups: number;
  rolesEnded: number;
  closed: number;
  usernames: number;
};

/** "230 personer är nya, fem ändras och fem är som förut." */
const becomes = (counts: Counts) => {
  const parts = [
    counts.new > 0 ? `${persons(counts.new)} är ${counts.new === 1 ? 'ny' : 'nya'}` : '',
    counts.changed > 0 ? `${persons(counts.changed)} ändras` : '',
    counts.unchanged > 0 ? `${persons(counts.unchanged)} är som förut` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${sentence(list(parts))}.`;
};

const doneMore = (done: Done) => {
  const parts = [
    done.groups > 0 ? `${count(done.groups, 'grupp skapades', 'grupper skapades')}` : '',
    done.rolesEnded > 0 ? count(done.rolesEnded, 'uppdrag avslutades', 'uppdrag avslutades', 'ett') : '',
    done.closed > 0 ? count(done.closed, 'konto stängdes', 'konton stängdes', 'ett') : '',
  ].filter((part) => part !== '');
  const names =
    done.usernames === 0
      ? ''
      : ` ${sentence(persons(done.usernames))} saknar e-post och mobil och har fått ett användarnamn. Det står på personens sida.`;
  return `${parts.length === 0 ? '' : `${sentence(list(parts))}.`}${names}`.trim();
};

/** Bringing in many people at once. */
export const people = {
  title: 'Läs in personer',
  say: 'Klistra in personerna ur ett kalkylblad, så visar vi vad som blir nytt.',
  intro:
    'En rad är en person med ett uppdrag. Du ser allt innan något läses in. När något har ändrats läser du in hela listan igen: ingen blir dubbel.',
  columns: {
    heading: 'Kolumnerna',
    more: 'De får stå i vilken ordning som helst. Andra kolumner läser vi inte.',
    rows: [
      { name: 'Namn', text: 'Eller Förnamn och Efternamn. Behövs.' },
      { name: 'Enhet', text: 'Som enheten heter i Delaktig. Behövs.' },
      { name: 'E-post, Mobil', text: 'Gärna båda. Den som inte har någon får ett användarnamn.' },
      { name: 'Grupp', text: 'Flera skiljs med komma eller snedstreck. Nya grupper skapas.' },
      {
        name: 'Roll',
        text: 'Tomt betyder Medarbetare. Annars Enhetschef, Biträdande enhetschef, Avdelningschef, Controller eller Ombud.',
      },
    ],
    template: 'Hämta en mall',
    templateHint: 'En CSV-fil med rubrikerna och två påhittade rader.',
  },
  paste: 'Personerna, med rubriker',
  pasteHint: 'Markera cellerna i kalkylbladet, även rubrikraden, kopiera och klistra in.',
  file: 'Eller välj en fil',
  fileHint: 'Excel (.xlsx) eller CSV, högst 5 MB och 5 000 rader. Har du både text och fil går filen först.',
  read: 'Visa vad som blir nytt',
  reading: 'Läser …',
  cancel: 'Avbryt',
  errors: {
    empty: 'Här finns inget att läsa. Klistra in rader eller välj en fil.',
    'too-large': 'Listan är för stor. Den får vara högst 5 MB. Dela den, till exempel en fil per enhet.',
    'too-many-rows': 'Listan har fler än 5 000 rader. Dela den, till exempel en fil per enhet.',
    damaged:
      'Filen går inte att läsa, den verkar vara skadad. Öppna den i Excel och välj Spara som en ny .xlsx-fil.',
    'old-excel':
      'Det här är en äldre Excel-fil (.xls) eller en fil med lösenord. Öppna den i Excel, välj Spara som och .xlsx utan lösenord.',
    'other-file':
      'Det här är inte en lista. Välj en Excel-fil (.xlsx) eller en CSV-fil, eller klistra in cellerna.',
    'no-rows': 'Vi hittar rubrikerna men inga rader under dem.',
    forbidden: 'Du kan läsa in personer i de förvaltningar där du är administratör. Inget har ändrats.',
  },
  noHeadings: (missing: readonly ('name' | 'unit')[]) => {
    if (missing.length === 1) {
      return `Kolumnen ${missing[0] === 'name' ? 'Namn' : 'Enhet'} saknas i rubrikraden. Lägg till den och försök igen.`;
    }
    return 'Vi hittar ingen rubrikrad. Den första raden ska ha rubriker, minst Namn och Enhet. Skriv dem överst och försök igen.';
  },
  rights: ({ right, wrong }: Pick<Counts, 'right' | 'wrong'>) => {
    if (wrong === 0) return right === 1 ? 'Raden är rätt.' : `Alla ${formatNumber(right)} rader är rätt.`;
    if (right === 0) return wrong === 1 ? 'Raden är fel.' : `Alla ${formatNumber(wrong)} rader är fel.`;
    return `${rows(right)} är rätt, ${formatNumber(wrong)} är fel.`;
  },
  becomes,
  notYet: 'Inget är inläst än.',
  nothing: 'Det finns inget att läsa in.',
  differs: {
    'list-differs': 'Du har ändrat i listan. Inget är inläst. Så här blir det med ändringarna:',
    'outcome-differs':
      'Något har ändrats i Delaktig sedan du såg förhandsvisningen. Inget är inläst. Så här skulle det bli nu:',
    unproven: 'Inget är inläst. Svara först på frågan om skyddade personuppgifter, längst ner.',
  },
  leftOut: (names: readonly string[]) =>
    names.length === 1 ? `Kolumnen ${names[0]} läser vi inte.` : `Kolumnerna ${list(names)} läser vi inte.`,
  titles: (names: readonly string[]) => `Befattningar som ${list(names)} läser vi som Medarbetare.`,
  wrong: {
    heading: (n: number) => (n === 1 ? 'En rad är fel' : `${formatNumber(n)} rader är fel`),
    more: 'Rätta här, eller i filen och läs in den igen. En rad som du tömmer helt tas bort ur listan.',
    row: (row: number) => `Rad ${formatNumber(row)}`,
    fields: { name: 'Namn', email: 'E-post', mobile: 'Mobil', unit: 'Enhet', group: 'Grupp', role: 'Roll' },
    rest: (n: number) => `Här visas de första. ${rows(n)} till är fel.`,
    again: 'Läs igen med rättningarna',
  },
  problem: rosterProblem,
  groups: {
    heading: 'Grupper som skapas',
    in: (unit: string, names: readonly string[]) => `${unit}: ${list(names)}`,
  },
  newPeople: (n: number) => (n === 1 ? 'En ny person' : `${formatNumber(n)} nya personer`),
  changedPeople: (n: number) => (n === 1 ? 'En person ändras' : `${formatNumber(n)} personer ändras`),
  restOf: (n: number) => `… och ${persons(n)} till.`,
  rowsOf: (numbers: readonly number[]) => `Rad ${list(numbers.map((row) => formatNumber(row)))}`,
  role: (role: string, unit: string, groups: readonly string[]) =>
    `${role}, ${unit}${groups.length === 0 ? '' : ` (${list(groups)})`}`,
  roleActs: {
    add: (role: string) => `Får uppdraget ${role}`,
    resume: (role: string) => `Är kvar som ${role}`,
    groups: (role: string) => `Nya grupper som ${role}`,
    keep: (role: string) => role,
  },
  getsUsername: 'Får ett användarnamn',
  hasAccount: 'Har redan ett konto och får ett uppdrag här',
  reopens: 'Kommer tillbaka: kontot öppnas igen, utan lösenord',
  change: (label: string, before: string | null, after: string) => {
    if (after === '') return `${label} ändras`;
    return before === null ? `${label} läggs till: ${after}` : `${label} ändras från ${before} till ${after}`;
  },
  leavers: {
    heading: (n: number) => `${n === 1 ? 'En person' : `${formatNumber(n)} personer`} finns inte i listan`,
    more: 'De är medarbetare i enheter som listan nämner. Kryssa för dem som har slutat: uppdraget i enheten avslutas genast, och den som inte har något annat uppdrag kan inte logga in längre. Det de har skrivit finns kvar. De kommer tillbaka om de står med samma e-post eller mobil i en senare lista.',
    all: 'Alla',
    allNamed: 'Alla utom dem som har skyddade personuppgifter',
    why: {
      'other-unit': 'Står i listan, men i en annan enhet',
      'other-role': 'Står i listan, men i en annan roll',
    },
    many: 'Det är fler än de som står i listan. Är listan hel?',
    rest: (n: number) => `Här visas de första. Med Alla avslutas även ${formatNumber(n)} till.`,
    legend: 'Har slutat',
  },
  /** People with protected identities, who have no name to be found by. */
  unrecognised: {
    heading: 'Skyddade personuppgifter',
    works: (people: number, unit: string) =>
      `I ${unit} arbetar ${persons(people)} med skyddade personuppgifter som inte känns igen på namnet.`,
    more: 'Står någon av dem i listan som ny? Ta bort den raden, annars får personen ett konto till där namnet syns. Med den e-post eller mobil som kontot har känns personen igen.',
    ask: (n: number, units: readonly string[]) =>
      `${sentence(persons(n))} är ${n === 1 ? 'ny' : 'nya'} i ${list(units)}. Gå igenom dem först.`,
    none: (n: number) =>
      n === 1 ? 'Personen har inte skyddade personuppgifter' : 'Ingen av dem har skyddade personuppgifter',
    refused: 'Kryssa i rutan om det stämmer, eller ta bort raden ur listan. Inget är inläst.',
  },
  takeIn: {
    heading: 'Läs in',
    right: (n: number) =>
      n === 1 ? 'Raden som är rätt läses in.' : `De ${formatNumber(n)} raderna som är rätt läses in.`,
    wait: (n: number) =>
      n === 1
        ? 'Raden som är fel läses inte in. Den står kvar här att rätta.'
        : `De ${formatNumber(n)} raderna som är fel läses inte in. De står kvar här att rätta.`,
    mail: 'Ingen får något meddelande av det här. Inbjudningar skickar du sedan.',
    submit: 'Läs in',
    underWay: 'Läser in …',
  },
  other: 'Klistra in på nytt eller välj en annan fil',
  done: (done: Done) => {
    const n = done.added + done.changed;
    if (n === 0) return 'Klart. Ingen person behövde ändras.';
    return n === 1 ? 'Klart. En person är inläst.' : `Klart. ${formatNumber(n)} personer är inlästa.`;
  },
  doneCounts: (done: Done) =>
    becomes({
      right: 0,
      wrong: 0,
      new: done.added,
      changed: done.changed,
      unchanged: done.unchanged,
    }).replace(' ändras', ' har ändrats'),
  doneMore,
  next: { invite: 'Till inbjudningarna', people: 'Till personerna', more: 'Läs in en lista till' },
};
