import type { Actor } from '@delaktig/domain';
import type { AssignmentRow } from '../database/organisation.ts';

/** Who asks, from the assignments of theirs that are in force. */
export function actorOf(accountId: string, assignments: readonly AssignmentRow[]): Actor {
  return {
    accountId,
    assignments: assignments.map(({ role, administration, unit, groups }) => ({
      role,
      administrationId: administration.id,
      unitId: unit?.id ?? null,
      workGroupIds: groups.map((group) => group.id),
    })),
  };
}
