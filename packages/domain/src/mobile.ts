/**
 * A mobile number in the one form in which it is kept, "+46701234567", from whatever people write: "070-123 45 67",
 * "0046 70 123 45 67", "+46 (0)70 123 45 67". A number of another country needs its "+" or "00". Null for anything
 * that is no mobile number: Swedish ones begin with 7 and have nine digits after the country's 46.
 */
export function mobileNumber(written: string): string | null {
  const bare = written
    .normalize('NFKC')
    .replace(/\(0\)/g, '')
    .replace(/[\s\-–./()]/gu, '');
  const international = bare.replace(/^00/, '+');
  if (/^\+46/.test(international)) return swedish(international.slice(3).replace(/^0/, ''));
  if (/^\+[1-9]\d{7,13}$/.test(international)) return international;
  if (/^07\d{8}$/.test(bare)) return swedish(bare.slice(1));
  if (/^467\d{8}$/.test(bare)) return swedish(bare.slice(2));
  return null;
}

/** "070-123 45 67" of "+46701234567"; another country's as it is kept. */
export function shownMobile(number: string): string {
  const [, area, one, two, three] = /^\+46(7\d)(\d{3})(\d{2})(\d{2})$/.exec(number) ?? [];
  return area === undefined ? number : `0${area}-${one} ${two} ${three}`;
}

function swedish(subscriber: string): string | null {
  return /^7\d{8}$/.test(subscriber) ? `+46${subscriber}` : null;
}
