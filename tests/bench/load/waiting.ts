/** Waits until `done`, looking often; throws with `what` when the time is up. */
export async function until(done: () => boolean, what: () => string, withinMs = 30_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!done()) {
    if (performance.now() > end) throw new Error(`Not within ${withinMs} ms: ${what()}`);
    await pause(2);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
