import type { LoaderFunctionArgs } from '@remix-run/node';
import { chosenAdministration, viewOr404 } from '../administration/chosen.server.ts';
import { readLogFilter } from '../administration/filters.ts';

/** The log as a file, with what the page of the log was asked for. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const { administration } = await chosenAdministration(context, request);
  const filter = readLogFilter(new URL(request.url).searchParams);
  const file = viewOr404(await context.organisation.logCsv(administration.id, filter));
  return new Response(file, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="administrationslogg.csv"',
      'Cache-Control': 'no-store',
    },
  });
}
