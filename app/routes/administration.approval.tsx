import { APPROVERS, REPORT_KINDS } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ActForm, Submit } from '../administration/act-form.tsx';
import { type Answer, answerTo } from '../administration/answer.ts';
import { chosenAdministration, viewOr404 } from '../administration/chosen.server.ts';
import { AdministrationFrame } from '../administration/frame.tsx';
import { postedForm } from '../posted-form.server.ts';

const t = sv.organisation;

export const meta: MetaFunction = () => [{ title: sv.chrome.title(t.nav.approval) }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const chosen = await chosenAdministration(context, request);
  return { ...chosen, view: viewOr404(await context.organisation.approval(chosen.administration.id)) };
}

const schema = z.object({ target: z.enum(REPORT_KINDS), approver: z.enum(APPROVERS) });

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await postedForm(context, request);
  const { administration } = await chosenAdministration(context, request);
  const read = schema.safeParse(Object.fromEntries(form));
  if (!read.success) return answerTo(form, { ok: false, reason: 'form' });
  const { target: kind, approver } = read.data;
  const set = { administrationId: administration.id, kind, approver };
  return answerTo(form, await context.organisation.setApprover(set));
}

export default function Approval() {
  const { view, administration, many } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  return (
    <AdministrationFrame administration={administration} many={many} heading={t.approval.say} answer={answer}>
      {view.rules.map(({ kind, approver }) => (
        <ActForm key={kind} intent="approver" target={kind} answer={answer} className="part">
          <fieldset className="rules">
            <legend>{t.approval.legend(kind)}</legend>
            {APPROVERS.map((each) => (
              <label className="tick" key={each}>
                <input type="radio" name="approver" value={each} defaultChecked={each === approver} />
                <span>
                  <b>{t.approval.approvers[each]}</b>
                  {each === approver ? <em> {t.approval.now}</em> : null}
                  <small>{t.approval.means[each]}</small>
                </span>
              </label>
            ))}
          </fieldset>
          <Submit low>
            {t.approval.act}
            <span className="sr">: {t.approval.legend(kind)}</span>
          </Submit>
        </ActForm>
      ))}
    </AdministrationFrame>
  );
}
