import type { ActionFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';

export async function action({ context }: ActionFunctionArgs) {
  const cookie = await context.accounts.signOut();
  return redirect('/logga-in', { headers: { 'Set-Cookie': cookie } });
}

/** Signing out is an act; its address alone leads to the start. */
export function loader() {
  return redirect('/');
}
