import type { LoaderFunctionArgs } from '@remix-run/node';

/** What has happened to a section, newest first, as JSON. */
export async function loader({ context, params }: LoaderFunctionArgs): Promise<Response> {
  if (context.session === null) return new Response(null, { status: 401 });
  const events = await context.road.history(params.id ?? '', params.section ?? '');
  return events === null ? new Response(null, { status: 404 }) : Response.json(events);
}
