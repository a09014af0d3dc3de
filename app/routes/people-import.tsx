import { sv } from '@delaktig/texts';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import type { FormEvent } from 'react';
import { useEffect, useState } from 'react';
import type { PeoplePreview, PeopleTaken, PreviewResult } from '../../server/people/contract.ts';
import { chosenAdministration } from '../administration/chosen.server.ts';
import { AdministrationFrame, within } from '../administration/frame.tsx';
import { Icon } from '../components/icons.tsx';
import { MadeFor } from '../components/made-for.tsx';
import { Columns, ListFields } from '../people/list-fields.tsx';
import { PreviewForm } from '../people/preview-form.tsx';
import { listSize, MAX_FORM_BYTES, MAX_LIST_BYTES, readForm } from '../people/read-form.ts';
import { postedForm } from '../posted-form.server.ts';
import { requireSession } from '../session.server.ts';

const t = sv.people;
const PATH = '/administration/personer/las-in';

export const meta: MetaFunction = () => [{ title: sv.chrome.title(t.title) }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  return chosenAdministration(context, request);
}

type Answer = {
  preview: PeoplePreview | null;
  /** Why the preview is not the one that was asked for. */
  differs: 'list-differs' | 'outcome-differs' | 'unproven' | null;
  done: PeopleTaken | null;
  error: string | null;
  /** What was pasted and could not be read. */
  text: string;
};
const NOTHING: Answer = { preview: null, differs: null, done: null, error: null, text: '' };

export async function action({ context, request }: ActionFunctionArgs) {
  requireSession(context, request);
  if (Number(request.headers.get('Content-Length') ?? 0) > MAX_FORM_BYTES) {
    return data<Answer>({ ...NOTHING, error: t.errors['too-large'] }, { status: 413 });
  }
  const form = await readForm(await postedForm(context, request));
  const { intent, administrationId, bytes, text, ...chosen } = form;
  const refused = (result: PreviewResult & { ok: false }) =>
    data<Answer>(
      { ...NOTHING, error: told(result), text },
      { status: result.reason === 'forbidden' ? 403 : 400 },
    );
  if (intent === 'read') {
    const result = await context.people.preview(administrationId, bytes, chosen.mended);
    return result.ok ? data<Answer>({ ...NOTHING, preview: result.preview }) : refused(result);
  }
  const result = await context.people.takeIn({ administrationId, list: bytes, ...chosen });
  if (result.ok) {
    // Rows that were wrong stay, to be mended.
    const rest = result.done.wrong > 0 ? await context.people.preview(administrationId, bytes) : null;
    return data<Answer>({ ...NOTHING, done: result.done, preview: rest?.ok ? rest.preview : null });
  }
  if (!('preview' in result)) return refused(result);
  return data<Answer>({ ...NOTHING, preview: result.preview, differs: result.reason }, { status: 409 });
}

function told(result: PreviewResult & { ok: false }): string {
  if (result.reason === 'no-headings') return t.noHeadings(result.missing ?? []);
  return t.errors[result.reason];
}

export default function PeopleImportPage() {
  const { administration, many } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? NOTHING;
  const { preview, done } = answer;
  // What was read or done is new on the page: one begins at its head. What was refused is told at its field.
  useEffect(() => {
    if (answer === NOTHING) return;
    const isRefused = answer.error !== null || answer.differs === 'unproven';
    document.querySelector<HTMLElement>(isRefused ? '#text [role="alert"]' : '#text')?.focus();
  }, [answer]);
  const people = within('/administration/personer', administration, many);
  const list = (main: boolean) => <ListForm answer={answer} id={administration.id} main={main} />;
  return (
    <AdministrationFrame
      administration={administration}
      many={many}
      kicker={<Link to={people}>{sv.organisation.nav.people}</Link>}
      heading={done ? t.done(done) : preview ? t.rights(preview.counts) : t.say}
    >
      {done === null ? null : (
        <Done
          done={done}
          people={people}
          again={within(PATH, administration, many)}
          isWhole={preview === null}
        />
      )}
      {preview === null ? null : (
        <>
          {done === null ? <Said preview={preview} differs={answer.differs} /> : null}
          <PreviewForm preview={preview} isRest={done !== null} isUnproven={answer.differs === 'unproven'} />
          <details className="other-way">
            <summary>{t.other}</summary>
            {list(false)}
          </details>
        </>
      )}
      {preview === null && done === null ? (
        <>
          <p className="say-more">{t.intro}</p>
          <div className="roster-start">
            {list(true)}
            <Columns />
          </div>
        </>
      ) : null}
    </AdministrationFrame>
  );
}

function Said({ preview, differs }: { preview: PeoplePreview; differs: Answer['differs'] }) {
  const { counts, leftOut, titles } = preview;
  const isNothing = counts.wrong + counts.new + counts.changed + counts.leavers === 0;
  return (
    <>
      {differs === null ? null : (
        <p className="state-line" role="status">
          <Icon name="off" />
          <span>{t.differs[differs]}</span>
        </p>
      )}
      <p className="say-more">
        {t.becomes(counts)} {isNothing ? t.nothing : t.notYet}
      </p>
      {leftOut.length === 0 ? null : <p className="roster-note">{t.leftOut(leftOut)}</p>}
      {titles.length === 0 ? null : <p className="roster-note">{t.titles(titles)}</p>}
    </>
  );
}

type DoneProps = { done: PeopleTaken; people: string; again: string; isWhole: boolean };

function Done({ done, people, again, isWhole }: DoneProps) {
  return (
    <>
      <p className="say-more">
        {t.doneCounts(done)} {t.doneMore(done)}
      </p>
      <div className="acts">
        <Link className={isWhole ? 'btn main' : 'btn'} to="/administration/inbjudningar">
          {t.next.invite}
        </Link>
        <Link className="btn" to={people}>
          {t.next.people}
        </Link>
        {isWhole ? (
          <Link className="btn" to={again} reloadDocument>
            {t.next.more}
          </Link>
        ) : null}
      </div>
    </>
  );
}

function ListForm({ answer, id, main }: { answer: Answer; id: string; main: boolean }) {
  const [tooLarge, setTooLarge] = useState(false);
  // Told here: of a body beyond all bounds the server does not read so much that it could answer.
  const stopTooLarge = (event: FormEvent<HTMLFormElement>) => {
    const isTooLarge = listSize(new FormData(event.currentTarget)) > MAX_LIST_BYTES;
    if (isTooLarge) event.preventDefault();
    setTooLarge(isTooLarge);
  };
  return (
    <Form method="post" encType="multipart/form-data" onSubmit={stopTooLarge}>
      <MadeFor />
      <input type="hidden" name="administration" value={id} />
      <ListFields
        text={answer.preview?.text ?? answer.text}
        error={tooLarge ? t.errors['too-large'] : answer.error}
        main={main}
      />
    </Form>
  );
}
