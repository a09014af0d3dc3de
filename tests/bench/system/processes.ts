import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { clearWhenLeaving, isLeaving } from './leaving.ts';

export const ROOT = path.resolve(import.meta.dirname, '../../..');

export type RunningProcess = {
  child: ChildProcess;
  pid: number;
  /** The last that it has said, on both channels. */
  output(): string;
  /** Asks it to end, and ends it when it does not. */
  end(): Promise<void>;
};

const PATIENCE_MS = 8_000;
const KEPT_OUTPUT = 20_000;

export type StartOptions = {
  args: string[];
  env?: Record<string, string>;
  /** With a channel for messages. */
  ipc?: boolean;
};

/** Runs this Node with `args` in the project's folder. It ends with the bench, however that ends. */
export function startNode({ args, env = {}, ipc = false }: StartOptions): RunningProcess {
  if (isLeaving()) throw new Error('The bench is ending');
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...cleanEnvironment(), NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
    // A Ctrl-C at the terminal is for the bench, which ends the others in order.
    detached: true,
  });
  let said = '';
  const keep = (chunk: Buffer) => {
    said = (said + chunk).slice(-KEPT_OUTPUT);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve();
    });
    child.once('error', (error) => {
      said += error.message;
      resolve();
    });
  });
  const end = async () => {
    child.kill('SIGTERM');
    const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    await ended;
    clearTimeout(patience);
    forget();
  };
  const pid = child.pid ?? 0;
  const forget = clearWhenLeaving(`process ${pid}`, end);
  return { child, pid, output: () => said, end };
}

/** Waits for a line of the process's output. @returns the first group of `pattern` */
export async function outputOf(started: RunningProcess, pattern: RegExp, within = 60_000): Promise<string> {
  const end = performance.now() + within;
  for (;;) {
    const found = pattern.exec(started.output())?.[1];
    if (found !== undefined) return found;
    if (started.child.exitCode !== null) throw new Error(`The process ended:\n${started.output()}`);
    if (performance.now() > end)
      throw new Error(`Not said within ${within} ms: ${pattern}\n${started.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Runs to its end. @returns what it wrote; throws when it failed */
export async function runNode(options: StartOptions): Promise<string> {
  const started = startNode(options);
  let written = '';
  started.child.stdout?.on('data', (chunk) => {
    written += chunk;
  });
  const code = await new Promise<number | null>((resolve) => started.child.once('close', resolve));
  await started.end();
  if (code !== 0) throw new Error(`${options.args.join(' ')} failed:\n${started.output()}`);
  return written;
}

/** Ours without what configures a server. */
function cleanEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(DELAKTIG_|DATABASE_URL$|PORT$|HOST$|LOG_LEVEL$|NODE_ENV$|NODE_OPTIONS$)/.test(name),
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, value ?? '']));
}
