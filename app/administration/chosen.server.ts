import type { AppLoadContext } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import type { AdministrationSummary } from '../../server/organisation/contract.ts';
import { requireSession } from '../session.server.ts';

/** The administration that a page is about; `many` when there are others to choose. */
export type Chosen = { administration: AdministrationSummary; many: boolean };

/** The one that the address names (`?forvaltning=`), or the only one; null when one has to choose. 403 for others. */
export async function chosenOrNone(
  context: AppLoadContext,
  request: Request,
): Promise<{ chosen: Chosen | null; all: AdministrationSummary[] }> {
  requireSession(context, request);
  const all = await context.organisation.administrations();
  if (all.length === 0) throw new Response(null, { status: 403 });
  const wanted = new URL(request.url).searchParams.get('forvaltning');
  const many = all.length > 1;
  const administration = wanted === null ? (many ? undefined : all[0]) : all.find(({ id }) => id === wanted);
  if (wanted !== null && administration === undefined) throw new Response(null, { status: 404 });
  return { chosen: administration ? { administration, many } : null, all };
}

/** The same where one must have chosen already. */
export async function chosenAdministration(context: AppLoadContext, request: Request): Promise<Chosen> {
  const { chosen } = await chosenOrNone(context, request);
  if (chosen === null) throw redirect('/administration');
  return chosen;
}

/** Whether there are others to choose; 403 for those who administer nothing. */
export async function administersMany(context: AppLoadContext, request: Request): Promise<boolean> {
  requireSession(context, request);
  const all = await context.organisation.administrations();
  if (all.length === 0) throw new Response(null, { status: 403 });
  return all.length > 1;
}

/** What was asked for, or the page that says that there is no such. */
export function viewOr404<View>(found: { ok: true; view: View } | { ok: false }): View {
  if (!found.ok) throw new Response(null, { status: 404 });
  return found.view;
}
