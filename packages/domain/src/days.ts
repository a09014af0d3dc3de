const DAY = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The ISO date of a moment where the product's deadlines live: Europe/Stockholm. */
export function dayInStockholm(moment: Date): string {
  return DAY.format(moment);
}

/** So many days after an ISO date, or before it when `days` is negative. */
export function daysAfter(day: string, days: number): string {
  const moment = new Date(`${day}T12:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

const HOUR = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  hour: '2-digit',
  hourCycle: 'h23',
});

/** When the clock in Stockholm shows a full hour of an ISO date. In the hour that a change of clocks repeats, the first. */
export function stockholmMoment(day: string, hour: number): Date {
  const asUtc = Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00Z`);
  const inSummer = new Date(asUtc - 2 * 3_600_000);
  const isSummer = dayInStockholm(inSummer) === day && Number(HOUR.format(inSummer)) === hour;
  return isSummer ? inSummer : new Date(asUtc - 3_600_000);
}
