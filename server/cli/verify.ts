import { Command } from 'commander';
import { Refusal } from '../refusal.ts';
import { type Verdict, verifyReport } from '../road/verify.ts';
import { print } from './print.ts';
import { commandConfig, withDatabase } from './with-database.ts';

/** Outcomes that leave what was approved or handed in as it was. */
const SOUND: readonly Verdict['outcome'][] = ['same', 'returned'];

const WORDS: Record<Verdict['outcome'], string> = {
  same: 'same',
  returned: 'returned, not compared',
  differs: 'DIFFERS from what was bound',
  damaged: 'DAMAGED: what was kept is not what was bound',
  unbound: 'UNBOUND: nobody is known to have done it',
};

export function verifyCommand(): Command {
  return new Command('verify')
    .description('compute every approved section and the last submission of a report anew, and compare')
    .argument('<report>', "the report's id")
    .action(async (report: string) => {
      const verdicts = await withDatabase(commandConfig(), (sql) => verifyReport(sql, report));
      if (verdicts === null) throw new Refusal(`There is no report ${report}`);
      for (const verdict of verdicts) await print(line(verdict));
      const wrong = verdicts.filter(({ outcome }) => !SOUND.includes(outcome)).length;
      if (wrong > 0) throw new Refusal(`${wrong} of ${verdicts.length} are not as they were bound`);
    });
}

function line({ title, fingerprint, outcome }: Verdict): string {
  const bound = fingerprint ?? '-'.repeat(64);
  return `${bound}  ${WORDS[outcome]}  ${title ?? '(submission)'}`;
}
