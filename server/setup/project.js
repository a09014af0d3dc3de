// Everything in this folder runs on Node 20 without node_modules: plain JavaScript, Node's own modules only.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** @param {string[]} parts */
export const inProject = (...parts) => path.join(ROOT, ...parts);

/** The Node 24 that came through npm. */
export const NODE = inProject('node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * The server, as Node is to run it. V8 lets the part of the heap for what is new grow to 48 MB, and never gives it
 * back: with a thousand sockets that is most of what they seem to weigh. A small one is swept more often, which
 * costs less than it spares.
 */
export const SERVER = ['--max-semi-space-size=4', 'server/index.ts'];

/** The script behind a command of node_modules/.bin; run with `NODE` it works on every system. */
export const TOOLS = {
  tsc: inProject('node_modules/typescript/bin/tsc'),
  biome: inProject('node_modules/@biomejs/biome/bin/biome'),
  remix: inProject('node_modules/@remix-run/dev/dist/cli.js'),
  vitest: inProject('node_modules/vitest/vitest.mjs'),
  patchPackage: inProject('node_modules/patch-package/index.js'),
  playwright: inProject('node_modules/playwright-core/cli.js'),
};

/**
 * Progress goes to stderr: stdout carries only what a command was asked for.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** A step that failed; its message has been chosen for the person at the terminal. */
export class SetupError extends Error {}

/**
 * Runs a program in the project. Its output is shown, or with `quiet` kept and shown only when it fails,
 * or with `mute` never.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, quiet?: boolean, mute?: boolean, toStderr?: boolean }} [options]
 * @returns {Promise<number>} the exit code; 1 when it could not be started
 */
export function run(
  command,
  args,
  { cwd = ROOT, env = {}, quiet = false, mute = false, toStderr = false } = {},
) {
  return new Promise((resolve) => {
    const output = quiet || mute ? 'pipe' : 'inherit';
    const child = spawn(command, args, {
      cwd,
      env: environment(env),
      stdio: ['ignore', toStderr && output === 'inherit' ? 2 : output, output],
      // npm is a batch file on Windows, which only a shell can start.
      shell: process.platform === 'win32' && !path.isAbsolute(command),
    });
    /** @type {Buffer[]} */
    const kept = [];
    child.stdout?.on('data', (chunk) => kept.push(chunk));
    child.stderr?.on('data', (chunk) => kept.push(chunk));
    child.once('error', (error) => {
      say(error.message);
      resolve(1);
    });
    child.once('close', (code) => {
      if (code !== 0 && quiet) process.stderr.write(Buffer.concat(kept));
      resolve(code ?? 1);
    });
  });
}

/**
 * Our environment with the project's commands first, so that "node" means Node 24 to whatever we start.
 * @param {Record<string, string>} extra
 * @returns {NodeJS.ProcessEnv}
 */
export function environment(extra = {}) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const commands = inProject('node_modules/.bin');
  return { ...process.env, [name]: `${commands}${path.delimiter}${process.env[name] ?? ''}`, ...extra };
}

/**
 * One hash of the content of files and folders; what is missing counts as missing, test files do not count.
 * @param {string[]} names relative to the project
 */
export function hashOf(names) {
  const hash = createHash('sha256');
  for (const name of names) {
    for (const file of filesOf(name)) {
      hash.update(`${file}\0`);
      hash.update(
        createHash('sha256')
          .update(readFileSync(inProject(file)))
          .digest(),
      );
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} name
 * @returns {string[]}
 */
function filesOf(name) {
  if (!existsSync(inProject(name))) return [];
  if (statSync(inProject(name)).isFile()) return [name];
  return readdirSync(inProject(name), { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules' && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => `${name}/${entry.name}`)
    .sort()
    .flatMap(filesOf);
}

/**
 * The first line of a stamp file, or null.
 * @param {string} file
 */
export function readStamp(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}
