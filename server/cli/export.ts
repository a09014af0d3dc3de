import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { Refusal } from '../refusal.ts';
import { exportReport } from '../road/export.ts';
import { commandConfig, withDatabase } from './with-database.ts';

type ExportOptions = { format: 'json'; out: string };

export function exportCommand(): Command {
  return new Command('export')
    .description(
      'write a report to a file: its text and facts, each section as it is approved, and the approvals',
    )
    .argument('<report>', "the report's id")
    .addOption(new Option('--format <format>', 'what to write').choices(['json']).makeOptionMandatory())
    .requiredOption('--out <file>', 'where to; a file that is there is replaced')
    .action(async (report: string, { out }: ExportOptions) => {
      const exported = await withDatabase(commandConfig(), (sql) => exportReport(sql, report));
      if (exported === null) throw new Refusal(`There is no report ${report}`);
      await write(out, `${JSON.stringify(exported, null, 2)}\n`);
    });
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === null) throw error;
    throw new Refusal(`--out: ${file} cannot be written (${code})`);
  }
}
