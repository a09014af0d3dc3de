import type { ActionFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { z } from 'zod';
import { isOfAnother } from './posted-form.server.ts';
import { requireSession } from './session.server.ts';

/** The form of an act on a report. `asksForJson`: by a page that is alive and stays as it is. */
export type PostedAct = { reportId: string; form: FormData; asksForJson: boolean };

/** Takes the form of an act, or answers in its place: nobody has signed in, or another than the page was made for. */
export async function postedAct({
  context,
  params,
  request,
}: ActionFunctionArgs): Promise<PostedAct | Response> {
  const asksForJson = request.headers.get('Accept') === 'application/json';
  if (asksForJson && context.session === null) return signedOut();
  const session = requireSession(context, request);
  const reportId = z.uuid().safeParse(params.id);
  if (!reportId.success) throw new Response(null, { status: 404 });
  const form = await request.formData();
  if (isOfAnother(session, form)) return asksForJson ? signedOut() : redirect('/');
  return { reportId: reportId.data, form, asksForJson };
}

/** Somebody has loaded the address of a form, as when going back: the report is where they want to be. */
export function backToReport({ params }: Pick<ActionFunctionArgs, 'params'>): Response {
  return redirect(`/rapporter/${encodeURIComponent(params.id ?? '')}`);
}

const signedOut = () => Response.json({ ok: false, reason: 'signed-out' });
