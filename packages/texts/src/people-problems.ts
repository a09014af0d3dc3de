import type { RosterField, RosterProblem } from '@delaktig/domain';
import { list } from './format.ts';

const THE: Record<RosterField, string> = {
  name: 'Namnet',
  email: 'E-posten',
  mobile: 'Mobilnumret',
  unit: 'Enheten',
  group: 'Gruppen',
  role: 'Rollen',
};
const NAMED: Record<RosterField, string> = {
  name: 'Namn',
  email: 'E-post',
  mobile: 'Mobil',
  unit: 'Enhet',
  group: 'Grupp',
  role: 'Roll',
};
const ROLE_WORDS = 'Medarbetare, Enhetschef, Biträdande enhetschef, Avdelningschef, Controller eller Ombud';
const MOST_SHOWN = 80;

const quote = (text: string) => `”${text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)} …` : text}”`;

/** What is wrong with a row of a list of people, and what to write instead. */
export function rosterProblem(problem: RosterProblem): string {
  switch (problem.is) {
    case 'missing':
      return `${NAMED[problem.field]} saknas. Fyll i ${problem.field === 'name' ? 'namnet' : 'enheten'}.`;
    case 'formula':
      return `${THE[problem.field]}, ${quote(problem.value)}, är en formel och inte ett värde. Skriv värdet i stället.`;
    case 'hidden':
      return `${THE[problem.field]}, ${quote(problem.value)}, har tecken som inte syns eller inte går att läsa. Skriv om cellen.`;
    case 'too-long':
      return `${THE[problem.field]} är för lång. Den får ha högst ${problem.most} tecken.`.replace(
        /^(Namnet|Mobilnumret) är för lång\. Den/,
        '$1 är för långt. Det',
      );
    case 'name-odd':
      return `${quote(problem.value)} ser inte ut som ett namn. Skriv för- och efternamn.`;
    case 'email-odd':
      return `${quote(problem.value)} är ingen e-postadress. Skriv den som namn@exempel.se, en adress i cellen.`;
    case 'mobile-odd':
      return `${quote(problem.value)} är inget mobilnummer. Skriv det som 070-123 45 67.`;
    case 'unit-unknown':
      return unknownUnit(problem);
    case 'unit-ended':
      return `${quote(problem.value)} har upphört.${problem.heirs.length === 0 ? ' Skriv den enhet som gäller nu.' : ` Menar du ${either(problem.heirs)}?`}`;
    case 'group-near':
      return `${quote(problem.value)} finns inte i ${problem.unit}. Menar du ${problem.near}? Är det en ny grupp lägger du först till den på enhetens sida.`;
    case 'role-unknown':
      return `${quote(problem.value)} är ingen roll här. Skriv ${ROLE_WORDS}, eller lämna tomt.`;
    case 'role-refused':
      return 'Administratörer läses inte in från en lista. Ge uppdraget på personens sida och skriv något annat här, eller lämna tomt.';
    case 'closed-elsewhere':
      return 'Personens konto är stängt av en annan förvaltning. Be dem öppna det.';
    default:
      return againstOthers(problem);
  }
}

/** What a row says against another row, or against somebody who is here. */
function againstOthers(
  problem: Extract<
    RosterProblem,
    {
      is: 'email-two-names' | 'mobile-two-people' | 'contradicts' | 'mobile-taken' | 'same-name' | 'waits';
    }
  >,
): string {
  switch (problem.is) {
    case 'email-two-names':
      return `${problem.email} står på ett annat namn på rad ${problem.row}. Skriv rätt adress, eller samma namn på båda raderna.`;
    case 'mobile-two-people':
      return `Mobilnumret står på ett annat namn på rad ${problem.row}. Skriv rätt nummer, eller samma namn på båda raderna.`;
    case 'contradicts':
      return `${THE[problem.field]} är ${problem.field === 'email' ? 'en annan' : 'ett annat'} än på rad ${problem.row}, fast det är samma person. Skriv samma på båda raderna.`;
    case 'mobile-taken':
      return problem.name === null
        ? 'Mobilnumret hör till någon annan. Skriv rätt nummer, eller lämna tomt.'
        : `Mobilnumret hör till ${problem.name}. Skriv rätt nummer, eller lämna tomt. Har personen bytt namn ändrar du det på personens sida.`;
    case 'same-name':
      return `Fler än en i ${problem.unit} har det namnet. Lägg till e-post eller mobil, så att vi vet vem det är.`;
    case 'waits':
      return `Raden är rätt, men gäller samma person som rad ${problem.row} och väntar på den.`;
  }
}

function unknownUnit({ value, near, units }: Extract<RosterProblem, { is: 'unit-unknown' }>): string {
  const said = `Det finns ingen enhet som heter ${quote(value)}.`;
  if (near !== null) return `${said} Menar du ${near}?`;
  if (units.length === 0) return `${said} Skriv enheten som den heter i Delaktig.`;
  return `${said} Enheterna är ${list(units)}.`;
}

function either(names: readonly string[]): string {
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} eller ${names[names.length - 1]}`;
}
