import { createHash, randomBytes, randomInt } from 'node:crypto';
import type postgres from 'postgres';
import { insertCode } from '../database/access-codes.ts';

/** How long a code works, in days. A sheet lies in a pigeon-hole; a mail in a box that others may read one day. */
export const CODE_DAYS = { mail: 7, sheet: 30 } as const;

/** The letters and figures that people do not take for one another, nor make words of. */
const LETTERS = '2346789BCDFGHJKMPQRTVWXY';
const GROUPS = 3;
const GROUP_LENGTH = 4;
const TOKEN_BYTES = 32;

export type NewCode = { id: string; secret: string; expiresAt: Date };

/**
 * Makes the code that a person comes in with: those before it stop working, with `sheetStays` the mailed one only.
 * `secret` goes into the link or onto the paper and nowhere else: 256 bits in a mail; on paper 12 letters (55 bits),
 * which tries are counted for. The caller has locked the account.
 */
export async function makeCode(
  tx: postgres.ISql,
  code: {
    accountId: string;
    purpose: 'invite' | 'reset';
    way: 'mail' | 'sheet';
    now: Date;
    sheetStays?: boolean;
  },
): Promise<NewCode> {
  const secret = code.way === 'mail' ? randomBytes(TOKEN_BYTES).toString('base64url') : letters();
  const expiresAt = new Date(code.now.getTime() + CODE_DAYS[code.way] * 86_400_000);
  const codeHash = hashOfCode(secret);
  if (codeHash === null) throw new Error('A code was made that cannot be read');
  const id = await insertCode(tx, { ...code, codeHash, expiresAt, sheetStays: code.sheetStays ?? false });
  return { id, secret, expiresAt };
}

/**
 * The hash of a code as somebody wrote it: in any case, with or without hyphens, or the whole link. Null for what is
 * no code at all.
 */
export function hashOfCode(written: string): Buffer | null {
  const given = written.trim().replace(/^.*\//s, '');
  if (/^[\w-]{43}$/.test(given)) return sha256(given);
  const bare = given.toUpperCase().replace(/[\s\-–]/gu, '');
  const isCode =
    bare.length === GROUPS * GROUP_LENGTH && [...bare].every((letter) => LETTERS.includes(letter));
  return isCode ? sha256(bare) : null;
}

function letters(): string {
  const group = () =>
    Array.from({ length: GROUP_LENGTH }, () => LETTERS[randomInt(LETTERS.length)] ?? '').join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
