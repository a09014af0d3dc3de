/**
 * What is to be done when the bench ends, however it ends: newest first, each given its time. Processes are
 * also killed at once when this one exits without a word.
 */
type Step = { what: string; run: () => Promise<void> | void };

const steps: Step[] = [];
let leaving: Promise<void> | null = null;

/** @returns forgets the step, for when it has been done */
export function whenLeaving(what: string, run: () => Promise<void> | void): () => void {
  const step = { what, run };
  steps.push(step);
  return () => {
    const index = steps.indexOf(step);
    if (index !== -1) steps.splice(index, 1);
  };
}

/** Does everything that is left, once; a step that fails is told and does not stop the others. */
export function leave(): Promise<void> {
  leaving ??= leaveInOrder();
  return leaving;
}

async function leaveInOrder(): Promise<void> {
  for (let step = steps.pop(); step; step = steps.pop()) {
    try {
      await step.run();
    } catch (cause) {
      console.error(`${step.what}:`, cause);
    }
  }
}

/** Ctrl-C and its like end the bench in order; a second one ends it at once. */
export function leaveOnSignals(): void {
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (asked) process.exit(130);
      asked = true;
      void leave().then(() => process.exit(130));
    });
  }
}
