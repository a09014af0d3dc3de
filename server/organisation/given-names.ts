import type { OrganisationRefusal } from './contract.ts';

const LONGEST = 120;

/** A name as people write it: one line, no blanks around it. */
export function tidy(name: string): string {
  return name.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** What is wrong with a tidy name, or null. */
export function wrongName(name: string): OrganisationRefusal | null {
  if (name === '') return 'name-empty';
  return name.length > LONGEST ? 'name-too-long' : null;
}

/** What is wrong with a unit's name and the one to three letters of its mark, or null. */
export function wrongUnitName(name: string, initials: string): OrganisationRefusal | null {
  const wrong = wrongName(name);
  if (wrong !== null) return wrong;
  return initials === '' || [...initials].length > 3 ? 'initials-length' : null;
}
