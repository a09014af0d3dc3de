import { sv } from '@delaktig/texts';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import type { AccountUseCases, SignInResult } from '../../server/http/context.ts';
import { ThemeButton } from '../components/theme-button.tsx';
import { sameSitePath } from '../same-site-path.ts';
import { PasswordForm } from '../sign-in/password-form.tsx';
import { People } from '../sign-in/people.tsx';

export const meta: MetaFunction = () => [{ title: sv.chrome.title(sv.signIn.title) }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  if (context.session !== null) {
    throw redirect(sameSitePath(new URL(request.url).searchParams.get('till')));
  }
  const demo = context.mode === 'demo';
  return { demo, people: demo ? await context.accounts.demoAccounts() : [] };
}

const formSchema = z.union([
  z.object({ account: z.string().min(1) }),
  z.object({ identifier: z.string().trim(), password: z.string() }),
]);

export async function action({ context, request }: ActionFunctionArgs) {
  const sent = Object.fromEntries(await request.formData());
  const form = formSchema.safeParse(sent);
  const result = form.success ? await signIn(context.accounts, form.data) : REFUSED;
  if (!result.ok) {
    const by = form.success && 'account' in form.data ? ('demo' as const) : ('password' as const);
    const identifier = typeof sent.identifier === 'string' ? sent.identifier : '';
    return data({ refused: by, identifier }, { status: 400 });
  }
  return redirect(sameSitePath(sent.till), { headers: { 'Set-Cookie': result.cookie } });
}

const REFUSED: SignInResult = { ok: false, reason: 'refused' };

function signIn(accounts: AccountUseCases, form: z.infer<typeof formSchema>): Promise<SignInResult> {
  return 'account' in form
    ? accounts.signInAsDemo(form.account)
    : accounts.signInWithPassword(form.identifier, form.password);
}

export default function SignIn() {
  const { demo, people } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const till = sameSitePath(useSearchParams()[0].get('till'));
  const t = sv.signIn;
  const passwordForm = (
    <PasswordForm
      till={till}
      refused={answer?.refused === 'password'}
      identifier={answer?.identifier ?? ''}
    />
  );
  return (
    <div className="page">
      <header className="cover">
        <h1>{sv.chrome.product}</h1>
        <p className="lead">{t.lead}</p>
        {demo ? (
          <div className="note">
            <p>{t.demo.note}</p>
            <p>{t.demo.inUse}</p>
          </div>
        ) : null}
      </header>
      <main className="who-are-you">
        {demo && people.length > 0 ? (
          <>
            <h2>{t.demo.heading}</h2>
            <p>{t.demo.intro}</p>
            <People people={people} till={till} refused={answer?.refused === 'demo'} />
            <details className="other-way" open={answer?.refused === 'password'}>
              <summary>{t.demo.account}</summary>
              {passwordForm}
            </details>
          </>
        ) : (
          <>
            <h2>{t.password.heading}</h2>
            {demo ? <p>{t.demo.empty}</p> : null}
            {passwordForm}
          </>
        )}
      </main>
      <div className="theme-corner">
        <ThemeButton />
      </div>
    </div>
  );
}
