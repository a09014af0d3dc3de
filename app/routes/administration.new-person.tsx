import { ROLES } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { ActForm, Submit } from '../administration/act-form.tsx';
import { type Answer, answerTo } from '../administration/answer.ts';
import { chosenAdministration, viewOr404 } from '../administration/chosen.server.ts';
import { SelectField, SpanFields, TextField, Tick } from '../administration/fields.tsx';
import { AdministrationFrame, within } from '../administration/frame.tsx';
import { addPersonFrom } from '../administration/person-form.ts';
import { postedForm } from '../posted-form.server.ts';

const t = sv.organisation;
const ROLE_OPTIONS = ROLES.filter((role) => role !== 'administrator').map((role) => ({
  value: role,
  label: sv.roles[role],
}));

export const meta: MetaFunction = () => [{ title: sv.chrome.title(t.newPerson.title) }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const chosen = await chosenAdministration(context, request);
  const { units } = viewOr404(await context.organisation.unitChoices(chosen.administration.id));
  return { ...chosen, units };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await postedForm(context, request);
  const { administration } = await chosenAdministration(context, request);
  const added = await addPersonFrom(context.organisation, administration.id, form);
  if (!added.ok) return answerTo(form, added);
  throw redirect(`/administration/personer/${added.accountId}`);
}

export default function NewPerson() {
  const { units, administration, many } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  const [unitId, setUnitId] = useState(answer?.written.unit ?? units[0]?.id ?? '');
  const [hasScript, setHasScript] = useState(false);
  useEffect(() => setHasScript(true), []);
  return (
    <AdministrationFrame
      administration={administration}
      many={many}
      kicker={<Link to={within('/administration/personer', administration, many)}>{t.person.back}</Link>}
      heading={t.newPerson.title}
    >
      {units.length === 0 ? (
        <p className="say-more">{t.newPerson.noUnits}</p>
      ) : (
        <ActForm intent="add-person" answer={answer} className="part">
          <div className="fields">
            <TextField name="name" label={t.newPerson.name} maxLength={120} />
            <TextField name="email" label={t.newPerson.email} type="email" />
            <TextField name="mobile" label={t.newPerson.mobile} type="tel" />
            <p className="hint whole">{t.newPerson.contactHint}</p>
          </div>
          {answer?.reason === 'contact-elsewhere' ? (
            <Tick name="existing" label={t.newPerson.existing} />
          ) : null}
          <div className="fields">
            <SelectField name="role" label={t.newPerson.role} value="staff" options={ROLE_OPTIONS} />
            <SelectField
              name="unit"
              label={t.newPerson.unit}
              value={unitId}
              options={units.map(({ id, name }) => ({ value: id, label: name }))}
              onChoose={setUnitId}
            />
          </div>
          {units.map((unit) =>
            unit.groups.length === 0 || (hasScript && unit.id !== unitId) ? null : (
              <fieldset className="ticks" key={unit.id}>
                <legend>{hasScript ? t.newPerson.groups : `${t.newPerson.groups}, ${unit.name}`}</legend>
                {unit.groups.map(({ id, name }) => (
                  <Tick key={id} name="groups" value={`${unit.id}:${id}`} label={name} />
                ))}
              </fieldset>
            ),
          )}
          <TextField
            name="protectionArea"
            label={`${t.person.area} (${t.optional})`}
            hint={t.person.areaHint}
          />
          <SpanFields from={null} to={null} />
          <p className="acts">
            <Submit main>{t.newPerson.add}</Submit>
            <Link className="btn" to={within('/administration/personer', administration, many)}>
              {t.newPerson.cancel}
            </Link>
          </p>
        </ActForm>
      )}
    </AdministrationFrame>
  );
}
