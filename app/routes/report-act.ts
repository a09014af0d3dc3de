import type { ActionFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { z } from 'zod';
import { backToReport, postedAct } from '../posted-act.server.ts';
import type { Answer } from '../road/answer.ts';
import { stateAnchor, WHOLE_REPORT } from '../road/answer.ts';
import { readAct } from '../road/read-act.ts';

const placeSchema = z.uuid().catch(WHOLE_REPORT);

/**
 * An act on the road from draft to submitted. A page that is alive stays as it is, words under way included; a plain
 * form is sent back to the section that it came from.
 */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const posted = await postedAct(args);
  if (posted instanceof Response) return posted;
  const { reportId, form, asksForJson } = posted;
  const act = readAct(form);
  const answer: Answer =
    act === null ? { ok: false, reason: 'invalid' } : await args.context.road.act(reportId, act);
  if (asksForJson) return Response.json(answer.ok ? { ok: true } : { ok: false, reason: answer.reason });
  const place = placeSchema.parse(form.get('place'));
  const tells = answer.ok ? '' : `?besked=${answer.reason}&vid=${place}`;
  return redirect(`/rapporter/${reportId}${tells}#${stateAnchor(place)}`);
}

export function loader(args: ActionFunctionArgs): Response {
  return backToReport(args);
}
