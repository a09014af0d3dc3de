import { ROLES, type Role } from '@delaktig/domain';
import type { PersonRow } from '../database/administered-people.ts';
import type { HeldAssignment } from '../database/assignments.ts';
import type { PersonLine, RoleLine } from './contract.ts';

/** A person as lists show them, by what they hold, or by what they held when that is all there is. */
export function personLine({ id, name, number }: PersonRow, held: readonly { role: Role }[]): PersonLine {
  const role = ROLES.find((each) => held.some((one) => one.role === each)) ?? null;
  return { id, name, number, role };
}

export function roleLine({ accountId: _, ...held }: HeldAssignment): RoleLine {
  return held;
}

export function hasEnded({ to }: { to: string | null }, today: string): boolean {
  return to !== null && to < today;
}
