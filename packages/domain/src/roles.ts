/** The roles of the product, strongest duty first. Swedish names stand in `docs/glossary.md`. */
export const ROLES = [
  'manager',
  'deputy',
  'superior',
  'controller',
  'representative',
  'staff',
  'administrator',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * A role that a person holds in one unit, or in a whole administration when `unitId` is null
 * (only `administrator`). `workGroupIds` are the groups of that unit that the person belongs to
 * (staff) or leads (deputy).
 */
export type Assignment = {
  role: Role;
  administrationId: string;
  unitId: string | null;
  workGroupIds: readonly string[];
};

/** Who asks. Assignments are those in force today: stand-ins are already resolved by date. */
export type Actor = { accountId: string; assignments: readonly Assignment[] };
