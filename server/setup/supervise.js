import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { environment, NODE, ROOT, say } from './project.js';

/**
 * Runs the server (or the command) with Node 24 until it ends, and ends as it did. The server gets our
 * signals, and a channel whose closing tells it that we are gone, even when we were killed.
 * @param {string[]} args
 * @param {Record<string, string>} env
 * @param {{ ownGroup?: boolean }} [options] `ownGroup`: a Ctrl-C at the terminal reaches the server through us
 *   alone, and not the helpers that it must outlive, such as Vite's compiler
 */
export function supervise(args, env, { ownGroup = false } = {}) {
  const child = spawn(NODE, args, {
    cwd: ROOT,
    env: environment(env),
    detached: ownGroup,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const stop = (/** @type {NodeJS.Signals} */ signal) => {
    if (child.exitCode === null) child.kill(signal);
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => stop(signal));
  }
  watchNpm(() => stop('SIGTERM'));
  child.once('error', (error) => {
    say(error.message);
    process.exit(1);
  });
  child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

/**
 * npm passes on no SIGKILL, and its shell no signal at all: when npm is gone, so is whoever started us,
 * and a server left behind would keep the port and the data.
 * @param {() => void} gone
 */
function watchNpm(gone) {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
  const parent = process.ppid;
  const about = describe(parent);
  // Some shells replace themselves by the command: then npm is our parent itself.
  const npm = /^(npm|node)/.test(about.command) ? parent : about.parent;
  const timer = setInterval(() => {
    if (process.ppid === parent && isRunning(npm)) return;
    clearInterval(timer);
    gone();
  }, 500);
  timer.unref();
}

/**
 * @param {number} pid
 * @returns {{ parent: number, command: string }} parent 0 where it cannot be told
 */
function describe(pid) {
  if (process.platform === 'linux') {
    const [, command = '', parent = ''] =
      /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return { parent: Number(parent), command };
  }
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' });
  const [parent = '', ...command] = (stdout ?? '').trim().split(/\s+/);
  return { parent: Number(parent), command: command.join(' ').replace(/^.*\//, '') };
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
