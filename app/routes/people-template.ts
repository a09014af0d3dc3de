import { ROSTER_FIELDS, ROSTER_HEADINGS } from '@delaktig/domain';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireSession } from '../session.server.ts';

const EXAMPLES = [
  ['Sam Lind', 'sam.lind@exempel.se', '070-174 06 05', 'Enheten för exempel', 'Dag, Kväll', ''],
  ['Åsa Björk', '', '', 'Enheten för exempel', 'Natt', 'Ombud'],
];

/** A list to begin with. The mark and the semicolons are for Excel in Swedish. */
export function loader({ context, request }: LoaderFunctionArgs) {
  requireSession(context, request);
  const rows = [ROSTER_FIELDS.map((field) => ROSTER_HEADINGS[field]), ...EXAMPLES];
  return new Response(`\ufeff${rows.map((cells) => cells.join(';')).join('\r\n')}\r\n`, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="personer.csv"',
    },
  });
}
