import { Command, InvalidArgumentError } from 'commander';
import { CONTESTANTS } from './contestants/all.ts';
import type { Contestant } from './contestants/contestant.ts';
import { OTHER_SCENARIOS, SCENARIOS } from './scenarios/all.ts';
import type { Scenario } from './scenarios/scenario.ts';

export type SyncOptions = {
  scenario: Scenario[];
  only: Contestant[];
  reps: number;
  write: boolean;
  env: Record<string, string>;
  node: string[];
};

export type CheckOptions = { only: Contestant[] };

/** `npm run bench -- sync|check`, each with what it is to do. */
export function commands(
  sync: (options: SyncOptions) => Promise<void>,
  check: (options: CheckOptions) => Promise<void>,
): Command {
  const program = new Command('bench').description('our sync server beside others, in one run');
  const among = (contestants: Command) =>
    contestants.option('--only <names>', namesOf(CONTESTANTS), pick(CONTESTANTS), CONTESTANTS);
  among(program.command('sync'))
    .description('measures, and prints ratios to Hocuspocus')
    .option(
      '--scenario <names>',
      namesOf([...SCENARIOS, ...OTHER_SCENARIOS]),
      pick([...SCENARIOS, ...OTHER_SCENARIOS]),
      SCENARIOS,
    )
    .option('--reps <number>', 'how often', atLeastOne, 3)
    .option('--write', 'keeps the results in tests/bench/RESULTS.md', false)
    .option('--env <NAME=VALUE...>', 'environment for the servers', variable, {})
    .option('--node <option...>', 'options of Node for the servers: --node=--cpu-prof', collect, [])
    .action(sync);
  among(program.command('check'))
    .description('shows that the load clients and real ones see the same')
    .action(check);
  return program;
}

const namesOf = (items: readonly { name: string }[]): string => items.map(({ name }) => name).join(', ');

const pick =
  <T extends { name: string }>(items: readonly T[]) =>
  (text: string): T[] =>
    text.split(',').map((name) => {
      const found = items.find((item) => item.name === name.trim());
      if (!found) throw new InvalidArgumentError(`there are ${namesOf(items)}.`);
      return found;
    });

function atLeastOne(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('a number from 1 to 99 is needed.');
  return Number(text);
}

function variable(text: string, earlier: Record<string, string>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('NAME=VALUE is needed.');
  return { ...earlier, [text.slice(0, at)]: text.slice(at + 1) };
}

const collect = (text: string, earlier: string[]): string[] => [...earlier, text];
