import { Command, InvalidArgumentError } from 'commander';
import { systemClock } from '../clock.ts';
import { livingInstance } from '../database/instance.ts';
import { Refusal } from '../refusal.ts';
import { makeFixture } from './make-fixture.ts';
import { printJson } from './print.ts';
import { commandConfig, withDatabase } from './with-database.ts';

export function fixtureCommand(): Command {
  return new Command('fixture')
    .description('make a unit with empty sections and signed-in people, for load tests (demo only)')
    .requiredOption('--sections <number>', 'how many', countFrom(1, 1000))
    .option('--users <number>', 'how many of staff', countFrom(0, 1000), 2)
    .action(async ({ sections, users }: { sections: number; users: number }) => {
      const config = commandConfig();
      const running = config.databaseUrl === null ? livingInstance(config.dataDir) : null;
      if (config.mode !== 'demo' || running?.mode === 'production') {
        throw new Refusal('DELAKTIG_MODE: fixtures are made in demo mode only');
      }
      const fixture = await withDatabase(config, (sql) =>
        makeFixture(sql, { sections, users, now: systemClock() }),
      );
      await printJson({ origin: running?.origin ?? config.origin, ...fixture });
    });
}

function countFrom(least: number, most: number): (text: string) => number {
  return (text) => {
    const count = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
    if (count >= least && count <= most) return count;
    throw new InvalidArgumentError(`a number from ${least} to ${most} is needed.`);
  };
}
