import type { Approver, ReportKind, Role } from '@delaktig/domain';
import { count, formatDate, list, sentence } from './format.ts';
import { words } from './words.ts';

/** Of an act what its sentence is made of; ids have become names. */
export type AuditDetail = {
  role?: Role;
  /** The unit that others went to. */
  unit?: string;
  units?: string[];
  group?: string;
  groups?: string[];
  /** ISO dates. */
  from?: string;
  to?: string;
  day?: string;
  kind?: ReportKind;
  approver?: Approver;
  fields?: string[];
  count?: number;
  counts?: Record<string, number>;
};

export type AuditSubject = {
  act: string;
  /** As the person is shown now. */
  person: string | null;
  unit: string | null;
  detail: AuditDetail;
};

type Told = { who: string; unit: string; detail: AuditDetail };

const day = (iso: string | undefined) => (iso === undefined ? '' : formatDate(iso));
const since = (iso: string | undefined) => (iso === undefined ? '' : ` från ${formatDate(iso)}`);

function span({ from, to }: AuditDetail): string {
  if (from === undefined && to === undefined) return '';
  if (from === undefined) return ` till och med ${day(to)}`;
  return to === undefined ? ` från ${day(from)}` : ` från ${day(from)} till och med ${day(to)}`;
}

const roleOf = ({ role }: AuditDetail) => (role === undefined ? 'en roll' : words.roles[role].toLowerCase());
const inUnit = (unit: string) => (unit === '' ? '' : ` i ${unit}`);
const groupsOf = ({ groups = [] }: AuditDetail) => (groups.length === 0 ? '' : ` (${list(groups)})`);
const unitsOf = ({ units = [] }: AuditDetail, unit: string) => list(units.length > 0 ? units : [unit]);
const roles = (n: number) => count(n, 'uppdrag', 'uppdrag', 'ett');
const moved = (n: number | undefined) => (n === undefined ? '' : ` ${sentence(roles(n))} följde med.`);

const FIELDS: Record<string, string> = {
  name: 'namn',
  email: 'e-post',
  mobile: 'mobil',
  username: 'användarnamn',
};

/** What was done, as one goes on after the name of whoever did it. */
const SENTENCES: Record<string, (told: Told) => string> = {
  'unit.add': ({ unit }) => `lade till enheten ${unit}.`,
  'unit.rename': ({ unit, detail }) => `gav enheten ${unit} ett namn som gäller${since(detail.day)}.`,
  'unit.rename-undo': ({ unit, detail }) => `tog tillbaka namnbytet för ${unit} den ${day(detail.day)}.`,
  'unit.merge-plan': ({ unit, detail }) =>
    `bestämde att ${unitsOf(detail, unit)} går upp i ${detail.unit ?? 'en ny enhet'}${since(detail.day)}.`,
  'unit.merge': ({ unit, detail }) =>
    `lät ${unitsOf(detail, unit)} gå upp i ${detail.unit ?? 'en ny enhet'}${since(detail.day)}.${moved(detail.count)}`,
  'unit.merge-undo': ({ unit, detail }) =>
    `tog tillbaka sammanslagningen av ${unitsOf(detail, unit)} den ${day(detail.day)}.`,
  'unit.split-plan': ({ unit, detail }) =>
    `bestämde att grupper i ${unit} går till ${detail.unit ?? 'en ny enhet'}${since(detail.day)}${groupsOf(detail)}.`,
  'unit.split': ({ unit, detail }) =>
    `lät grupper i ${unit} gå till ${detail.unit ?? 'en ny enhet'}${since(detail.day)}${groupsOf(detail)}.${moved(detail.count)}`,
  'unit.split-undo': ({ unit, detail }) => `tog tillbaka delningen av ${unit} den ${day(detail.day)}.`,
  'unit.end-plan': ({ unit, detail }) => `bestämde att ${unit} upphör ${day(detail.day)}.`,
  'unit.end': ({ unit, detail }) => `lät ${unit} upphöra ${day(detail.day)}.`,
  'unit.end-undo': ({ unit }) => `tog tillbaka att ${unit} skulle upphöra.`,
  'group.add': ({ unit, detail }) => `lade till arbetsgruppen ${detail.group ?? ''}${inUnit(unit)}.`,
  'group.rename': ({ unit, detail }) => `bytte namn på arbetsgruppen ${detail.group ?? ''}${inUnit(unit)}.`,
  'group.close': ({ unit, detail }) => `stängde arbetsgruppen ${detail.group ?? ''}${inUnit(unit)}.`,
  'person.add': ({ who, unit, detail }) =>
    `lade till ${who} som ${roleOf(detail)}${inUnit(unit)}${groupsOf(detail)}${span(detail)}.`,
  'person.change': ({ who, detail }) =>
    `ändrade ${list((detail.fields ?? []).map((field) => FIELDS[field] ?? field)) || 'uppgifter'} för ${who}.`,
  'person.protect': ({ who }) => `gav ${who} skyddad identitet. Namnet togs bort.`,
  'person.unprotect': ({ who }) => `tog bort den skyddade identiteten för ${who}.`,
  'role.add': ({ who, unit, detail }) =>
    `gav ${who} uppdraget ${roleOf(detail)}${inUnit(unit)}${groupsOf(detail)}${span(detail)}.`,
  'role.change': ({ who, unit, detail }) =>
    `ändrade uppdraget ${roleOf(detail)}${inUnit(unit)} för ${who}${groupsOf(detail)}${span(detail)}.`,
  'role.end': ({ who, unit, detail }) => `avslutade uppdraget ${roleOf(detail)}${inUnit(unit)} för ${who}.`,
  'account.close': ({ who }) => `stängde kontot för ${who}.`,
  'account.reopen': ({ who }) => `öppnade kontot för ${who} igen.`,
  'approval.set': ({ detail }) =>
    `bestämde att ${detail.approver === 'manager' ? 'enhetschefen' : 'avdelningschefen'} godkänner ${
      detail.kind === undefined ? 'rapporter' : words.kinds[detail.kind].name.toLowerCase()
    }.`,
  'mail-words.on': () => 'lät mejl innehålla det som står i kommentarer.',
  'mail-words.off': () => 'bestämde att mejl inte innehåller det som står i kommentarer.',
  'people.import': ({ detail: { counts = {} } }) =>
    `läste in en lista: ${counts.added ?? 0} nya, ${counts.changed ?? 0} ändrade och ${counts.unchanged ?? 0} oförändrade personer, ${counts.closed ?? 0} stängda konton.`,
  invited: ({ who }) => `bjöd in ${who}.`,
  'password-reset-sent': ({ who }) => `skickade en länk för nytt lösenord till ${who}.`,
  'code-printed': ({ who }) => `skrev ut en personlig kod för ${who}.`,
  'session-ended': ({ who }) => `loggade ut ${who} från en webbläsare.`,
  'sessions-ended': ({ who }) => `loggade ut ${who} överallt.`,
  'username-set': ({ who }) => `gav ${who} ett användarnamn.`,
};

