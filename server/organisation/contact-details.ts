import { emailAddress, mobileNumber } from '@delaktig/domain';
import type { OrganisationRefusal } from './contract.ts';

export type Contact = { email: string | null; mobile: string | null };

/** As they are stored; what is empty is null. */
export function contactFrom(given: {
  email: string;
  mobile: string;
}): { ok: true; contact: Contact } | { ok: false; reason: OrganisationRefusal } {
  const email = given.email.trim() === '' ? null : emailAddress(given.email);
  const mobile = given.mobile.trim() === '' ? null : mobileNumber(given.mobile);
  if (email === null && given.email.trim() !== '') return { ok: false, reason: 'email-malformed' };
  if (mobile === null && given.mobile.trim() !== '') return { ok: false, reason: 'mobile-malformed' };
  return { ok: true, contact: { email, mobile } };
}
