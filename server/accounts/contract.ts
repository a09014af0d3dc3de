import type { MailWish, Role } from '@delaktig/domain';
import type { SignInResult } from '../http/context.ts';

/** Whom a code is for, as far as whoever holds it may know before it is used. */
export type CodeHolder = {
  purpose: 'invite' | 'reset';
  /** Null for someone who is shown by role only. */
  firstName: string | null;
  /** Null for someone without any role. */
  role: Role | null;
};

/** Every code that cannot be used is told alike: unknown, used, expired, replaced, or too many tries. */
export type RedeemResult =
  | { ok: true; cookie: string }
  | { ok: false; reason: 'code' }
  | { ok: false; reason: 'password-length'; holder: CodeHolder };

/** A session as its owner and administrators may see it: never what was done in it, or when it was last used. */
export type ShownSession = {
  id: string;
  /** Proper names, "Chrome" and "Android"; null when the browser did not say. */
  browser: string | null;
  system: string | null;
  /** ISO date, Europe/Stockholm. */
  since: string;
  /** Whoever asks does so in this one. */
  isThis: boolean;
};

export type HeldRoleShown = { role: Role; unit: string | null; administration: string; groups: string[] };

/** What is registered about oneself. */
export type OwnAccount = {
  name: string;
  email: string | null;
  /** "070-123 45 67". */
  mobile: string | null;
  username: string | null;
  hasPassword: boolean;
  roles: HeldRoleShown[];
  sessions: ShownSession[];
  mailWish: MailWish;
};

export type ChangePasswordResult =
  | { ok: true; ended: number }
  | { ok: false; reason: 'refused' | 'password-length' };

/** What everybody may do about their own way in. */
export type OwnAccessUseCases = {
  /** False: this installation sends no mail. */
  canMail: boolean;
  /** Null for a code that cannot be used. Counted as a try. */
  codeHolder(code: string): Promise<CodeHolder | null>;
  /** Sets the password, ends the sessions that there were and signs in. */
  redeemCode(code: string, password: string): Promise<RedeemResult>;
  /** Sends a link to whoever has such an e-mail, number or name. Tells nobody whether there is one. */
  askForReset(identifier: string): Promise<void>;
  /** Null for a visitor, as in the acts below. */
  own(): Promise<OwnAccount | null>;
  /** @returns how many were ended: sessions of others and of nobody are not among them */
  endOwnSession(sessionId: string): Promise<number>;
  /** Every other one than this. */
  endOtherSessions(): Promise<number>;
  changePassword(present: string, next: string): Promise<ChangePasswordResult>;
  /** How one wants mail about comments, from now on. */
  chooseMail(wish: MailWish): Promise<void>;
};

/** The newest code of a person. A mail that could not be delivered is told as such. */
export type ShownCode = {
  purpose: 'invite' | 'reset';
  way: 'mail' | 'sheet';
  /** ISO dates, Europe/Stockholm; the last day on which it works. */
  made: string;
  until: string;
  state: 'valid' | 'used' | 'expired';
  mail: 'waiting' | 'sent' | 'failed' | null;
};

/** Someone of an administration, for its administrators. */
export type PersonInLine = {
  id: string;
  /** Empty for someone who is shown by role only. */
  name: string;
  roles: HeldRoleShown[];
  units: string[];
  groups: string[];
  hasEmail: boolean;
  /** What they may sign in with besides e-mail. */
  hasMobileOrUsername: boolean;
  /** False: they hold a role in an administration that is not the administrator's. */
  mayAct: boolean;
  code: ShownCode | null;
};

export type Invitations = {
  canMail: boolean;
  units: { id: string; name: string; groups: { id: string; name: string }[] }[];
  /** Those who cannot sign in yet, by name. */
  people: PersonInLine[];
  /** How many of the administration can sign in. */
  canSignIn: number;
};

/** A slip of paper for one person. The code is nowhere else, and is shown this once. */
export type Sheet = {
  accountId: string;
  purpose: 'invite' | 'reset';
  /** Empty for someone who is shown by role only. */
  name: string;
  role: Role | null;
  unit: string | null;
  /** "BCDF-GHJK-MPQR". */
  code: string;
  /** ISO date. */
  until: string;
  signInWith: { kind: 'username' | 'mobile' | 'email'; text: string | null };
};

export type Printed = { address: string; sheets: Sheet[] };

export type PersonAccess = {
  id: string;
  name: string;
  /** Those in the administrations of whoever asks. */
  roles: HeldRoleShown[];
  hasPassword: boolean;
  closed: boolean;
  mayAct: boolean;
  canMail: boolean;
  hasEmail: boolean;
  /** Null also for what is kept from administrators, with `hidden`. */
  email: string | null;
  mobile: string | null;
  username: string | null;
  /** Someone with a protected identity: e-mail and mobile are shown to nobody. */
  hidden: boolean;
  code: ShownCode | null;
  sessions: ShownSession[];
};

export type AccessRefusal = { ok: false; reason: 'forbidden' };
export type SetUsernameResult =
  | { ok: true; username: string }
  | { ok: false; reason: 'forbidden' | 'form' | 'taken' };

export type InvitationsFilter = { administrationId: string; unitId?: string; groupId?: string };

/** What administrators may do about others' way in. Every act stands in the audit log. */
export type AccessUseCases = {
  /** Null when the administration is not the actor's. */
  invitations(filter: InvitationsFilter): Promise<Invitations | null>;
  /** By mail, each with a link of their own; those without an address or outside one's reach are left out. */
  invite(accountIds: readonly string[]): Promise<{ invited: number; left: number }>;
  /** Makes codes, now. `left`: those outside one's reach, closed or unknown. */
  printCodes(accountIds: readonly string[]): Promise<Printed & { left: number }>;
  person(accountId: string): Promise<PersonAccess | null>;
  endSession(accountId: string, sessionId: string): Promise<{ ok: true; ended: number } | AccessRefusal>;
  endAllSessions(accountId: string): Promise<{ ok: true; ended: number } | AccessRefusal>;
  setUsername(accountId: string, username: string): Promise<SetUsernameResult>;
};

export type { SignInResult };
