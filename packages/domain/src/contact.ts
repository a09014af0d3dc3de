/** An e-mail address as it is stored, or null for what cannot be one. */
export function emailAddress(text: string): string | null {
  const address = text.normalize('NFC').trim();
  return /^[^\s@;,]+@[^\s@;,]+$/u.test(address) && address.length <= 320 ? address : null;
}
