import { sv } from '@delaktig/texts';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { data, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { z } from 'zod';
import type { CodeHolder } from '../../server/accounts/contract.ts';
import { CoverPage } from '../access/cover-page.tsx';
import { NewPassword } from '../access/new-password.tsx';
import { Icon } from '../components/icons.tsx';

const t = sv.access.welcome;

export const meta: MetaFunction = () => [
  { title: sv.chrome.title(t.title) },
  { name: 'robots', content: 'noindex' },
];

/** `code` is in the page that asks for a password, and in no address but the one that the mail gave. */
type Asked = { code: string; holder: CodeHolder | null; wrong: 'code' | 'link' | 'password-length' | null };

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { token } = params;
  if (token === undefined) return data<Asked>({ code: '', holder: null, wrong: null });
  const holder = await context.accounts.codeHolder(token);
  if (holder === null) return data<Asked>({ code: '', holder, wrong: 'link' }, { status: 404 });
  return data<Asked>({ code: token, holder, wrong: null });
}

const formSchema = z.object({ code: z.string().max(500), password: z.string().max(2_000).optional() });

export async function action({ context, request }: ActionFunctionArgs) {
  const form = formSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) return data<Asked>({ code: '', holder: null, wrong: 'code' }, { status: 400 });
  const { code, password } = form.data;
  if (password === undefined) {
    const holder = await context.accounts.codeHolder(code);
    if (holder === null) return data<Asked>({ code, holder, wrong: 'code' }, { status: 400 });
    return data<Asked>({ code, holder, wrong: null });
  }
  const used = await context.accounts.redeemCode(code, password);
  if (used.ok) throw redirect('/', { headers: { 'Set-Cookie': used.cookie } });
  const holder = used.reason === 'code' ? null : used.holder;
  return data<Asked>({ code, holder, wrong: used.reason }, { status: 400 });
}

/** After an act what it answered counts; the look-up of the link would only count it as one more try. */
export function shouldRevalidate() {
  return false;
}

export default function Welcome() {
  const loaded = useLoaderData<typeof loader>();
  const asked = useActionData<typeof action>() ?? loaded;
  return (
    <CoverPage>
      {asked.holder === null ? (
        <EnterCode asked={asked} />
      ) : (
        <ChoosePassword
          code={asked.code}
          holder={asked.holder}
          tooShort={asked.wrong === 'password-length'}
        />
      )}
    </CoverPage>
  );
}

function EnterCode({ asked }: { asked: Asked }) {
  const wrong = asked.wrong === 'code';
  return (
    <>
      <h2>{t.enter}</h2>
      <p>{asked.wrong === 'link' ? t.wrongLink : t.enterMore}</p>
      <Form method="post" action="/valkommen" className="sign-in-form" key={asked.wrong}>
        <label className="field">
          <span className="label">{t.code}</span>
          <input
            className="input code"
            name="code"
            required
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            defaultValue={wrong ? asked.code : ''}
            aria-invalid={wrong}
            aria-describedby={wrong ? 'fel-kod' : undefined}
          />
        </label>
        {wrong ? (
          <p className="error" role="alert" id="fel-kod">
            <Icon name="off" />
            {t.wrong}
          </p>
        ) : null}
        <button className="btn main" type="submit">
          {t.submit}
        </button>
        <p className="ways">
          <Link to="/logga-in">{t.signIn}</Link>
          <Link to="/glomt-losenord">{t.askNew}</Link>
        </p>
      </Form>
    </>
  );
}

function ChoosePassword({ code, holder, tooShort }: { code: string; holder: CodeHolder; tooShort: boolean }) {
  const underWay = useNavigation().formData?.has('password') ?? false;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!tooShort) heading.current?.focus();
  }, [tooShort]);
  return (
    <>
      <h2 tabIndex={-1} ref={heading}>
        {hello(holder)}
      </h2>
      <p>{holder.purpose === 'invite' ? t.inviteMore : t.resetMore}</p>
      <Form method="post" action="/valkommen" className="sign-in-form">
        <input type="hidden" name="code" value={code} />
        <NewPassword name="password" wrong={tooShort} />
        <button className="btn main" type="submit">
          {underWay ? t.busy : t.choose}
        </button>
        <p className="small">{t.notYou}</p>
      </Form>
    </>
  );
}

function hello({ firstName, role }: CodeHolder): string {
  if (firstName !== null) return t.hello(firstName);
  return role === null ? t.helloNobody : t.helloRole(sv.roles[role]);
}
