import { AUDIT_ACTS, auditSentence, dayOf, formatTime, sentence, sv } from '@delaktig/texts';
import type { LogLine } from './contract.ts';

/** The log as a file that Swedish spreadsheets open: UTF-8 with a mark, semicolons, one act a row. */
export function logFile(lines: readonly LogLine[]): string {
  const rows = lines.map((line) => {
    const at = new Date(line.at);
    const what = sentence(auditSentence({ ...line, person: line.person?.shown ?? null }));
    const act = AUDIT_ACTS[line.act] ?? line.act;
    const by = line.by ?? sv.organisation.log.itself;
    return [dayOf(at), formatTime(at), by, act, line.person?.shown ?? '', line.unit ?? '', what];
  });
  const all = [sv.organisation.log.columns, ...rows];
  return `\ufeff${all.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
}

/** What begins like a formula would be counted by the spreadsheet that opens it: an apostrophe makes it text. */
function cell(text: string): string {
  const safe = /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
