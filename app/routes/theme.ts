import type { ActionFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { z } from 'zod';
import { sameSitePath } from '../same-site-path.ts';
import { themeCookie } from '../theme.ts';

const formSchema = z.object({ theme: z.enum(['light', 'dark']), till: z.string().optional() });

/** Keeps the chosen theme. A form without JavaScript says where it stood (`till`) and is sent back there. */
export async function action({ request }: ActionFunctionArgs) {
  const form = formSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) throw new Response(null, { status: 400 });
  const headers = { 'Set-Cookie': themeCookie(form.data.theme) };
  // A whole response: from a route without a page Remix drops the headers of `data()`.
  if (form.data.till === undefined) return new Response(null, { status: 204, headers });
  return redirect(sameSitePath(form.data.till), { headers });
}

export function loader() {
  return redirect('/');
}
