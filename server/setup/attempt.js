import { SetupError, say } from './project.js';

/**
 * Runs an entry point: a failure that we know is one line, anything else a stack; both exit with 1.
 * @param {() => Promise<void>} work
 */
export async function attempt(work) {
  try {
    await work();
  } catch (error) {
    say(error instanceof SetupError ? error.message : String(error instanceof Error ? error.stack : error));
    process.exitCode = 1;
  }
}