/** An act in words, without the one who did it: "lade till enheten Norr." What is not known is told by its name. */
export function auditSentence({ act, person, unit, detail }: AuditSubject): string {
  const told = { who: person ?? 'någon', unit: unit ?? '', detail };
  return SENTENCES[act]?.(told) ?? `${act}${person === null ? '' : `: ${person}`}${inUnit(told.unit)}.`;
}

/** What an act is called in a list to choose from. */
export const AUDIT_ACTS: Record<string, string> = {
  'unit.add': 'Ny enhet',
  'unit.rename': 'Enhet bytte namn',
  'unit.rename-undo': 'Namnbyte togs tillbaka',
  'unit.merge-plan': 'Sammanslagning bestämdes',
  'unit.merge': 'Enheter slogs ihop',
  'unit.merge-undo': 'Sammanslagning togs tillbaka',
  'unit.split-plan': 'Delning bestämdes',
  'unit.split': 'Enhet delades',
  'unit.split-undo': 'Delning togs tillbaka',
  'unit.end-plan': 'Avslut bestämdes',
  'unit.end': 'Enhet upphörde',
  'unit.end-undo': 'Avslut togs tillbaka',
  'group.add': 'Ny arbetsgrupp',
  'group.rename': 'Arbetsgrupp bytte namn',
  'group.close': 'Arbetsgrupp stängdes',
  'person.add': 'Ny person',
  'person.change': 'Uppgifter ändrades',
  'person.protect': 'Skyddad identitet',
  'person.unprotect': 'Skyddad identitet togs bort',
  'role.add': 'Nytt uppdrag',
  'role.change': 'Uppdrag ändrades',
  'role.end': 'Uppdrag avslutades',
  'account.close': 'Konto stängdes',
  'account.reopen': 'Konto öppnades igen',
  'approval.set': 'Godkännande ändrades',
  'mail-words.on': 'Kommentarers text i mejl',
  'mail-words.off': 'Ingen kommentarstext i mejl',
  'people.import': 'Lista lästes in',
  invited: 'Inbjudan',
  'password-reset-sent': 'Länk för nytt lösenord',
  'code-printed': 'Personlig kod',
  'session-ended': 'Utloggning från en webbläsare',
  'sessions-ended': 'Utloggning överallt',
  'username-set': 'Användarnamn',
};
