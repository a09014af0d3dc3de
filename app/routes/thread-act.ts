import type { ActionFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { z } from 'zod';
import { backToReport, postedAct } from '../posted-act.server.ts';
import type { Answer } from '../threads/answer.ts';
import { talkAnchor, threadAnchorId } from '../threads/answer.ts';
import { readThreadAct } from '../threads/read-act.ts';

const placeSchema = z.uuid().nullable().catch(null);

/**
 * An act on comments. A page that is alive stays as it is, words under way included; a plain form is sent back to the
 * section or the thread that it came from.
 */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const posted = await postedAct(args);
  if (posted instanceof Response) return posted;
  const { reportId, form, asksForJson } = posted;
  const act = readThreadAct(form);
  const answer: Answer =
    act === null ? { ok: false, reason: 'invalid' } : await args.context.threads.act(reportId, act);
  if (asksForJson) return Response.json(answer);
  const sectionId = placeSchema.parse(form.get('sectionId'));
  const threadId = (answer.ok ? answer.threadId : undefined) ?? placeSchema.parse(form.get('threadId'));
  const tells = answer.ok ? '' : `?kommentar=${answer.reason}`;
  const hash = threadId !== null ? threadAnchorId(threadId) : sectionId === null ? '' : talkAnchor(sectionId);
  return redirect(`/rapporter/${reportId}${tells}#${hash}`);
}

export function loader(args: ActionFunctionArgs): Response {
  return backToReport(args);
}
