/**
 * Waits until `predicate` gives something true and returns that. What it waits for is named in the error
 * when the time runs out, so that a failing test says what did not happen.
 */
export async function waitUntil<T>(
  predicate: () => T | Promise<T>,
  reason: string,
  milliseconds = 10_000,
): Promise<NonNullable<T>> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const value = await predicate();
    if (value) return value;
    if (performance.now() > end) throw new Error(`Not within ${milliseconds} ms: ${reason}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
