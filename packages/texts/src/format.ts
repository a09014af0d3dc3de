/**
 * Dates, times and numbers as Swedes write them, always in Europe/Stockholm,
 * so that the server and every browser give the same letters.
 */
const ZONE = 'Europe/Stockholm';
const DAY_MS = 24 * 60 * 60 * 1000;

const dayMonthYear = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZONE,
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const dayMonth = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, day: 'numeric', month: 'long' });
const weekdayDayMonth = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZONE,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});
const hourMinute = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });
const isoDay = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** `with-year` "22 januari 2027", `without-year` "22 januari", `weekday` "fredag 22 januari". */
export type DateForm = 'with-year' | 'without-year' | 'weekday';

/** A day as an ISO date ("2027-01-22") or a moment. Anything that is no date comes back as it was written. */
export function formatDate(day: string | Date, form: DateForm = 'with-year'): string {
  const moment = typeof day === 'string' ? noonOf(day) : day;
  if (moment === null) return String(day);
  const formats = { 'with-year': dayMonthYear, 'without-year': dayMonth, weekday: weekdayDayMonth };
  return formats[form].format(moment);
}

/** "10.42": hours and minutes with a full stop, as the language rules have it. */
export function formatTime(moment: Date): string {
  return hourMinute.format(moment).replace(':', '.');
}

/**
 * "2 101" and "2,37 %", with no-break spaces and a real minus; as many decimals as the number has, or as
 * `decimals` says.
 */
export function formatNumber(value: number, unit: string | null = null, decimals?: number): string {
  const figure = new Intl.NumberFormat('sv-SE', {
    minimumFractionDigits: decimals ?? 0,
    maximumFractionDigits: decimals ?? 10,
  }).format(value);
  return unit === null ? figure : `${figure}\u00a0${unit}`;
}

/** The ISO date of a moment in Stockholm. */
export function dayOf(moment: Date): string {
  return isoDay.format(moment);
}

/** Whole days from one ISO date to another: 0 on the day itself, negative when it has passed. */
export function daysUntil(day: string, today: string): number {
  const from = noonOf(today);
  const to = noonOf(day);
  if (from === null || to === null) throw new RangeError(`not ISO dates: ${today}, ${day}`);
  return Math.round((to.getTime() - from.getTime()) / DAY_MS);
}

/** Noon in UTC is the same day in Stockholm, summer and winter. */
function noonOf(day: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const moment = new Date(`${day}T12:00:00Z`);
  return Number.isNaN(moment.getTime()) || dayOf(moment) !== day ? null : moment;
}

const WORDS = [
  'noll',
  'en',
  'två',
  'tre',
  'fyra',
  'fem',
  'sex',
  'sju',
  'åtta',
  'nio',
  'tio',
  'elva',
  'tolv',
] as const;

/** "ett avsnitt", "tre avsnitt", "14 avsnitt": words to twelve, then figures. */
export function count(n: number, one: string, many: string, gender: 'en' | 'ett' = 'en'): string {
  if (n === 1) return `${gender} ${one}`;
  return `${WORDS[n] ?? formatNumber(n)} ${many}`;
}

/** "1 ändring", "2 101 ändringar": in figures, since they run while one types. */
export function changes(n: number): string {
  return n === 1 ? '1 ändring' : `${formatNumber(n)} ändringar`;
}

/** "Anna", "Anna och Ali", "Anna, Ali och Maria". */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} och ${items[items.length - 1]}`;
}

/** The first letter as a capital, for a sentence that begins with a counted word. */
export function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase('sv') + text.slice(1);
}
