import type { LoaderFunctionArgs } from '@remix-run/node';
import type { ReadThreads } from '../threads/read-threads.ts';

/** A report's comments as JSON, for a page that shows the report already. */
export async function loader({ context, params }: LoaderFunctionArgs): Promise<Response> {
  if (context.session === null) return new Response(null, { status: 401 });
  const threads = await context.threads.view(params.id ?? '');
  if (threads === null) return new Response(null, { status: 404 });
  const notices = await context.threads.notices();
  const read: ReadThreads = {
    accountId: context.session.account.id,
    threads,
    news: notices.filter((notice) => !notice.read).length,
  };
  return Response.json(read);
}
