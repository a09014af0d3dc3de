/** The largest text that is read. */
export const MAX_BYTES = 5 * 1024 * 1024;

export type Refusal = 'empty' | 'binary' | 'too-large';
export type Decoded = { ok: true; text: string; remark: string | null } | { ok: false; reason: Refusal };

/**
 * Bytes of a file -> text. UTF-8 (a byte order mark is taken off) needs no remark; UTF-16 and Windows-1252
 * are understood with one, in Swedish, that belongs among the remarks of the report.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length > MAX_BYTES) return { ok: false, reason: 'too-large' };
  if (bytes.length === 0) return { ok: false, reason: 'empty' };
  const found = toText(bytes);
  if (!found) return { ok: false, reason: 'binary' };
  const text = found.text.startsWith('\ufeff') ? found.text.slice(1) : found.text;
  if (isBinary(text)) return { ok: false, reason: 'binary' };
  if (text.replace(/[\s\u200b-\u200d\u2060\ufeff\u00ad]/g, '') === '') return { ok: false, reason: 'empty' };
  return { ok: true, text, remark: found.remark };
}

type Found = { text: string; remark: string | null };

function toText(bytes: Uint8Array): Found | null {
  const utf16 = utf16Order(bytes);
  if (utf16) {
    return {
      text: new TextDecoder(utf16).decode(bytes),
      remark: 'Filen är skriven i UTF-16 och har räknats om.',
    };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), remark: null };
  } catch {
    if (bytes.includes(0)) return null;
    return {
      text: new TextDecoder('windows-1252').decode(bytes),
      remark: 'Filen är inte UTF-8. Den har lästs som Latin-1 (Windows-1252): kontrollera å, ä och ö.',
    };
  }
}

/** By the byte order mark, else by where the zero bytes of Latin letters stand. */
function utf16Order(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const length = Math.min(bytes.length - (bytes.length % 2), 4096);
  if (length < 4) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even += 1;
    if (bytes[i + 1] === 0) odd += 1;
  }
  const pairs = length / 2;
  if (odd > pairs * 0.7 && even < pairs * 0.05) return 'utf-16le';
  if (even > pairs * 0.7 && odd < pairs * 0.05) return 'utf-16be';
  return null;
}

/** Control characters that no text has; a stray one is let through, and dropped when lines are read. */
function isBinary(text: string): boolean {
  if (text.startsWith('%PDF-') || text.startsWith('PK\u0003\u0004') || text.startsWith('{\\rtf')) return true;
  let odd = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0 || code === 0xfffd) odd += 8;
    else if (code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13 && code !== 11) odd += 1;
  }
  return odd > 8 && odd > text.length * 0.02;
}
