import { ROLES, type Role } from '@delaktig/domain';
import { words } from './words.ts';

/**
 * How a person is shown, to everybody and everywhere: by name, and someone with a protected identity, who has none
 * here, by the strongest of their roles.
 */
export function shownName(name: string, roles: readonly Role[]): string {
  if (name !== '') return name;
  const strongest = ROLES.find((role) => roles.includes(role));
  return strongest === undefined ? 'Person utan uppdrag' : words.roles[strongest];
}
