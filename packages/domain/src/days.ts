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
