import type { Approver, ReportKind, Role } from '@delaktig/domain';
import type { AuditDetail } from '@delaktig/texts';

/** Days are ISO dates in Europe/Stockholm; a first and a last day are both included, and null is without end. */
export type Span = { from: string | null; to: string | null };

export type Named = { id: string; name: string };

export type AdministrationSummary = Named & { organisation: string };

/** `not-found` as well for what belongs to an administration of others. */
export type Found<View> = { ok: true; view: View } | { ok: false; reason: 'not-found' };

/** Why nothing was done. */
export type OrganisationRefusal =
  | 'not-found'
  /** The account has roles in an administration of others. */
  | 'forbidden'
  | 'name-empty'
  | 'name-too-long'
  | 'name-taken'
  | 'initials-length'
  | 'email-malformed'
  | 'mobile-malformed'
  /** E-mail or mobile belongs to a person of this administration, or to somebody elsewhere. */
  | 'contact-taken'
  | 'contact-elsewhere'
  /** Neither e-mail nor mobile. */
  | 'contact-missing'
  | 'unit-missing'
  | 'group-not-of-unit'
  /** People belong to it: asked first. */
  | 'group-in-use'
  | 'days-reversed'
  | 'day-missing'
  /** The unit has ended by then. */
  | 'unit-ended'
  /** Groups would go to the unit that they are in. */
  | 'circle'
  | 'nothing-goes'
  /** The unit has a change that waits for its day already. */
  | 'change-waits'
  | 'last-administrator'
  /** Someone else was there first. */
  | 'changed';

export type Refused = { ok: false; reason: OrganisationRefusal };
export type Done = { ok: true } | Refused;

/** A person as administrators see them in lists: of someone with a protected identity only the role and a number. */
export type PersonLine = {
  id: string;
  /** Empty for a protected identity. */
  name: string;
  /** Tells protected people of the administration apart; null for others. */
  number: number | null;
  /** The strongest role, for someone without a name; null for one who has none. */
  role: Role | null;
};

export type RoleLine = Span & {
  id: string;
  role: Role;
  administrationId: string;
  unit: Named | null;
  groups: Named[];
  protectionArea: string | null;
};

export type UnitLine = Named & {
  initials: string;
  people: number;
  managers: PersonLine[];
  hasSuperior: boolean;
  endsAfter: string | null;
};

export type OverviewView = {
  administration: AdministrationSummary;
  units: UnitLine[];
  /** Units that have ended. */
  ended: (Named & { endsAfter: string })[];
  people: number;
  /** Open accounts without a password. */
  withoutSignIn: number;
  withoutRole: number;
};

export type PlannedChange = {
  id: string;
  kind: 'merge' | 'split' | 'end';
  /** The first day of the new order. */
  day: string;
  units: Named[];
  /** Without an id: made on the day. */
  heir: { id: string | null; name: string } | null;
  groups: Named[];
};

export type UnitView = Named & {
  today: string;
  initials: string;
  administration: AdministrationSummary;
  endsAfter: string | null;
  /** Newest first; those that begin after today may be taken back. */
  names: { name: string; initials: string; from: string }[];
  groups: (Named & { people: number })[];
  closedGroups: Named[];
  people: {
    role: Role;
    people: (PersonLine & Span & { groups: Named[]; protectionArea: string | null })[];
  }[];
  heirs: (Named & { from: string })[];
  predecessors: (Named & { from: string })[];
  changes: PlannedChange[];
  /** Units that this one can go up in, or be joined with. */
  others: Named[];
};

export type MailWordsView = { administration: AdministrationSummary; on: boolean };

export type PeopleFilter = {
  name?: string;
  unitId?: string;
  groupId?: string;
  role?: Role;
  closed?: boolean;
  /** Open accounts without a way to sign in, or without any role. */
  lack?: 'sign-in' | 'role';
  /** From 1. */
  page?: number;
};

export type PeopleView = {
  administration: AdministrationSummary;
  /** Addresses are null as well when they may not be shown. */
  people: (PersonLine & { email: string | null; mobile: string | null; roles: RoleLine[] })[];
  total: number;
  page: number;
  pages: number;
  closed: number;
  units: UnitChoice[];
};

export type UnitChoice = Named & { groups: Named[] };

export type PersonView = PersonLine & {
  today: string;
  administration: AdministrationSummary;
  isProtected: boolean;
  /** Null as well when it may not be shown. */
  email: string | null;
  mobile: string | null;
  hasEmail: boolean;
  hasMobile: boolean;
  canSignIn: boolean;
  closed: boolean;
  isSelf: boolean;
  /** Has roles in administrations of others, so that the account itself is not this administrator's to change. */
  isElsewhere: boolean;
  mayActOnAccount: boolean;
  roles: RoleLine[];
  ended: RoleLine[];
  units: UnitChoice[];
};

