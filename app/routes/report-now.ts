import type { LoaderFunctionArgs } from '@remix-run/node';
import type { ReadReport } from '../report/read-again.ts';

/** A report as JSON, for a page that shows it already. */
export async function loader({ context, params }: LoaderFunctionArgs): Promise<Response> {
  if (context.session === null) return new Response(null, { status: 401 });
  const found = await context.reports.view(params.id ?? '');
  if (!found.ok) return new Response(null, { status: found.reason === 'forbidden' ? 403 : 404 });
  const read: ReadReport = { accountId: context.session.account.id, report: found.report };
  return Response.json(read);
}
