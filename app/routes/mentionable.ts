import type { LoaderFunctionArgs } from '@remix-run/node';

/** Whom one may mention in a section, as JSON, for a form in which somebody has begun a name. */
export async function loader({ context, params }: LoaderFunctionArgs): Promise<Response> {
  if (context.session === null) return new Response(null, { status: 401 });
  const choices = await context.threads.mentionable(params.id ?? '', params.section ?? '');
  return choices === null ? new Response(null, { status: 404 }) : Response.json(choices);
}
