import type { Approver, ReportKind, Role } from '@delaktig/domain';
import { count, formatDate, formatNumber, list } from './format.ts';
import { words } from './words.ts';

type Line = { name: string; number: number | null; role: Role | null };
type Span = { from: string | null; to: string | null };

/** "Anna Ek"; of someone with a protected identity the role, and a number that tells them apart in lists. */
function shownPerson({ name, number, role }: Line): string {
  if (name !== '') return name;
  const word = role === null ? 'Person utan uppdrag' : words.roles[role];
  return number === null ? word : `${word} ${number}`;
}

/** "från 1 januari 2027 till och med 31 januari 2027"; empty for a role without days. */
function span({ from, to }: Span): string {
  const first = from === null ? '' : `från ${formatDate(from)}`;
  const last = to === null ? '' : `till och med ${formatDate(to)}`;
  return [first, last].filter((part) => part !== '').join(' ');
}

const peopleCount = (n: number) => (n === 1 ? '1 person' : `${formatNumber(n)} personer`);
const approvers: Record<Approver, string> = { superior: 'Avdelningschefen', manager: 'Enhetschefen' };

/** Units, groups, people and roles, for administrators. */
export const organisation = {
  title: 'Administration',
  shownPerson,
  span,
  peopleCount,
  protectedMark: 'Skyddad identitet',
  nav: {
    label: 'Administration',
    units: 'Enheter',
    people: 'Personer',
    invitations: 'Inbjudningar',
    approval: 'Godkännande',
    log: 'Logg',
  },
  choose: { say: 'Vilken förvaltning vill du arbeta med?', other: 'Byt förvaltning' },
  saved: 'Klart.',
  wrongForm: 'Något i formuläret går inte att läsa. Inget har ändrats. Ladda om sidan och försök igen.',
  undo: 'Ångra',
  change: 'Ändra',
  optional: 'valfritt',
  day: 'Från och med',
  lastDay: 'Till och med',
  dayHint: 'Tomt betyder utan gräns. Båda dagarna räknas med.',
  done: {
    'add-unit': 'Enheten är tillagd.',
    rename: 'Namnet är bytt, eller byts den dag du valde.',
    'undo-rename': 'Namnbytet är tillbakataget.',
    'add-group': 'Gruppen är tillagd.',
    'rename-group': 'Gruppen har fått sitt nya namn.',
    'close-group': 'Gruppen är stängd.',
    merge: 'Sammanslagningen är bestämd.',
    split: 'Delningen är bestämd.',
    end: 'Sista dagen är bestämd.',
    'undo-change': 'Ändringen är tillbakatagen.',
    details: 'Uppgifterna är ändrade.',
    'add-role': 'Uppdraget är tillagt.',
    'change-role': 'Uppdraget är ändrat.',
    'end-role': 'Uppdraget är avslutat.',
    close: 'Kontot är stängt. Personen är utloggad överallt.',
    reopen: 'Kontot är öppet igen.',
    protect: 'Namnet är borttaget. Personen visas bara med sin roll.',
    unprotect: 'Personen visas med namn igen.',
    approver: 'Ändringen gäller från och med nu.',
  } as Record<string, string>,
  refusals: {
    'not-found': 'Vi hittar inte det du ville ändra. Inget har ändrats.',
    forbidden:
      'Personen har uppdrag i en annan förvaltning också, så kontot kan bara ändras av dem som sköter båda. Inget har ändrats.',
    'name-empty': 'Skriv ett namn.',
    'name-too-long': 'Det är för långt. Skriv högst 120 tecken.',
    'name-taken': 'Namnet används redan. Välj ett annat.',
    'initials-length': 'Skriv en till tre bokstäver.',
    'email-malformed': 'E-postadressen ser inte rätt ut. Skriv den som namn@exempel.se.',
    'mobile-malformed': 'Mobilnumret ser inte rätt ut. Skriv det som 070-123 45 67.',
    'contact-taken': 'E-postadressen eller mobilnumret hör redan till ett annat konto. Inget har ändrats.',
    'contact-elsewhere':
      'Adressen hör till ett konto i en annan förvaltning. Är det samma person? Kryssa i rutan här nedanför, så får det kontot uppdraget.',
    'contact-missing': 'Skriv e-post eller mobil, så att personen kan logga in.',
    'unit-missing': 'Välj minst en enhet.',
    'group-not-of-unit':
      'En av grupperna hör inte till enheten eller är stängd. Ladda om sidan och välj igen.',
    'group-in-use':
      'Det finns personer i gruppen. Kryssa i rutan om den ska stängas ändå. De är kvar i enheten.',
    'days-reversed': 'Sista dagen är före den första.',
    'day-missing': 'Välj en dag.',
    'unit-ended': 'Enheten har upphört den dagen.',
    circle: 'Grupperna är redan i den enheten. Välj en annan.',
    'nothing-goes': 'Välj vad som ska flyttas.',
    'change-waits': 'En av enheterna har redan en ändring som väntar på sin dag. Ångra den först.',
    'last-administrator':
      'Förvaltningen måste ha någon som administrerar den. Ge någon annan uppdraget först. Inget har ändrats.',
    changed: 'Någon annan hann före. Ladda om sidan och se efter. Inget har ändrats.',
  } as Record<string, string>,
  overview: {
    say: (units: number, people: number) =>
      `${count(units, 'enhet', 'enheter').replace(/^./, (letter) => letter.toLocaleUpperCase('sv'))} och ${peopleCount(people)}.`,
    empty: 'Börja med den första enheten. Sedan läser du in personerna.',
    todo: 'Inte klart än',
    noManager: (name: string) => `${name} har ingen enhetschef.`,
    noSuperior: (name: string) => `${name} har ingen avdelningschef. Ingen kan ta emot enhetens rapporter.`,
    withoutSignIn: (n: number) => `${count(n, 'person', 'personer')} kan inte logga in än.`,
    withoutRole: (n: number) => `${count(n, 'person', 'personer')} har inget uppdrag.`,
    showThem: 'Visa dem',
    all: 'Allt är på plats: varje enhet har chef och avdelningschef, och alla kan logga in.',
    unit: 'Enhet',
    manager: 'Enhetschef',
    people: 'Medarbetare och chefer',
    none: 'Ingen',
    endsAfter: (day: string) => `upphör efter ${formatDate(day)}`,
    endedTitle: 'Enheter som har upphört',
    endedAfter: (day: string) => `till och med ${formatDate(day)}`,
    newUnit: 'Ny enhet',
    name: 'Namn',
    initials: 'Förkortning',
    initialsHint: 'En till tre bokstäver, till exempel HS.',
    add: 'Lägg till enheten',
    readIn: 'Läs in personer från en lista',
    addPerson: 'Lägg till en person',
  },
  unit: {
    back: 'Alla enheter',
    endsAfter: (day: string) => `Enheten upphör efter ${formatDate(day)}.`,
    waiting: 'Bestämt men inte gjort än',
    renamed: (name: string, day: string) => `Heter ${name} från ${formatDate(day)}.`,
    planned: {
      merge: (units: string[], heir: string, day: string) =>
        `${list(units)} går upp i ${heir} från ${formatDate(day)}.`,
      split: (groups: string[], heir: string, day: string) =>
        `${list(groups)} går till ${heir} från ${formatDate(day)}.`,
      end: (units: string[], day: string) =>
        `${list(units)} upphör. Första dagen utan enheten är ${formatDate(day)}.`,
    },
    history: 'Före och efter',
    wasCalled: (name: string, day: string) => `${name}, från ${formatDate(day)}`,
    calledFirst: (name: string) => `${name}, det första namnet`,
    heir: (day: string) => `fortsätter arbetet från ${formatDate(day)}`,
    predecessor: (day: string) => `ingår sedan ${formatDate(day)}`,
    groups: 'Arbetsgrupper',
    noGroups: 'Enheten har inga arbetsgrupper än.',
    closedGroups: 'Stängda grupper',
    newGroup: 'Ny arbetsgrupp',
    addGroup: 'Lägg till gruppen',
    groupName: 'Gruppens namn',
    renameGroup: 'Byt namn',
    closeGroup: 'Stäng gruppen',
    closeText: 'Den som har tillhört gruppen är kvar i enheten. Det gruppen har skrivit är kvar.',
    closeDespite: (n: number) => `Stäng gruppen fast ${peopleCount(n)} hör till den`,
    people: 'Personer',
    noPeople: 'Ingen har något uppdrag här än.',
    changes: 'Ändra enheten',
    rename: 'Byt namn',
    renameText: 'Inlämnade rapporter behåller det namn de skrevs under.',
    renameFrom: 'Byt från och med',
    renameHint: 'Tomt betyder i dag.',
    merge: 'Slå ihop med andra enheter',
    mergeText:
      'Personer, uppdrag och grupper följer med från den dag du väljer. Rapporterna är kvar där de skrevs, och de som har uppdrag i den nya enheten läser och arbetar vidare i dem.',
    others: 'Enheter som slås ihop med den här',
    into: 'Resultatet blir',
    intoThis: (name: string) => `${name} (den här enheten)`,
    intoNew: 'En ny enhet',
    newName: 'Den nya enhetens namn',
    newNameHint: 'Fyll bara i det här om resultatet blir en ny enhet.',
    split: 'Dela enheten',
    splitText:
      'Grupperna flyttar med alla som bara hör till dem. Den som också hör till andra grupper får uppdrag i båda enheterna, liksom avdelningschef, controller och ombud. De som flyttar läser och arbetar vidare i rapporterna här, och det gör också de andra i enheten de kommer till.',
    splitGroups: 'Grupper som flyttar',
    splitInto: 'De flyttar till',
    splitNeedsGroups: 'Lägg till arbetsgrupper först: det är de som flyttar.',
    from: 'Första dag i den nya ordningen',
    end: 'Låt enheten upphöra',
    endText:
      'Alla uppdrag i enheten tar slut samma dag, och ingen arbetar vidare i dess rapporter. Ska någon göra det, slå ihop enheten med en annan i stället.',
    endDay: 'Enhetens sista dag',
    decide: 'Bestäm det',
  },
  people: {
    find: 'Sök på namn',
    unit: 'Enhet',
    group: 'Arbetsgrupp',
    role: 'Roll',
    all: 'Alla',
    show: 'Visa',
    search: 'Sök',
    clear: 'Visa alla',
    lack: { label: 'Saknar', 'sign-in': 'sätt att logga in', role: 'uppdrag' },
    found: (n: number) => `${peopleCount(n)}.`,
    noneFound: 'Ingen stämmer med det du söker.',
    none: 'Här finns inga personer än. Läs in dem från en lista, eller lägg till dem en och en.',
    contact: 'E-post och mobil',
    duties: 'Uppdrag',
    noDuties: 'Inget uppdrag',
    hidden: 'Visas inte',
    open: 'Öppna konton',
    closed: (n: number) => `Stängda konton (${formatNumber(n)})`,
    closedTitle: 'Stängda konton',
    page: (page: number, pages: number) => `Sida ${page} av ${pages}`,
    earlier: 'Föregående',
    later: 'Nästa',
  },
  newPerson: {
    title: 'Lägg till en person',
    name: 'För- och efternamn',
    email: 'E-post',
    mobile: 'Mobil',
    contactHint: 'Det räcker med e-post eller mobil. Personen loggar in med det.',
    role: 'Roll',
    unit: 'Enhet',
    groups: 'Arbetsgrupper',
    existing: 'Det är samma person: ge det kontot uppdraget',
    add: 'Lägg till personen',
    cancel: 'Avbryt',
    noUnits: 'Lägg till en enhet först.',
  },
  person: {
    back: 'Alla personer',
    details: 'Uppgifter',
    changeDetails: 'Ändra uppgifterna',
    elsewhere:
      'Personen har uppdrag i en annan förvaltning också. Du kan ändra uppdragen här, men inte kontot: det kan den som sköter båda förvaltningarna.',
    hiddenContact: (has: boolean) =>
      has ? 'Finns, men visas inte. Skriv något nytt för att byta.' : 'Finns inte. Skriv för att lägga till.',
    duties: 'Uppdrag',
    noDuties: 'Personen har inget uppdrag, och ser därför inga rapporter.',
    wholeAdministration: 'hela förvaltningen',
    standIn: 'Vikarie',
    coming: 'Kommande',
    endRole: 'Avsluta',
    endRoleText: 'Uppdraget slutar gälla genast.',
    ended: 'Tidigare uppdrag',
    newRole: 'Nytt uppdrag',
    newRoleText:
      'Välj flera enheter för den som är avdelningschef eller controller för flera. Vikarie: samma roll, med första och sista dag.',
    units: 'Enheter',
    administratorHint: 'För administratör behövs ingen enhet: uppdraget gäller hela förvaltningen.',
    addRole: 'Lägg till uppdraget',
    area: 'Skyddsområde',
    areaHint: 'För ombud. Skriv området, till exempel ”nattgruppen”. Skriv aldrig ett fackförbund.',
    signIn: 'Inloggning',
    canSignIn: 'Kan logga in.',
    cannotSignIn: 'Kan inte logga in än. Skicka en inbjudan eller skriv ut en kod.',
    signInLink: 'Inbjudan, kod och inloggningar',
    protect: 'Ge skyddad identitet',
    protectText:
      'Namnet tas bort och finns sedan inte kvar någonstans i Delaktigs uppgifter om personer. Personen visas bara med sin roll: i listor, bland dem som skriver, i loggen och i det som hämtas ut. Ett användarnamn byts mot ett påhittat, som står under ”Inbjudan, kod och inloggningar”. Koder som inte har använts försvinner. Namn som någon har skrivit i en rapports text får du ta bort där.',
    protectAct: 'Ta bort namnet',
    isProtected: 'Personen har skyddad identitet och visas bara med sin roll, för alla.',
    unprotect: 'Ta bort skyddad identitet',
    unprotectText: 'Skriv personens namn. Sedan visas det för alla igen.',
    unprotectAct: 'Visa med namn',
    close: 'Stäng kontot',
    closeText:
      'Personen loggas ut överallt genast och kan inte logga in. Det personen har skrivit finns kvar. Kontot kan öppnas igen.',
    isClosed: 'Kontot är stängt. Personen kan inte logga in.',
    reopen: 'Öppna kontot igen',
  },
  approval: {
    say: 'Vem godkänner det enhetschefen har klarmarkerat?',
    approvers,
    legend: (kind: ReportKind) => words.kinds[kind].name,
    means: {
      superior:
        'Enhetschefen klarmarkerar, och avdelningschefen godkänner eller skickar tillbaka med ett skäl.',
      manager:
        'Enhetschefen klarmarkerar och godkänner själv. Är enhetschefen ensam om texten syns det vid godkännandet.',
    } satisfies Record<Approver, string>,
    act: 'Ändra',
    now: 'Gäller nu',
  },
  log: {
    say: 'Det här har administratörer gjort',
    more: 'Loggen kan läsas och hämtas, men inte ändras.',
    itself: 'Delaktig',
    person: 'Person',
    act: 'Händelse',
    from: 'Från och med',
    to: 'Till och med',
    when: 'När',
    who: 'Vem',
    what: 'Vad',
    none: 'Inget stämmer med det du söker.',
    empty: 'Ingen har gjort något än.',
    found: (n: number) => (n === 1 ? '1 händelse.' : `${formatNumber(n)} händelser.`),
    fetch: 'Hämta som CSV',
    columns: ['Dag', 'Tid', 'Vem', 'Händelse', 'Om vem', 'Enhet', 'Vad'],
  },
};
