import { Command } from 'commander';
import { type AddAdministratorResult, addAdministrator } from '../accounts/add-administrator.ts';
import { PASSWORD_LENGTH } from '../accounts/passwords.ts';
import { systemClock } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import { readPassword } from './password.ts';
import { printJson } from './print.ts';
import { commandConfig, withDatabase } from './with-database.ts';

type Options = {
  organisation: string;
  administration: string;
  name: string;
  email: string;
  passwordStdin: boolean;
};

/** How a new installation gets its first administrator, who does the rest on the pages. */
export function addAdministratorCommand(): Command {
  return new Command('add-administrator')
    .description(
      'make somebody the administrator of an administration, which is made when it is new; print their ids',
    )
    .requiredOption('--organisation <name>', 'the municipality')
    .requiredOption('--administration <name>', 'the administration (förvaltning)')
    .requiredOption('--name <name>', "the person's name")
    .requiredOption('--email <address>', 'to sign in with; an account that has it already gets the role')
    .option('--password-stdin', 'read the password from standard input, one line', false)
    .action(async (options: Options) => printJson(await add(options)));
}

async function add(options: Options): Promise<{ account: string; administration: string }> {
  const added = await withDatabase(commandConfig(), (sql) =>
    addAdministrator(sql, {
      ...options,
      password: () => readPassword(options.passwordStdin),
      now: systemClock(),
    }),
  );
  if (!added.ok) throw new Refusal(refusal(added.reason, options));
  return { account: added.accountId, administration: added.administrationId };
}

function refusal(reason: (AddAdministratorResult & { ok: false })['reason'], options: Options): string {
  switch (reason) {
    case 'name-empty':
      return '--organisation, --administration and --name may not be empty';
    case 'email-malformed':
      return `--email: ${options.email} is no e-mail address`;
    case 'password-length':
      return `The password must have ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters`;
    case 'closed':
      return `--email: the account of ${options.email} is closed`;
    case 'already':
      return `--email: ${options.email} is the administrator of ${options.administration} already`;
  }
}
