import type { Role } from './roles.ts';

/** Lists of people as administrations keep them in spreadsheets: what is read from a row, and what may be wrong. */
export const ROSTER_FIELDS = ['name', 'email', 'mobile', 'unit', 'group', 'role'] as const;
export type RosterField = (typeof ROSTER_FIELDS)[number];

/** More rows than the largest administrations have people; a list beyond it is something else. */
export const MOST_ROSTER_ROWS = 5_000;

/** In characters. */
export const MOST_IN_CELL: Record<RosterField, number> = {
  name: 120,
  email: 254,
  mobile: 40,
  unit: 160,
  group: 400,
  role: 80,
};

/** One row, numbered as in the file from 1. A cell that is not there is ''. */
export type RosterRow = { row: number; cells: Record<RosterField, string> };

export type RosterTable = {
  /** Where the headings stand. */
  headingRow: number;
  fields: RosterField[];
  /** The column of roles holds titles: such as are no role of ours are those of staff. */
  titles: boolean;
  /** Columns that are not read, as they are headed. */
  leftOut: string[];
  rows: RosterRow[];
};

/** Why a row cannot be taken in. `row` of a problem: another row that it stands against. */
export type RosterProblem =
  | { is: 'missing'; field: RosterField }
  | { is: 'formula'; field: RosterField; value: string }
  | { is: 'hidden'; field: RosterField; value: string }
  | { is: 'too-long'; field: RosterField; most: number }
  | { is: 'name-odd'; value: string }
  | { is: 'email-odd'; value: string }
  | { is: 'mobile-odd'; value: string }
  | { is: 'unit-unknown'; value: string; near: string | null; units: string[] }
  | { is: 'unit-ended'; value: string; heirs: string[] }
  | { is: 'group-near'; value: string; unit: string; near: string }
  | { is: 'role-unknown'; value: string }
  | { is: 'role-refused' }
  | { is: 'email-two-names'; email: string; row: number }
  | { is: 'mobile-two-people'; row: number }
  | { is: 'contradicts'; field: 'name' | 'email' | 'mobile'; row: number }
  | { is: 'mobile-taken'; name: string | null }
  | { is: 'same-name'; unit: string }
  | { is: 'closed-elsewhere' }
  | { is: 'waits'; row: number };

export type RowProblems = { row: RosterRow; problems: RosterProblem[] };

export type RosterUnit = {
  id: string;
  name: string;
  groups: { id: string; name: string; closed: boolean }[];
};

/** Days are ISO dates, both included; null where there is no end. */
export type RosterHeldRole = {
  assignmentId: string;
  unitId: string;
  role: Role;
  from: string | null;
  to: string | null;
  groupIds: string[];
};

export type RosterAccount = {
  id: string;
  /** '' of someone with a protected identity. */
  name: string;
  email: string | null;
  mobile: string | null;
  username: string | null;
  closed: boolean;
  /** Not the administrator's to act on (`mayActOnAccount`): only roles here may change. */
  shared: boolean;
  /** Has a role that has not ended in an administration of others. */
  heldElsewhere: boolean;
  /** Is a manager or an administrator somewhere, and so never among those who have left. */
  leads: boolean;
  /** In the units of this administration, those that have ended included. */
  roles: RosterHeldRole[];
};

/** What an administration is before the list is taken in. */
export type RosterGround = {
  /** Europe/Stockholm. */
  today: string;
  /** Those that go on. */
  units: RosterUnit[];
  ended: { name: string; heirs: string[] }[];
  /** Everyone who has or has had a role here, and everyone whose address or number the list has. */
  accounts: RosterAccount[];
};

/** A group of the unit; `id` null when it is to be made. */
export type PlannedGroup = { id: string | null; name: string };

export type PlannedRole = {
  unitId: string;
  role: Role;
  /** Null when the role is new. */
  assignmentId: string | null;
  /** `resume`: it was to end today, and does not. */
  act: 'add' | 'resume' | 'groups' | 'keep';
  /** All groups that the role has afterwards. */
  groups: PlannedGroup[];
};

export type RosterDetails = { name?: string; email?: string; mobile?: string };

export type PlannedPerson = {
  rows: number[];
  accountId: string | null;
  /** Afterwards; '' of someone with a protected identity. */
  name: string;
  /** Without any role here until now. */
  is: 'new' | 'changed' | 'unchanged';
  /** The account was closed. */
  reopens: boolean;
  /** What the account gets. */
  set: RosterDetails;
  /** What it had instead. */
  before: RosterDetails;
  /** Has nothing to sign in with, and gets a made-up one. */
  getsUsername: boolean;
  roles: PlannedRole[];
};

/**
 * Someone who is staff in a unit that the list names, and is not so in the list. `why`: not there at all, there in
 * other units only, or there in the unit in another role.
 */
export type RosterLeaver = {
  assignmentId: string;
  accountId: string;
  name: string;
  unitId: string;
  why: 'absent' | 'other-unit' | 'other-role';
};

/** Someone with a protected identity works in the unit, and no row is known to be theirs: they have no name to find. */
export type UnrecognisedPeople = { unitId: string; people: number };

export type RosterPlan = {
  people: PlannedPerson[];
  /** Of the units that people of the list work in. */
  unrecognised: UnrecognisedPeople[];
  /** How many people would get an account in those units, of whom any may be one of those. */
  unproven: number;
  newGroups: { unitId: string; name: string }[];
  leavers: RosterLeaver[];
  wrong: RowProblems[];
  /** Rows that are right. */
  right: number;
  /** Titles that were read as staff. */
  titles: string[];
};
