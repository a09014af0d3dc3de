import { seeded } from '../../support/random.ts';

/** Keystrokes in the order of time: when, in milliseconds from the start, and whose. */
export type Keystroke = { at: number; writer: number };

/** Nobody types like a clock: a pause is from 0.6 to 1.4 times the usual. The same for every contestant. */
export function scheduleOf(
  writers: number,
  keysPerSecond: number,
  seconds: number,
  seed: number,
): Keystroke[] {
  const random = seeded(seed);
  const usual = 1000 / keysPerSecond;
  const keystrokes: Keystroke[] = [];
  for (let writer = 0; writer < writers; writer++) {
    for (let at = random.next() * usual; at < seconds * 1000; at += usual * (0.6 + 0.8 * random.next())) {
      keystrokes.push({ at, writer });
    }
  }
  return keystrokes.sort((a, b) => a.at - b.at);
}

/** Presses each key at its time, or as soon after as may be. */
export async function play(keystrokes: Keystroke[], press: (writer: number) => void): Promise<void> {
  const began = performance.now();
  for (const { at, writer } of keystrokes) {
    const early = began + at - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    press(writer);
  }
}
