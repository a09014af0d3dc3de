/**
 * The shortest and the longest wait before each try, in ms: the first after contact was lost, and each that
 * failed after it. A server that restarts in 2.8 seconds or less has everybody back after 4.5, at their second try
 * at the latest; the spread keeps them from coming all at once.
 */
const WAITS: readonly (readonly [from: number, to: number])[] = [
  [1000, 2000],
  [1800, 2500],
  [4000, 6000],
  [8000, 12_000],
];
const LONGEST = [15_000, 25_000] as const;

/** How long to wait before trying again, in ms. `failures`: tries that have failed since contact was lost. `random`: from 0 up to 1. */
export function waitAfter(failures: number, random: number): number {
  const [from, to] = WAITS[failures] ?? LONGEST;
  return from + (to - from) * random;
}
