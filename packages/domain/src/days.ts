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
