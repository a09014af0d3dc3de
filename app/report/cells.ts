import type { Cell } from '@delaktig/domain';
import { formatNumber } from '@delaktig/texts';

const MINUS = '\u2212';
const NBSP = '\u00a0';

/** A value as it was written, with the spaces and the minus of good print; decimals are kept as written. */
export function writtenCell(cell: Cell): string {
  if (cell.kind !== 'number' || cell.value === null) return cell.raw;
  const decimals = decimalsOf(cell.raw, cell.value);
  if (decimals !== null) return formatNumber(cell.value, cell.unit, decimals);
  return cell.raw.replace(/^-/, MINUS).replace(/\s+/g, NBSP);
}

export function isBlank(cell: Cell | null | undefined): boolean {
  return cell === null || cell === undefined || cell.kind === 'blank';
}

/** How many decimals were written: "2,0" has one, "1.234" read as a thousand has none. Null when unclear. */
function decimalsOf(raw: string, value: number): number | null {
  if (value === 0) return /[.,](\d+)/.exec(raw)?.[1]?.length ?? 0;
  const digits = Number(raw.replace(/\D/g, ''));
  for (let decimals = 0; decimals <= 6; decimals += 1) {
    if (Math.round(Math.abs(value) * 10 ** decimals) === digits) return decimals;
  }
  return null;
}
