import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** OWASP's second row for scrypt: 32 MiB and three passes, about a quarter of a second. */
const COST = { log2N: 15, r: 8, p: 3 } as const;
const KEY_LENGTH = 32;
const FORM = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/;

export const PASSWORD_LENGTH = { min: 12, max: 200 } as const;

type Cost = { log2N: number; r: number; p: number };

/** `scrypt$log2N$r$p$salt$key`: the parameters travel with the hash, so that they can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST);
  return ['scrypt', COST.log2N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join(
    '$',
  );
}

/**
 * Whether the password is the one that was hashed. Without a hash (no such account) the same work is done
 * and the answer is no, so that time does not tell the two apart. Throws on a hash of an unknown form.
 */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  if (hash === null) {
    await derive(password, Buffer.alloc(16), COST);
    return false;
  }
  const [, log2N, r, p, salt, key] = FORM.exec(hash) ?? [];
  if (salt === undefined || key === undefined) throw new Error('A password hash has an unknown form');
  const expected = Buffer.from(key, 'base64url');
  const cost = { log2N: Number(log2N), r: Number(r), p: Number(p) };
  const given = await derive(password, Buffer.from(salt, 'base64url'), cost);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function derive(password: string, salt: Buffer, { log2N, r, p }: Cost): Promise<Buffer> {
  const N = 2 ** log2N;
  const options = { N, r, p, maxmem: 256 * N * r };
  // The same letters typed on two keyboards may be composed differently.
  const letters = password.normalize('NFC');
  return new Promise((resolve, reject) => {
    scrypt(letters, salt, KEY_LENGTH, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
