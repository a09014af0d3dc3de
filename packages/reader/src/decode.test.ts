import { describe, expect, it } from 'vitest';
import { decode, MAX_BYTES } from './decode.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, little: boolean): Uint8Array =>
  Uint8Array.from(
    [...text].flatMap((sign) => {
      const code = sign.charCodeAt(0);
      return little ? [code & 255, code >> 8] : [code >> 8, code & 255];
    }),
  );

describe('decode', () => {
  it('reads UTF-8 and takes off its mark', () => {
    expect(decode(utf8('Nämndmål'))).toEqual({ ok: true, text: 'Nämndmål', remark: null });
    expect(decode(utf8('\ufeffNämndmål'))).toEqual({ ok: true, text: 'Nämndmål', remark: null });
  });

  it.each([true, false])(
    'reads UTF-16, little endian %s, with a remark, with or without a mark',
    (little) => {
      for (const text of ['\ufeffNämndmål', 'Nämndmål för året']) {
        const result = decode(utf16(text, little));
        expect(result).toMatchObject({ ok: true, text: text.replace('\ufeff', '') });
        expect(result.ok && result.remark).toContain('UTF-16');
      }
    },
  );

  it('reads Windows-1252 with a remark', () => {
    const result = decode(
      Uint8Array.from([...'Nämndmål – år'].map((sign) => (sign === '–' ? 0x96 : sign.charCodeAt(0)))),
    );
    expect(result).toMatchObject({ ok: true, text: 'Nämndmål – år' });
    expect(result.ok && result.remark).toContain('Latin-1');
  });

  it('refuses what is empty, binary or too large', () => {
    expect(decode(new Uint8Array())).toEqual({ ok: false, reason: 'empty' });
    expect(decode(utf8(' \n\t\u00a0\u200b\n'))).toEqual({ ok: false, reason: 'empty' });
    expect(decode(utf8('%PDF-1.7\n'))).toEqual({ ok: false, reason: 'binary' });
    expect(decode(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 8, 0, 0xff, 0xfe, 1]))).toEqual({
      ok: false,
      reason: 'binary',
    });
    expect(decode(Uint8Array.from({ length: 400 }, (_, i) => (i * 37) % 256))).toEqual({
      ok: false,
      reason: 'binary',
    });
    expect(decode(new Uint8Array(MAX_BYTES + 1).fill(97))).toEqual({ ok: false, reason: 'too-large' });
    expect(decode(new Uint8Array(MAX_BYTES).fill(97)).ok).toBe(true);
  });
});
