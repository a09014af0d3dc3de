import type { Role } from '@delaktig/domain';
import { ROLES } from '@delaktig/domain';
import { Command, Option } from 'commander';
import type { AddUserResult } from '../accounts/add-user.ts';
import { addUser } from '../accounts/add-user.ts';
import { PASSWORD_LENGTH } from '../accounts/passwords.ts';
import { isId } from '../database/ids.ts';
import { areGroupsOf } from '../database/new-organisation.ts';
import { Refusal } from '../refusal.ts';
import { addAdministratorCommand } from './add-administrator.ts';
import { collect } from './collect.ts';
import { readPassword } from './password.ts';
import { printJson } from './print.ts';
import { commandConfig, withDatabase } from './with-database.ts';

type UnitRole = Exclude<Role, 'administrator'>;

type AddOptions = {
  name: string;
  email: string;
  role: UnitRole;
  unit: string;
  group: string[];
  passwordStdin: boolean;
};

export function userCommand(): Command {
  const add = new Command('add')
    .description('add an account with a password and a role in a unit, and print its id')
    .requiredOption('--name <name>', "the person's name")
    .requiredOption('--email <address>', 'to sign in with')
    .addOption(
      new Option('--role <role>', 'in the unit')
        .choices(ROLES.filter((role) => role !== 'administrator'))
        .makeOptionMandatory(),
    )
    .requiredOption('--unit <id>', 'the unit')
    .option('--group <id>', 'a work group of the unit; may be given several times', collect, [])
    .option('--password-stdin', 'read the password from standard input, one line', false)
    .action(async (options: AddOptions) => printJson({ account: await createAccount(options) }));
  return new Command('user').description('accounts').addCommand(add).addCommand(addAdministratorCommand());
}

async function createAccount(options: AddOptions): Promise<string> {
  const config = commandConfig();
  const stray = options.group.find((id) => !isId(id));
  if (stray !== undefined) throw new Refusal(`--group: there is no group ${stray}`);
  const password = await readPassword(options.passwordStdin);
  const added = await withDatabase(config, async (sql) => {
    if (isId(options.unit) && !(await areGroupsOf(sql, options.unit, options.group))) {
      throw new Refusal('--group: not all of these are work groups of the unit');
    }
    return addUser(sql, {
      name: options.name,
      email: options.email,
      password,
      assignment: { role: options.role, unitId: options.unit, workGroupIds: options.group },
    });
  });
  if (!added.ok) throw new Refusal(refusal(added.reason, options));
  return added.accountId;
}

function refusal(reason: (AddUserResult & { ok: false })['reason'], options: AddOptions): string {
  switch (reason) {
    case 'name-empty':
      return '--name may not be empty';
    case 'email-taken':
      return `--email: ${options.email} has an account already`;
    case 'email-malformed':
      return `--email: ${options.email} is no e-mail address`;
    case 'password-length':
      return `The password must have ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters`;
    case 'unit-not-found':
      return `--unit: there is no unit ${options.unit}`;
  }
}
