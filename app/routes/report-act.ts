import type { ActionFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { z } from 'zod';
import type { Answer } from '../road/answer.ts';
import { stateAnchor, WHOLE_REPORT } from '../road/answer.ts';
import { readAct } from '../road/read-act.ts';
import { isOfAnother, requireSession } from '../session.server.ts';

const placeSchema = z.uuid().catch(WHOLE_REPORT);

/**
 * An act on the road from draft to submitted. A page that is alive asks for JSON and stays as it is, words under
 * way included; a plain form is sent back to the section that it came from.
 */
export async function action({ context, params, request }: ActionFunctionArgs): Promise<Response> {
  const asksForJson = request.headers.get('Accept') === 'application/json';
  if (asksForJson && context.session === null) return told({ ok: false, reason: 'signed-out' });
  const session = requireSession(context, request);
  const reportId = z.uuid().safeParse(params.id);
  if (!reportId.success) throw new Response(null, { status: 404 });
  const form = await request.formData();
  if (isOfAnother(session, form))
    return asksForJson ? told({ ok: false, reason: 'signed-out' }) : redirect('/');
  const act = readAct(form);
  const answer: Answer =
    act === null ? { ok: false, reason: 'invalid' } : await context.road.act(reportId.data, act);
  if (asksForJson) return told(answer);
  const place = placeSchema.parse(form.get('place'));
  const tells = answer.ok ? '' : `?besked=${answer.reason}&vid=${place}`;
  return redirect(`/rapporter/${reportId.data}${tells}#${stateAnchor(place)}`);
}

/** Somebody has loaded the address of a form, as when going back: the report is where they want to be. */
export function loader({ params }: ActionFunctionArgs): Response {
  return redirect(`/rapporter/${encodeURIComponent(params.id ?? '')}`);
}

function told(answer: Answer): Response {
  return Response.json(answer.ok ? { ok: true } : { ok: false, reason: answer.reason });
}
