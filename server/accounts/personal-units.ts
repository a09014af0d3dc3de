import type { AssignmentRow } from '../database/organisation.ts';
import type { PersonalUnit } from '../http/context.ts';

/** A person's assignments gathered by unit, in the order in which the rows come. */
export function personalUnits(assignments: readonly AssignmentRow[]): PersonalUnit[] {
  const units = new Map<string, PersonalUnit>();
  for (const { role, administration, unit, groups } of assignments) {
    if (unit === null) continue;
    const known = units.get(unit.id) ?? {
      ...unit,
      administration: administration.name,
      roles: [],
      groups: [],
    };
    if (!known.roles.includes(role)) known.roles.push(role);
    known.groups.push(...groups.map((group) => group.name).filter((name) => !known.groups.includes(name)));
    units.set(unit.id, known);
  }
  return [...units.values()];
}
