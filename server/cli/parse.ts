import { Command } from 'commander';
import { printJson } from './print.ts';
import { readReportFile } from './read-report-file.ts';

export function parseCommand(): Command {
  return new Command('parse')
    .description("print a report's text as interchange JSON")
    .argument('<file>', 'the text of a report')
    .option('--lines', 'tell for every part which lines of the file it stands on', false)
    .action(async (file: string, { lines }: { lines: boolean }) => {
      await printJson(await readReportFile(file, lines));
    });
}
