/** What somebody may not have meant to tell a whole unit. */
export type PrivateLook = 'personal-number' | 'phone';

/** Year (two or four figures), month, day, perhaps a separator, four figures: 850101-1234, 19850101 1234. */
const PERSONAL = /(?<!\d)(?:19|20)?\d{2}(\d{2})(\d{2})\s?[-+–]?\s?\d{4}(?!\d)/g;
/** From nought or +46, with the spaces and strokes that people write. */
const PHONE = /(?<![\d/.,])(?:\+46|0046|0)[\s-]?\(?0?\)?\d(?:[\s-]?\d){6,9}(?!\d)/g;
/** Ten figures in a row that may be both are a mobile number: there are more of those. */
const MOBILE = /^07[02369]\d{7}$/;
const COORDINATION = 60;

/** A number that looks like a person's or a telephone's; a hint while one types, never a stop. */
export function looksPrivate(text: string): PrivateLook | null {
  for (const [number, month, day] of text.matchAll(PERSONAL)) {
    if (!MOBILE.test(number) && isDay(Number(month), Number(day))) return 'personal-number';
  }
  return [...text.matchAll(PHONE)].some(([number]) => isPhone(number)) ? 'phone' : null;
}

/** The day of a coordination number is 60 more than it is. */
function isDay(month: number, day: number): boolean {
  const real = day > COORDINATION ? day - COORDINATION : day;
  return month >= 1 && month <= 12 && real >= 1 && real <= 31;
}

function isPhone(number: string): boolean {
  const digits = number.replace(/\D/g, '').replace(/^(?:0046|46)0?/, '0');
  return /^0[1-9]\d{6,8}$/.test(digits);
}
