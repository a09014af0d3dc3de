/** Names as people compare them: without case, and with any number of spaces as one. */
export function sameName(name: string): string {
  return name.normalize('NFC').replace(/\s+/gu, ' ').trim().toLocaleLowerCase('sv');
}

/** The one of `names` that `name` is most likely meant to be; null when none is near. Itself is none. */
export function nearestName(name: string, names: readonly string[]): string | null {
  let best: { name: string; steps: number } | null = null;
  for (const other of names) {
    const steps = stepsBetween(sameName(name), sameName(other));
    if (steps !== null && steps > 0 && (best === null || steps < best.steps)) best = { name: other, steps };
  }
  return best?.name ?? null;
}

/** "Hemnära stöd" of "Enheten för hemnära stöd": the only one that holds it, or that it holds. */
export function containingName(name: string, names: readonly string[]): string | null {
  const own = sameName(name);
  if (own.length < SHORTEST) return null;
  const found = names.filter((other) => sameName(other).includes(own) || own.includes(sameName(other)));
  return found.length === 1 ? (found[0] ?? null) : null;
}

const SHORTEST = 4;

/**
 * Null when two names are different on purpose: "Grupp 1" and "Grupp 2", "Dag A" and "Dag B", "östra" and "västra"
 * are each other's neighbours, not each other's misspellings.
 */
function stepsBetween(a: string, b: string): number | null {
  if (digits(a) !== digits(b)) return null;
  const wordsOfA = a.split(/[\s-]+/u);
  const wordsOfB = b.split(/[\s-]+/u);
  if (wordsOfA.length !== wordsOfB.length) {
    const joined = within(wordsOfA.join(''), wordsOfB.join(''));
    return joined === null ? null : joined + 1;
  }
  let steps = 0;
  for (const [index, word] of wordsOfA.entries()) {
    const step = within(word, wordsOfB[index] ?? '');
    if (step === null) return null;
    steps += step;
  }
  return steps <= MOST_STEPS ? steps : null;
}

const MOST_STEPS = 3;

function within(a: string, b: string): number | null {
  if (a === b) return 0;
  const most = allowed(Math.min(a.length, b.length));
  if (Math.abs(a.length - b.length) > most) return null;
  const steps = editDistance(a, b);
  return steps <= most ? steps : null;
}

function allowed(length: number): number {
  if (length < SHORTEST) return 0;
  return length < 8 ? 1 : 2;
}

function digits(text: string): string {
  return text.replace(/\D/g, '');
}

/** Letters put in, left out or changed, and neighbours that changed places. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let steps = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        steps = Math.min(steps, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(steps);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
