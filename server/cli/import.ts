import type { Interchange, ReportKind } from '@delaktig/domain';
import { REPORT_KINDS } from '@delaktig/domain';
import { Command, InvalidArgumentError, Option } from 'commander';
import { systemClock } from '../clock.ts';
import { isId } from '../database/ids.ts';
import { unitById } from '../database/organisation.ts';
import { Refusal } from '../refusal.ts';
import { createReport } from '../reports/create-report.ts';
import { printJson } from './print.ts';
import { readReportFile } from './read-report-file.ts';
import { commandConfig, withDatabase } from './with-database.ts';

type ImportOptions = { unit: string; kind?: ReportKind; year?: number };

export function importCommand(): Command {
  return new Command('import')
    .description("make a report in a unit from a report's text, and print its id")
    .argument('<file>', 'the text of a report')
    .requiredOption('--unit <id>', 'the unit')
    .addOption(new Option('--kind <kind>', 'instead of what the text says').choices(REPORT_KINDS))
    .option('--year <year>', 'instead of what the text says', parseYear)
    .action(async (file: string, options: ImportOptions) => {
      const interchange = await readReportFile(file, false);
      await printJson(await importInto(file, interchange, options));
    });
}

async function importInto(file: string, interchange: Interchange, options: ImportOptions) {
  const kind = options.kind ?? interchange.kind;
  const year = options.year ?? interchange.year;
  if (!kind) throw new Refusal(`${file}: the text does not say what kind of report it is: give --kind`);
  if (!year) throw new Refusal(`${file}: the text does not say its year: give --year`);
  return withDatabase(commandConfig(), async (sql) => {
    if (!isId(options.unit) || !(await unitById(sql, options.unit))) {
      throw new Refusal(`--unit: there is no unit ${options.unit}`);
    }
    const unitId = options.unit;
    const created = await createReport(sql, {
      interchange,
      kind,
      year,
      unitId,
      createdBy: null,
      now: systemClock(),
    });
    if (!created.ok)
      throw new Refusal(`The unit has a ${kind} of ${year} already: report ${created.reportId}`);
    return { report: created.reportId, kind, year, remarks: interchange.remarks.length };
  });
}

function parseYear(text: string): number {
  if (!/^(19|20)\d\d$/.test(text)) throw new InvalidArgumentError('a year has four digits.');
  return Number(text);
}
