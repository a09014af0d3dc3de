import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import path from 'node:path';

/** What must not outlive the bench. */
export type Thing = `process ${number}` | `postgres ${number}` | `folder ${string}`;

type Step = { thing: Thing; clear: () => Promise<void> | void };

const steps: Step[] = [];
let leaving: Promise<void> | null = null;
let guard: ChildProcess | null = null;

/** Whether the bench is ending, so that nothing more may be started. */
export const isLeaving = (): boolean => leaving !== null;

/**
 * Clears the thing away when the bench ends, newest first; if the bench is killed, a process beside it does.
 * @returns for whoever has cleared it away earlier
 */
export function clearWhenLeaving(thing: Thing, clear: () => Promise<void> | void): () => void {
  guard ??= startGuard();
  guard.stdin?.write(`+${thing}\n`);
  const step = { thing, clear };
  steps.push(step);
  return () => {
    guard?.stdin?.write(`-${thing}\n`);
    const index = steps.indexOf(step);
    if (index !== -1) steps.splice(index, 1);
  };
}

function startGuard(): ChildProcess {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'guard.js')], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  return child;
}

/** Clears everything that is left, once; what cannot be is told and does not stop the others. */
export function leave(): Promise<void> {
  leaving ??= leaveInOrder();
  return leaving;
}

async function leaveInOrder(): Promise<void> {
  for (let step = steps.pop(); step; step = steps.pop()) {
    try {
      await step.clear();
      guard?.stdin?.write(`-${step.thing}\n`);
    } catch (cause) {
      console.error(`${step.thing} is left:`, cause);
    }
  }
}

/** Ctrl-C and its like end the bench in order; a second one leaves the clearing to the process beside it. */
export function leaveOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isLeaving()) process.exit(130);
      void leave().then(() => process.exit(130));
    });
  }
}
