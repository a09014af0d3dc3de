import type { AppLoadContext } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import type { SignedIn } from '../server/http/context.ts';
import { requireSession } from './session.server.ts';

/**
 * The form that was posted from a page of the one who is signed in. Whoever has signed in since the page was made is
 * led to the start instead, and whoever has not signed in to where one does.
 */
export async function postedForm(context: AppLoadContext, request: Request): Promise<FormData> {
  const session = requireSession(context, request);
  const form = await request.formData();
  if (isOfAnother(session, form)) throw redirect('/');
  form.delete('account');
  return form;
}

/** Another has signed in in the same browser since, and would do what they did not ask for. */
export function isOfAnother(session: SignedIn, form: FormData): boolean {
  const account = form.get('account');
  return typeof account === 'string' && account !== session.account.id;
}
