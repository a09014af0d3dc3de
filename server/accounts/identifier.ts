import { mobileNumber } from '@delaktig/domain';
import type { Identifier } from '../database/accounts.ts';

/** What somebody signs in with, from the one field in which they type it. Never throws and never refuses. */
export function identifierFrom(typed: string): Identifier {
  // PostgreSQL takes no zero byte in a text.
  const text = typed.normalize('NFC').replaceAll('\0', '').trim().toLocaleLowerCase('sv').slice(0, 320);
  if (text.includes('@')) return { email: text };
  const mobile = mobileNumber(text);
  return mobile === null ? { username: text } : { mobile };
}

/** By which tries are counted. */
export function keyOf(identifier: Identifier): string {
  return Object.values(identifier).join('');
}

const USERNAME = /^[a-zåäö0-9][a-zåäö0-9._-]{2,39}$/;

/** A username as it is kept, or null: 3 to 40 letters, figures and `. _ -`, with a letter among them. */
export function usernameFrom(typed: string): string | null {
  const name = typed.normalize('NFC').trim().toLocaleLowerCase('sv');
  // One without letters could be somebody's number.
  return USERNAME.test(name) && /[a-zåäö]/.test(name) ? name : null;
}
