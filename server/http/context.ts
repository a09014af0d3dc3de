import type {
  Actor,
  Interchange,
  ReportKind,
  ReportState,
  ReportView,
  RoadEvent,
  Role,
} from '@delaktig/domain';
import type {} from '@remix-run/server-runtime';
import type { AccessUseCases, OwnAccessUseCases } from '../accounts/contract.ts';
import type { OrganisationUseCases } from '../organisation/contract.ts';
import type { PeopleUseCases } from '../people/contract.ts';
import type { RoadUseCases } from '../road/contract.ts';
import type { ThreadUseCases } from '../threads/contract.ts';

/**
 * What a route's loader or action gets (`context`): the signed-in person and the use cases.
 * Singletons travel this way and no other, since Remix' bundle has copies of every module of its own.
 */
export type AppContext = {
  /** For every script tag of the page. */
  nonce: string;
  mode: 'demo' | 'production';
  /** Who has signed in, or null. */
  session: SignedIn | null;
  accounts: AccountUseCases;
  access: AccessUseCases;
  reports: ReportUseCases;
  road: RoadUseCases;
  organisation: OrganisationUseCases;
  people: PeopleUseCases;
  threads: ThreadUseCases;
};

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends AppContext {}
}

export type SignedIn = {
  sessionId: string;
  expiresAt: Date;
  account: { id: string; name: string; initials: string };
  actor: Actor;
  /** The units in which the person has a role, for the masthead and the start page. */
  units: PersonalUnit[];
};

export type PersonalUnit = {
  id: string;
  name: string;
  initials: string;
  administration: string;
  roles: Role[];
  groups: string[];
};

export type DemoAccount = {
  id: string;
  name: string;
  roles: { role: Role; unit: string | null; groups: string[] }[];
};

/** On success `cookie` is the whole `Set-Cookie` value. Every way to fail is told alike. */
export type SignInResult = { ok: true; cookie: string } | { ok: false; reason: 'refused' };

export type AccountUseCases = OwnAccessUseCases & {
  /** Empty in production. */
  demoAccounts(): Promise<DemoAccount[]>;
  /** Refused in production and for accounts that are not of the demo. */
  signInAsDemo(accountId: string): Promise<SignInResult>;
  /** `identifier`: e-mail, mobile number or username. */
  signInWithPassword(identifier: string, password: string): Promise<SignInResult>;
  /** Revokes the session; the value clears the cookie. */
  signOut(): Promise<string>;
};

export type ReportSummary = {
  id: string;
  kind: ReportKind;
  year: number;
  state: ReportState;
  lastCommentDay: string | null;
  /** Sections that are ready or approved, and all. */
  ready: number;
  sections: number;
  unit: { id: string; name: string; initials: string };
};

/** What waits for the person, worked out from rights; sentences are the page's. */
export type StartView = {
  /** ISO date, Europe/Stockholm. */
  today: string;
  reports: ReportSummary[];
  /** Reports in which something waits for the person. */
  waiting: WaitingReport[];
  mayImport: boolean;
};

/** Counts are of sections. */
export type WaitingReport = {
  report: ReportSummary;
  write: number;
  comment: number;
  /** To mark as ready. */
  mark: number;
  /** Marked by a deputy: to pass on, for the manager. */
  passOn: number;
  approve: number;
  /** Sent back with a reason, to those who write or lead them. */
  returned: { sectionId: string; title: string; reason: string; by: string; role: Role; at: string }[];
  /** Every section is approved, and nothing but handing it in is left. */
  handIn: boolean;
  /** Why the superior sent the whole back, for those who lead. */
  sentBack: RoadEvent | null;
};

export type ReportRefusal = { ok: false; reason: 'not-found' | 'forbidden' };

export type ReadTextResult =
  | { ok: true; interchange: Interchange; lineCount: number; lines: string[] }
  | { ok: false; reason: 'empty' | 'binary' | 'too-large' };

export type ImportInput = { interchange: Interchange; kind: ReportKind; year: number; unitId: string };
export type ImportResult =
  | { ok: true; reportId: string }
  | { ok: false; reason: 'forbidden' }
  | { ok: false; reason: 'exists'; reportId: string };

export type ReportUseCases = {
  start(): Promise<StartView>;
  view(reportId: string): Promise<{ ok: true; report: ReportView } | ReportRefusal>;
  /** Units whose manager or deputy the person is: where an import may create a report. */
  unitsForImport(): Promise<{ id: string; name: string }[]>;
  /** Nothing is stored. `lines`: every node with its lines of the text, and `lineMap`, to show what was made of it. */
  readText(bytes: Uint8Array, options?: { lines: boolean }): Promise<ReadTextResult>;
  importReport(input: ImportInput): Promise<ImportResult>;
};
