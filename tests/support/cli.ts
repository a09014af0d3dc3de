import { spawn } from 'node:child_process';
import path from 'node:path';
import { cleanEnvironment } from './app.ts';

export type CommandResult = { code: number | null; stdout: string; stderr: string };

/** Runs `delaktig <args>` as a process of its own. */
export function delaktig(
  args: string[],
  env: Record<string, string> = {},
  input = '',
): Promise<CommandResult> {
  const root = path.join(import.meta.dirname, '../..');
  const child = spawn(process.execPath, ['server/cli/main.ts', ...args], {
    cwd: root,
    env: { ...cleanEnvironment(), NODE_ENV: 'production', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const result: CommandResult = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    result.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    result.stderr += chunk;
  });
  child.stdin.end(input);
  return new Promise((resolve) => child.once('close', (code) => resolve({ ...result, code })));
}