export type ApprovalView = {
  administration: AdministrationSummary;
  rules: { kind: ReportKind; approver: Approver }[];
};

export type LogFilter = {
  accountId?: string;
  act?: string;
  from?: string;
  to?: string;
  page?: number;
};

/** What was done: names are looked up now, and someone with a protected identity is a role and nothing more. */
export type LogLine = {
  id: number;
  /** ISO moment. */
  at: string;
  act: string;
  /** Null: the product itself, or a command. */
  by: string | null;
  person: { id: string; shown: string } | null;
  unit: string | null;
  detail: AuditDetail;
};

export type LogView = {
  administration: AdministrationSummary;
  lines: LogLine[];
  total: number;
  page: number;
  pages: number;
  /** Those who are in the log, to choose from. */
  people: { id: string; shown: string }[];
  acts: string[];
};

export type NewPerson = {
  administrationId: string;
  name: string;
  email: string;
  mobile: string;
  role: Exclude<Role, 'administrator'>;
  unitId: string;
  workGroupIds: string[];
  protectionArea: string;
  from: string | null;
  to: string | null;
  /** Gives the role to the account that has the address, in an administration of others. */
  existing: boolean;
};

export type NewRole = Span & {
  accountId: string;
  administrationId: string;
  role: Role;
  /** None for an administrator. */
  unitIds: string[];
  workGroupIds: string[];
  protectionArea: string;
};

/** Where people go: to a unit that is there, or to one that is made on the day. */
export type Heir = { id: string } | { name: string; initials: string };

/** Units, groups, people and their roles, for the administrators of an administration. */
export type OrganisationUseCases = {
  /** Those that one administers; empty for everybody else. */
  administrations(): Promise<AdministrationSummary[]>;
  overview(administrationId: string): Promise<Found<OverviewView>>;
  unit(unitId: string): Promise<Found<UnitView>>;
  people(administrationId: string, filter: PeopleFilter): Promise<Found<PeopleView>>;
  person(accountId: string): Promise<Found<PersonView>>;
  unitChoices(administrationId: string): Promise<Found<{ units: UnitChoice[]; today: string }>>;
  approval(administrationId: string): Promise<Found<ApprovalView>>;
  log(administrationId: string, filter: LogFilter): Promise<Found<LogView>>;
  /** The whole log that the filter lets through, as a CSV file. */
  logCsv(administrationId: string, filter: LogFilter): Promise<Found<string>>;

  addUnit(input: {
    administrationId: string;
    name: string;
    initials: string;
  }): Promise<{ ok: true; unitId: string } | Refused>;
  /** `from` null: at once. */
  renameUnit(input: { unitId: string; name: string; initials: string; from: string | null }): Promise<Done>;
  undoRename(input: { unitId: string; from: string }): Promise<Done>;
  addGroup(input: { unitId: string; name: string }): Promise<Done>;
  renameGroup(input: { groupId: string; name: string }): Promise<Done>;
  closeGroup(input: { groupId: string; despite: boolean }): Promise<Done>;
  mergeUnits(input: { unitId: string; otherIds: string[]; heir: Heir; day: string }): Promise<Done>;
  splitUnit(input: { unitId: string; groupIds: string[]; heir: Heir; day: string }): Promise<Done>;
  endUnit(input: { unitId: string; lastDay: string }): Promise<Done>;
  /** Only before its day. */
  undoChange(input: { changeId: string }): Promise<Done>;

  addPerson(input: NewPerson): Promise<{ ok: true; accountId: string } | Refused>;
  /** Of someone with a protected identity the name is left alone, and what is empty stays as it is. */
  changePerson(input: { accountId: string; name: string; email: string; mobile: string }): Promise<Done>;
  addRole(input: NewRole): Promise<Done>;
  changeRole(
    input: Span & { assignmentId: string; workGroupIds: string[]; protectionArea: string },
  ): Promise<Done>;
  /** At once. */
  endRole(input: { assignmentId: string }): Promise<Done>;
  /** Ends every session; what the person wrote stays. */
  closeAccount(input: { accountId: string }): Promise<Done>;
  reopenAccount(input: { accountId: string }): Promise<Done>;
  /** Takes the name away for good. */
  protectPerson(input: { accountId: string }): Promise<Done>;
  unprotectPerson(input: { accountId: string; name: string }): Promise<Done>;
  mailWords(administrationId: string): Promise<Found<MailWordsView>>;
  setMailWords(input: { administrationId: string; on: boolean }): Promise<Done>;
  setApprover(input: { administrationId: string; kind: ReportKind; approver: Approver }): Promise<Done>;
};
