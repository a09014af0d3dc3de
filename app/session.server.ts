import type { AppLoadContext } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import type { SignedIn } from '../server/http/context.ts';

/** The signed-in person, or a redirect to the sign-in page that comes back to where one was going. */
export function requireSession(context: AppLoadContext, request: Request): SignedIn {
  if (context.session !== null) return context.session;
  const { pathname, search } = new URL(request.url);
  const to = pathname + search;
  throw redirect(to === '/' ? '/logga-in' : `/logga-in?till=${encodeURIComponent(to)}`);
}
