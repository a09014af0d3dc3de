import { AUDIT_ACTS, auditSentence, formatDate, formatTime, sentence, sv } from '@delaktig/texts';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, Link, useLoaderData, useSearchParams } from '@remix-run/react';
import type { LogLine } from '../../server/organisation/contract.ts';
import { chosenAdministration, viewOr404 } from '../administration/chosen.server.ts';
import { SelectField, TextField } from '../administration/fields.tsx';
import { readLogFilter } from '../administration/filters.ts';
import { AdministrationFrame, within } from '../administration/frame.tsx';
import { Pages } from '../administration/pages.tsx';

const t = sv.organisation;

export const meta: MetaFunction = () => [{ title: sv.chrome.title(t.nav.log) }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const chosen = await chosenAdministration(context, request);
  const filter = readLogFilter(new URL(request.url).searchParams);
  return {
    ...chosen,
    filter,
    view: viewOr404(await context.organisation.log(chosen.administration.id, filter)),
  };
}

export default function Log() {
  const { view, filter, administration, many } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { page: _, ...rest } = filter;
  const isFiltered = Object.values(rest).some((value) => value !== undefined);
  const all = { value: '', label: t.people.all };
  return (
    <AdministrationFrame administration={administration} many={many} heading={t.log.say}>
      <p className="say-more">{t.log.more}</p>
      <Form className="search" role="search" key={JSON.stringify(filter)}>
        {many ? <input type="hidden" name="forvaltning" value={administration.id} /> : null}
        <div className="fields">
          <SelectField
            name="person"
            label={t.log.person}
            value={filter.accountId ?? ''}
            options={[all, ...view.people.map(({ id, shown }) => ({ value: id, label: shown }))]}
          />
          <SelectField
            name="handelse"
            label={t.log.act}
            value={filter.act ?? ''}
            options={[all, ...view.acts.map((act) => ({ value: act, label: AUDIT_ACTS[act] ?? act }))]}
          />
          <TextField name="fran" type="date" label={t.log.from} value={filter.from ?? ''} short />
          <TextField name="till" type="date" label={t.log.to} value={filter.to ?? ''} short />
        </div>
        <button className="btn" type="submit">
          {t.people.search}
        </button>
      </Form>
      <p className="found" role="status">
        {view.total > 0 ? t.log.found(view.total) : isFiltered ? t.log.none : t.log.empty}{' '}
        {isFiltered ? (
          <Link to={within('/administration/logg', administration, many)}>{t.people.clear}</Link>
        ) : null}
      </p>
      {view.lines.length === 0 ? null : (
        <>
          <LogTable lines={view.lines} />
          <Pages page={view.page} pages={view.pages} />
          <p className="acts">
            <a className="btn" href={`/administration/logg.csv?${params}`} download>
              {t.log.fetch}
            </a>
          </p>
        </>
      )}
    </AdministrationFrame>
  );
}

function LogTable({ lines }: { lines: readonly LogLine[] }) {
  return (
    <table className="tab log-table">
      <caption className="sr">{t.nav.log}</caption>
      <thead>
        <tr>
          <th scope="col">{t.log.when}</th>
          <th scope="col">{t.log.who}</th>
          <th scope="col">{t.log.what}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const at = new Date(line.at);
          return (
            <tr key={line.id}>
              <td className="date">
                <time dateTime={line.at}>
                  {formatDate(at)} {formatTime(at)}
                </time>
              </td>
              <td>{line.by ?? t.log.itself}</td>
              <td className="span">
                {sentence(auditSentence({ ...line, person: line.person?.shown ?? null }))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
