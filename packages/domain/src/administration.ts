import type { Actor } from './roles.ts';

/** Where somebody holds a role, which is all that decides who may administer them. */
export type HeldRole = { administrationId: string };

/** The administrations whose administrator the actor is, each once. */
export function administeredBy(actor: Actor): string[] {
  const administered = actor.assignments.filter(({ role }) => role === 'administrator');
  return [...new Set(administered.map(({ administrationId }) => administrationId))];
}

/** Whether the actor sets up the units, people and roles of an administration. */
export function administers(actor: Actor, administrationId: string): boolean {
  return administeredBy(actor).includes(administrationId);
}

/** Whether the actor may know of a person, give and end roles of theirs there, and end their sessions. */
export function mayAdminister(actor: Actor, roles: readonly HeldRole[]): boolean {
  return roles.some(({ administrationId }) => administers(actor, administrationId));
}

/**
 * Whether the actor may act on an account itself: name, address, way to sign in, protected identity, closing. Only when
 * every role of it lies where the actor administers, since it would otherwise be a way into another administration.
 * `roles`: those that have not ended, or, when all have, those that the account has had.
 */
export function mayActOnAccount(actor: Actor, roles: readonly HeldRole[]): boolean {
  return roles.length > 0 && roles.every(({ administrationId }) => administers(actor, administrationId));
}
