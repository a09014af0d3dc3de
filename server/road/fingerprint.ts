import { createHash } from 'node:crypto';
import type { SectionVersion } from '@delaktig/domain';
import canonicalize from 'canonicalize';

/** A value as RFC 8785 writes it, and the SHA-256 of that in hex. */
export type Sealed = { canonical: string; fingerprint: string };

/** The exact text and facts of a section, and what stands for them. */
export function sealed(value: SectionVersion | object): Sealed {
  const canonical = canonicalJson(value);
  return { canonical, fingerprint: fingerprintOf(canonical) };
}

export function canonicalJson(value: object): string {
  const canonical = canonicalize(value);
  if (canonical === undefined) throw new Error('An object has no canonical form');
  return canonical;
}

/** SHA-256 of the UTF-8 of a text, in hex. */
export function fingerprintOf(canonical: string): string {
  return createHash('sha256').update(canonical, 'utf8').digest('hex');
}
