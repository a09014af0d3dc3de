import { emailAddress } from './contact.ts';
import { mobileNumber } from './mobile.ts';
import type { Role } from './roles.ts';
import { MOST_IN_CELL, type RosterField, type RosterProblem } from './roster.ts';

type Read<Value> = { ok: true; value: Value } | { ok: false; problem: RosterProblem };

/**
 * The text of a cell, with any space as one space. Refused is what a spreadsheet would reckon with, and what nobody
 * can see: such a name would look like another and be none.
 */
export function readCell(field: RosterField, cell: string): Read<string> {
  const value = cell.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (/^[-–—]+$/u.test(value)) return { ok: true, value: '' };
  if (value.length > MOST_IN_CELL[field]) {
    return { ok: false, problem: { is: 'too-long', field, most: MOST_IN_CELL[field] } };
  }
  if (/[\p{C}\u{fffd}]/u.test(value)) {
    const seen = value.replace(/[\p{C}\u{fffd}]/gu, '·');
    return { ok: false, problem: { is: 'hidden', field, value: seen } };
  }
  const reckons = field === 'mobile' ? /^[=@-]/ : /^[=+@-]/;
  if (reckons.test(value) || value.startsWith('#')) {
    return { ok: false, problem: { is: 'formula', field, value } };
  }
  return { ok: true, value };
}

/** "Lind, Sam" is "Sam Lind". */
export function readName(value: string): Read<string> {
  const [last, first, ...more] = value.split(',').map((part) => part.trim());
  const name = first && last && more.length === 0 ? `${first} ${last}` : value;
  if (!/\p{L}/u.test(name) || /[\d@<>;,]/u.test(name)) {
    return { ok: false, problem: { is: 'name-odd', value } };
  }
  return { ok: true, value: name };
}

/** A colleague's address has a whole domain after its @. */
export function readEmail(value: string): Read<string> {
  const email = emailAddress(value.replace(/^mailto:/i, ''));
  return email !== null && /^[^<>()[\]\\":]+@[^<>()[\]\\":.]+(\.[^<>()[\]\\":.]+)+$/u.test(email)
    ? { ok: true, value: email }
    : { ok: false, problem: { is: 'email-odd', value } };
}

/** A spreadsheet takes the first zero for nothing: 701234567 is a number of ours. */
export function readMobile(value: string): Read<string> {
  const bare = value.replace(/[\s\-–]/gu, '');
  const number = mobileNumber(/^7\d{8}$/.test(bare) ? `0${bare}` : value);
  return number === null ? { ok: false, problem: { is: 'mobile-odd', value } } : { ok: true, value: number };
}

/** Several groups in a cell stand with a comma, a semicolon or a slash between. */
export function readGroups(value: string): string[] {
  return value
    .split(/[,;/]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

const ROLE_WORDS: Record<Exclude<Role, 'administrator'>, string[]> = {
  staff: ['medarbetare', 'personal', 'anställd', 'vikarie', 'timvikarie'],
  manager: ['enhetschef', 'chef'],
  deputy: [
    'biträdande enhetschef',
    'biträdande chef',
    'bitr enhetschef',
    'bitr chef',
    'biträdande',
    'bitr. enhetschef',
    'bitr. chef',
  ],
  superior: ['avdelningschef', 'överordnad chef'],
  controller: ['controller', 'verksamhetscontroller', 'ekonomicontroller'],
  representative: ['ombud', 'skyddsombud', 'arbetsplatsombud'],
};
const ROLES_BY_WORD = new Map(
  Object.entries(ROLE_WORDS).flatMap(([role, words]) => words.map((word) => [word, role as Role] as const)),
);

/** `title`: no role of ours, in a column of titles, and so staff. Null where nothing is written. */
export function readRole(value: string, titles: boolean): Read<{ role: Role; title: string | null } | null> {
  if (value === '') return { ok: true, value: null };
  const word = value.toLocaleLowerCase('sv');
  const role = ROLES_BY_WORD.get(word);
  if (role !== undefined) return { ok: true, value: { role, title: null } };
  if (/^(system)?(admin|administratör)$/u.test(word)) return { ok: false, problem: { is: 'role-refused' } };
  // A manager of some kind that we do not know of must not become staff unseen.
  if (titles && !/chef|controller|ombud/u.test(word)) {
    return { ok: true, value: { role: 'staff', title: value } };
  }
  return { ok: false, problem: { is: 'role-unknown', value } };
}
