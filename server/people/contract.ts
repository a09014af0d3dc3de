import type {
  MendedCell,
  Role,
  RosterLeaver,
  RosterTable,
  RosterTableResult,
  RowProblems,
} from '@delaktig/domain';

/** Why no table could be read. `old-excel`: .xls, or a workbook with a password. */
export type ListTrouble =
  | 'empty'
  | 'too-large'
  | 'damaged'
  | 'old-excel'
  | 'other-file'
  | (RosterTableResult & { ok: false })['reason'];

export type ReadListResult =
  | { ok: true; table: RosterTable }
  | { ok: false; reason: ListTrouble; missing?: ('name' | 'unit')[] };

/** One role as it will be: what the page tells of it. */
export type PreviewedRole = {
  unit: string;
  role: Role;
  act: 'add' | 'resume' | 'groups' | 'keep';
  groups: string[];
};

/** Someone who is new or changed; `name` is '' for a protected identity. */
export type PreviewedPerson = {
  rows: number[];
  name: string;
  /** What stands for the name of someone with a protected identity. */
  role: Role;
  /** Has an account already, without any role here. */
  hasAccount: boolean;
  reopens: boolean;
  getsUsername: boolean;
  changes: { field: 'name' | 'email' | 'mobile'; before: string | null; after: string }[];
  roles: PreviewedRole[];
};

export type PreviewedLeaver = Omit<RosterLeaver, 'accountId' | 'unitId'> & { unit: string };

export type PeoplePreview = {
  administration: { id: string; name: string };
  /** The rows as they were read, a tab between cells: to be sent back as they are, or mended. */
  text: string;
  /** What the preview shows, and the rows that it was made of, each as a word to compare. */
  seen: { outcome: string; list: string };
  fields: RosterTable['fields'];
  leftOut: string[];
  titles: string[];
  counts: {
    right: number;
    wrong: number;
    /** People. */
    new: number;
    changed: number;
    unchanged: number;
    leaving: number;
    /** Roles that those have who may have left. */
    leavers: number;
    /** People who are new where somebody with a protected identity was not recognised. */
    unproven: number;
  };
  /** The first ones, as far as a page can show them. */
  wrong: RowProblems[];
  /** Units with people of protected identities whom the list does not say who they are. */
  unrecognised: { unit: string; people: number }[];
  newGroups: { unit: string; name: string }[];
  newPeople: PreviewedPerson[];
  changedPeople: PreviewedPerson[];
  leavers: PreviewedLeaver[];
};

export type PreviewResult =
  | { ok: true; preview: PeoplePreview }
  | { ok: false; reason: 'forbidden' | ListTrouble; missing?: ('name' | 'unit')[] };

export type TakeInResult =
  | { ok: true; done: PeopleTaken }
  /** Nothing was done: the list, or what is in the database, is not what the preview showed. */
  | { ok: false; reason: 'list-differs' | 'outcome-differs'; preview: PeoplePreview }
  /** Nothing was done: nobody has said that the new people are none of those whom a name cannot find. */
  | { ok: false; reason: 'unproven'; preview: PeoplePreview }
  | (PreviewResult & { ok: false });

export type PeopleTaken = {
  added: number;
  changed: number;
  unchanged: number;
  groups: number;
  rolesEnded: number;
  closed: number;
  /** Rows that were wrong and wait. */
  wrong: number;
  usernames: number;
};

/** Bringing in many people at once, for the administrators of an administration. */
export type PeopleUseCases = {
  /** Nothing is stored. */
  preview(administrationId: string, list: Uint8Array, mended?: readonly MendedCell[]): Promise<PreviewResult>;
  /** All rows that are right, or nothing. */
  takeIn(input: TakeInInput): Promise<TakeInResult>;
};

export type TakeInInput = {
  administrationId: string;
  list: Uint8Array;
  mended: readonly MendedCell[];
  seen: PeoplePreview['seen'];
  /** Assignments of those who have left. */
  leaving: readonly string[];
  /** All that were shown have left too, but for those with a protected identity, who are chosen one by one. */
  allLeaving: boolean;
  /** None of the new people is known to have a protected identity. */
  noneProtected: boolean;
};
