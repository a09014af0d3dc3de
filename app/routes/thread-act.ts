import type { ActionFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { z } from 'zod';
import { isOfAnother, requireSession } from '../session.server.ts';
import type { Answer } from '../threads/answer.ts';
import { talkAnchor, threadAnchorId } from '../threads/answer.ts';
import { readThreadAct } from '../threads/read-act.ts';

const placeSchema = z.uuid().nullable().catch(null);

/**
 * An act on comments. A page that is alive asks for JSON and stays as it is, words under way included; a plain form
 * is sent back to the section or the thread that it came from.
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
  const act = readThreadAct(form);
  const answer: Answer =
    act === null ? { ok: false, reason: 'invalid' } : await context.threads.act(reportId.data, act);
  if (asksForJson) return told(answer);
  const sectionId = placeSchema.parse(form.get('sectionId'));
  const threadId = (answer.ok ? answer.threadId : undefined) ?? placeSchema.parse(form.get('threadId'));
  const tells = answer.ok ? '' : `?kommentar=${answer.reason}`;
  const hash = threadId !== null ? threadAnchorId(threadId) : sectionId === null ? '' : talkAnchor(sectionId);
  return redirect(`/rapporter/${reportId.data}${tells}#${hash}`);
}

/** Somebody has loaded the address of a form, as when going back: the report is where they want to be. */
export function loader({ params }: ActionFunctionArgs): Response {
  return redirect(`/rapporter/${encodeURIComponent(params.id ?? '')}`);
}

function told(answer: Answer): Response {
  return Response.json(answer);
}
