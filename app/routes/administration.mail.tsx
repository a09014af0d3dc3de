import { sv } from '@delaktig/texts';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ActForm, Submit } from '../administration/act-form.tsx';
import { type Answer, answerTo } from '../administration/answer.ts';
import { chosenAdministration, viewOr404 } from '../administration/chosen.server.ts';
import { AdministrationFrame } from '../administration/frame.tsx';
import { postedForm } from '../posted-form.server.ts';

const t = sv.telling.administration;

export const meta: MetaFunction = () => [{ title: sv.chrome.title(t.nav) }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const chosen = await chosenAdministration(context, request);
  return { ...chosen, view: viewOr404(await context.organisation.mailWords(chosen.administration.id)) };
}

const schema = z.object({ words: z.enum(['off', 'on']) });

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await postedForm(context, request);
  const { administration } = await chosenAdministration(context, request);
  const read = schema.safeParse(Object.fromEntries(form));
  if (!read.success) return answerTo(form, { ok: false, reason: 'form' });
  const set = { administrationId: administration.id, on: read.data.words === 'on' };
  return answerTo(form, await context.organisation.setMailWords(set));
}

export default function MailWords() {
  const { view, administration, many } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  const now = view.on ? 'on' : 'off';
  return (
    <AdministrationFrame administration={administration} many={many} heading={t.say} answer={answer}>
      <ActForm intent="mail-words" answer={answer} className="part">
        <fieldset className="rules">
          <legend>{t.legend}</legend>
          {(['off', 'on'] as const).map((each) => (
            <label className="tick" key={each}>
              <input type="radio" name="words" value={each} defaultChecked={each === now} />
              <span>
                <b>{t.options[each].name}</b>
                {each === now ? <em> {sv.organisation.approval.now}</em> : null}
                <small>{t.options[each].means}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <Submit low>{t.act}</Submit>
      </ActForm>
    </AdministrationFrame>
  );
}
