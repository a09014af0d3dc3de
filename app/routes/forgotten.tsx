import { sv } from '@delaktig/texts';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { z } from 'zod';
import { CoverPage } from '../access/cover-page.tsx';

const t = sv.access.forgotten;

export const meta: MetaFunction = () => [{ title: sv.chrome.title(t.title) }];

export function loader({ context }: LoaderFunctionArgs) {
  return { canMail: context.accounts.canMail };
}

const formSchema = z.object({ identifier: z.string().max(400) });

/** Whatever came of it, the answer is the same. */
export async function action({ context, request }: ActionFunctionArgs) {
  const form = formSchema.safeParse(Object.fromEntries(await request.formData()));
  if (form.success) await context.accounts.askForReset(form.data.identifier);
  return { asked: true };
}

export default function Forgotten() {
  const { canMail } = useLoaderData<typeof loader>();
  const asked = useActionData<typeof action>()?.asked ?? false;
  return <CoverPage>{asked && canMail ? <Sent /> : <Ask canMail={canMail} />}</CoverPage>;
}

function Ask({ canMail }: { canMail: boolean }) {
  const underWay = useNavigation().state !== 'idle';
  return (
    <>
      <h2>{t.say}</h2>
      <p>{canMail ? t.more : t.noMailAtAll}</p>
      {canMail ? (
        <Form method="post" className="sign-in-form">
          <label className="field">
            <span className="label">{sv.signIn.password.identifier}</span>
            <input
              className="input"
              name="identifier"
              required
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
            />
          </label>
          <button className="btn main" type="submit">
            {underWay ? t.busy : t.submit}
          </button>
        </Form>
      ) : null}
      <Ways canMail={canMail} />
    </>
  );
}

function Sent() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h2 tabIndex={-1} ref={heading}>
        {t.sent}
      </h2>
      <p>{t.sentMore}</p>
      <Ways canMail />
    </>
  );
}

function Ways({ canMail }: { canMail: boolean }) {
  return (
    <div className="other-ways">
      {canMail ? (
        <>
          <h3>{t.noMail}</h3>
          <p>{t.noMailMore}</p>
        </>
      ) : null}
      <p className="ways">
        <Link to="/valkommen">{t.enterCode}</Link>
        <Link to="/logga-in">{t.back}</Link>
      </p>
    </div>
  );
}
