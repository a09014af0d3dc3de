import { sv } from '@delaktig/texts';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import type { FormEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { PeoplePreview, PeopleTaken, PreviewResult } from '../../server/people/contract.ts';
import { EndOfPage } from '../components/end-of-page.tsx';
import { Icon } from '../components/icons.tsx';
import { Masthead } from '../components/masthead.tsx';
import { Columns, ListFields } from '../people/list-fields.tsx';
import { PreviewForm } from '../people/preview-form.tsx';
import { listSize, MAX_FORM_BYTES, MAX_LIST_BYTES, readForm } from '../people/read-form.ts';
import { requireSession } from '../session.server.ts';

const t = sv.people;

export const meta: MetaFunction = () => [{ title: sv.chrome.title(t.title) }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  requireSession(context, request);
  const all = await context.people.administrations();
  if (all.length === 0) throw new Response(null, { status: 403 });
  const wanted = new URL(request.url).searchParams.get('forvaltning');
  const chosen = all.length === 1 && wanted === null ? all[0] : all.find(({ id }) => id === wanted);
  if (wanted !== null && chosen === undefined) throw new Response(null, { status: 404 });
  return { all, chosen: chosen ?? null };
}

type Answer = {
  preview: PeoplePreview | null;
  /** Why the preview is not the one that was asked for. */
  differs: 'list-differs' | 'outcome-differs' | null;
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
  const form = await readForm(await request.formData());
  const { administrationId, bytes, mended, seen, leaving, text } = form;
  const refused = (result: PreviewResult & { ok: false }) =>
    data<Answer>(
      { ...NOTHING, error: told(result), text },
      { status: result.reason === 'forbidden' ? 403 : 400 },
    );
  if (form.intent === 'read') {
    const result = await context.people.preview(administrationId, bytes, mended);
    return result.ok ? data<Answer>({ ...NOTHING, preview: result.preview }) : refused(result);
  }
  const result = await context.people.takeIn({ administrationId, list: bytes, mended, seen, leaving });
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
  const { all, chosen } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? NOTHING;
  const main = useRef<HTMLElement>(null);
  // What was read or done is new on the page: one begins at its head. What could not be read is told at its field.
  useEffect(() => {
    if (answer.error !== null) main.current?.querySelector<HTMLElement>('[role="alert"]')?.focus();
    else if (answer !== NOTHING) main.current?.focus();
  }, [answer]);
  const people = chosen && all.length > 1 ? `/administration/personer?forvaltning=${chosen.id}` : PEOPLE;
  return (
    <>
      <a className="skip" href="#text">
        {sv.chrome.skipToText}
      </a>
      <Masthead>{chosen?.name}</Masthead>
      <main className="wrap reading" id="text" tabIndex={-1} ref={main}>
        <p className="kicker">
          <Link to="/administration">{sv.organisation.title}</Link> · {t.title}
        </p>
        {chosen === null ? <Choose all={all} /> : <Read answer={answer} id={chosen.id} people={people} />}
      </main>
      <EndOfPage />
    </>
  );
}

const PEOPLE = '/administration/personer';

function Choose({ all }: { all: { id: string; name: string }[] }) {
  return (
    <>
      <h1 className="say calm">{t.choose}</h1>
      <ul className="plain-lines">
        {all.map(({ id, name }) => (
          <li key={id}>
            <Link to={`?forvaltning=${id}`}>{name}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function Read({ answer, id, people }: { answer: Answer; id: string; people: string }) {
  const { preview, done } = answer;
  if (preview === null && done === null) {
    return (
      <>
        <h1 className="say calm">{t.say}</h1>
        <p className="say-more">{t.intro}</p>
        <div className="roster-start">
          <ListForm answer={answer} id={id} main />
          <Columns />
        </div>
      </>
    );
  }
  return (
    <>
      {done === null ? null : <Done done={done} people={people} whole={preview === null} />}
      {preview === null ? null : (
        <>
          <Said preview={preview} differs={answer.differs} under={done !== null} />
          <PreviewForm preview={preview} />
          <details className="other-way">
            <summary>{t.other}</summary>
            <ListForm answer={answer} id={id} main={false} />
          </details>
        </>
      )}
    </>
  );
}

type SaidProps = { preview: PeoplePreview; differs: Answer['differs']; under: boolean };

function Said({ preview, differs, under }: SaidProps) {
  const { counts, leftOut, titles } = preview;
  const Heading = under ? 'h2' : 'h1';
  const nothing = counts.wrong + counts.new + counts.changed + counts.leavers === 0;
  return (
    <>
      {differs === null ? null : (
        <p className="state-line" role="status">
          <Icon name="off" />
          <span>{t.differs[differs]}</span>
        </p>
      )}
      {under ? null : (
        <>
          <Heading className="say calm">{t.rights(counts)}</Heading>
          <p className="say-more">
            {t.becomes(counts)} {nothing ? t.nothing : t.notYet}
          </p>
        </>
      )}
      {leftOut.length === 0 ? null : <p className="roster-note">{t.leftOut(leftOut)}</p>}
      {titles.length === 0 ? null : <p className="roster-note">{t.titles(titles)}</p>}
    </>
  );
}

function Done({ done, people, whole }: { done: PeopleTaken; people: string; whole: boolean }) {
  return (
    <>
      <h1 className="say calm">{t.done(done)}</h1>
      <p className="say-more">
        {t.doneCounts(done)} {t.doneMore(done)}
      </p>
      <div className="acts">
        <Link className={whole ? 'btn main' : 'btn'} to="/administration/inbjudningar">
          {t.next.invite}
        </Link>
        <Link className="btn" to={people}>
          {t.next.people}
        </Link>
        {whole ? (
          <Link className="btn" to="?" reloadDocument>
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
      <input type="hidden" name="administration" value={id} />
      <ListFields
        text={answer.preview?.text ?? answer.text}
        error={tooLarge ? t.errors['too-large'] : answer.error}
        main={main}
      />
    </Form>
  );
}
