import { Command, InvalidArgumentError } from 'commander';
import { CONTESTANTS, OTHER_CONTESTANTS } from './contestants/all.ts';
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

export type PageOptions = { comments: number; reps: number; write: boolean };

const EVERYBODY = [...CONTESTANTS, ...OTHER_CONTESTANTS];

/** `npm run bench -- page|sync|check`, each with what it is to do; `page` where nothing is said. */
export function commands(
  page: (options: PageOptions) => Promise<void>,
  sync: (options: SyncOptions) => Promise<void>,
  check: (options: CheckOptions) => Promise<void>,
): Command {
  const program = new Command('bench').description(
    'our sync server beside others, and our pages, in one run',
  );
  program
    .command('page', { isDefault: true })
    .description('opens and scrolls a report with many comments in Chromium, beside a job of known weight')
    .option('--comments <number>', 'on one section', upTo(500), 200)
    .option('--reps <number>', 'how often', upTo(99), 3)
    .option('--write', 'keeps the results in tests/bench/RESULTS.md', false)
    .action(page);
  const among = (contestants: Command) =>
    contestants.option('--only <names>', namesOf(EVERYBODY), pick(EVERYBODY), CONTESTANTS);
  among(program.command('sync'))
    .description('measures, and prints ratios to Hocuspocus')
    .option(
      '--scenario <names>',
      namesOf([...SCENARIOS, ...OTHER_SCENARIOS]),
      pick([...SCENARIOS, ...OTHER_SCENARIOS]),
      SCENARIOS,
    )
    .option('--reps <number>', 'how often', upTo(99), 3)
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

const upTo =
  (most: number) =>
  (text: string): number => {
    if (!/^[1-9]\d*$/.test(text) || Number(text) > most)
      throw new InvalidArgumentError(`a number from 1 to ${most} is needed.`);
    return Number(text);
  };

function variable(text: string, earlier: Record<string, string>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('NAME=VALUE is needed.');
  return { ...earlier, [text.slice(0, at)]: text.slice(at + 1) };
}

const collect = (text: string, earlier: string[]): string[] => [...earlier, text];
