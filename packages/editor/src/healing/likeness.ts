/** From here on two texts are more alike than not. */
export const ALIKE = 0.5;

/**
 * How much of two texts is the same, 0 to 1: what they begin and end with alike, and the pairs of letters that they
 * share between. Ends of blocks do not count.
 */
export function likeness(one: string, other: string): number {
  const a = one.replaceAll('\n', '');
  const b = other.replaceAll('\n', '');
  if (a === b) return 1;
  const ends = commonEnds(a, b);
  const [middleA, middleB] = [a, b].map((text) => text.slice(ends.before, text.length - ends.after));
  const between = isFarLonger(a, b) ? 0 : sharedPairs(middleA ?? '', middleB ?? '');
  return (2 * (ends.before + ends.after + between)) / (a.length + b.length);
}

/** Whether one text is the other with letters put in, or taken away, in one place; or there is nothing between them. */
export function isGrownOrShrunk(one: string, other: string): boolean {
  const a = one.replaceAll('\n', '');
  const b = other.replaceAll('\n', '');
  const { before, after } = commonEnds(a, b);
  return before + after === Math.min(a.length, b.length);
}

/** Not worth looking into, and a hostile mark may stand on all of a text. */
const isFarLonger = (a: string, b: string): boolean =>
  Math.max(a.length, b.length) > 4 * Math.min(a.length, b.length) + 100;

function commonEnds(a: string, b: string): { before: number; after: number } {
  const most = Math.min(a.length, b.length);
  let before = 0;
  while (before < most && a[before] === b[before]) before++;
  let after = 0;
  while (after < most - before && a[a.length - 1 - after] === b[b.length - 1 - after]) after++;
  return { before, after };
}

function sharedPairs(a: string, b: string): number {
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < a.length; at++) {
    const pair = a.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let shared = 0;
  for (let at = 0; at + 1 < b.length; at++) {
    const pair = b.slice(at, at + 2);
    const left = pairs.get(pair) ?? 0;
    if (left === 0) continue;
    pairs.set(pair, left - 1);
    shared++;
  }
  return shared;
}
