import { initials } from '@delaktig/domain';
import { Command } from 'commander';
import { addUnit } from '../accounts/add-unit.ts';
import { allUnits } from '../database/organisation.ts';
import { Refusal } from '../refusal.ts';
import { collect } from './collect.ts';
import { printJson } from './print.ts';
import { commandConfig, withDatabase } from './with-database.ts';

type AddOptions = {
  organisation: string;
  administration: string;
  name: string;
  initials?: string;
  group: string[];
};

/** The first unit of a new installation, and the ids that the other commands ask for. */
export function unitCommand(): Command {
  const add = new Command('add')
    .description('add a unit, its work groups and, where it is new, its administration; print their ids')
    .requiredOption('--organisation <name>', 'the municipality')
    .requiredOption('--administration <name>', 'the administration (förvaltning) that the unit belongs to')
    .requiredOption('--name <name>', "the unit's name")
    .option('--initials <letters>', 'one to three letters for its mark; from the name unless given')
    .option('--group <name>', 'a work group; may be given several times', collect, [])
    .action(async (options: AddOptions) => printJson(await createUnit(options)));
  const list = new Command('list')
    .description('print all units with their ids and work groups')
    .action(async () => printJson(await withDatabase(commandConfig(), allUnits)));
  return new Command('unit').description('units').addCommand(add).addCommand(list);
}

async function createUnit(options: AddOptions) {
  const marks = options.initials ?? initials(options.name);
  const added = await withDatabase(commandConfig(), (sql) =>
    addUnit(sql, {
      organisation: options.organisation,
      administration: options.administration,
      name: options.name,
      initials: marks,
      groups: options.group,
    }),
  );
  if (added.ok) return added.unit;
  switch (added.reason) {
    case 'name-empty':
      throw new Refusal('--organisation, --administration, --name and --group may not be empty');
    case 'initials-length':
      throw new Refusal('--initials must be one to three letters');
    case 'exists':
      throw new Refusal(`--name: ${options.administration} has a unit with that name already`);
  }
}
