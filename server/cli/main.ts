import { Command, CommanderError } from 'commander';
import { untilAskedToStop } from '../lifetime.ts';
import { explain } from '../refusal.ts';
import { exportCommand } from './export.ts';
import { fixtureCommand } from './fixture.ts';
import { importCommand } from './import.ts';
import { parseCommand } from './parse.ts';
import { unitCommand } from './unit.ts';
import { userCommand } from './user.ts';
import { verifyCommand } from './verify.ts';

/** `npm run -s delaktig -- <command>`: results on stdout, errors in one line on stderr; 1 failed, 2 wrong usage. */
const program = new Command('delaktig')
  .description('Delaktig at the terminal')
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, '')) })
  .addCommand(parseCommand())
  .addCommand(importCommand())
  .addCommand(exportCommand())
  .addCommand(verifyCommand())
  .addCommand(unitCommand())
  .addCommand(userCommand())
  .addCommand(fixtureCommand());
inherit(program);

/** Commander gives its settings only to commands that it makes itself. */
function inherit(parent: Command): void {
  for (const command of parent.commands) {
    command.copyInheritedSettings(parent);
    inherit(command);
  }
}

// By way of `exit`, which takes a database with it that was started for the command.
untilAskedToStop().then(() => process.exit(130));
// Whoever reads the result may have seen enough (`| head`): no failure of ours, and nobody to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
try {
  await program.parseAsync();
  process.exit(0);
} catch (error) {
  if (!(error instanceof CommanderError)) console.error(explain(error));
  process.exit(exitCodeOf(error));
}

function exitCodeOf(error: unknown): number {
  if (!(error instanceof CommanderError)) return 1;
  // Asked for help: no error. Help because no command was given: wrong usage.
  return error.exitCode === 0 ? 0 : 2;
}
