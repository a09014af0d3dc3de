import type { LoaderFunctionArgs } from '@remix-run/node';
import type { ReadNow } from '../report/read-again.ts';

/**
 * A report as JSON, for a page that shows it already. That it may not be read any more is an answer and no status: a
 * server of another version says 404 as well, and nobody must lose their editors by that.
 */
export async function loader({ context, params }: LoaderFunctionArgs): Promise<Response> {
  if (context.session === null) return new Response(null, { status: 401 });
  const found = await context.reports.view(params.id ?? '');
  const read: ReadNow = {
    accountId: context.session.account.id,
    report: found.ok ? found.report : null,
  };
  return Response.json(read);
}
