import { MAX_BYTES } from '@delaktig/reader';
import { sv } from '@delaktig/texts';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { data, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import type { FormEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { ReportUseCases } from '../../server/http/context.ts';
import { EndOfPage } from '../components/end-of-page.tsx';
import { MadeFor } from '../components/made-for.tsx';
import { Masthead } from '../components/masthead.tsx';
import { CreateFields } from '../import/create-fields.tsx';
import { reportSize } from '../import/form-parts.ts';
import { Pairs } from '../import/pairs.tsx';
import { PasteFields } from '../import/paste-fields.tsx';
import type { Preview } from '../import/preview.ts';
import { previewOf } from '../import/preview.ts';
import type { ImportForm } from '../import/read-form.ts';
import { MAX_FORM_BYTES, readForm } from '../import/read-form.ts';
import { LineMap, remarkCounts, Summary } from '../import/summary.tsx';
import type { ImportTrouble } from '../import/trouble.ts';
import { postedForm } from '../posted-form.server.ts';
import { requireSession } from '../session.server.ts';

const t = sv.importPage;

export const meta: MetaFunction = () => [{ title: sv.chrome.title(t.title) }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  requireSession(context, request);
  return { units: await context.reports.unitsForImport(), maxBytes: MAX_BYTES };
}

type Answer = {
  text: string;
  written: ImportForm['written'];
  preview: Preview | null;
  trouble: ImportTrouble | null;
};

export async function action({ context, request }: ActionFunctionArgs) {
  requireSession(context, request);
  if (Number(request.headers.get('Content-Length') ?? 0) > MAX_FORM_BYTES) {
    return refusal({ reason: 'too-large' }, 413);
  }
  const form = await readForm(await postedForm(context, request));
  const units = await context.reports.unitsForImport();
  if (units.length === 0) return refusal({ reason: 'forbidden' }, 403);
  const read = await context.reports.readText(form.bytes, { lines: true });
  if (!read.ok) return refusal({ reason: read.reason }, 400);
  const preview = previewOf(read.interchange, read.lines);
  const answer: Answer = {
    text: read.lines.join('\n'),
    written: form.intent === 'create' ? form.written : guesses(preview, units),
    preview,
    trouble: null,
  };
  if (form.intent === 'read') return answer;
  const created = await create(context.reports, form);
  if (created.ok) return redirect(`/rapporter/${created.reportId}`);
  return data({ ...answer, trouble: created.trouble }, { status: 400 });
}

/** Creates the draft from the text alone: what the page showed of it is never taken back. */
async function create(
  reports: ReportUseCases,
  { bytes, choices: { kind, year, unit } }: ImportForm,
): Promise<{ ok: true; reportId: string } | { ok: false; trouble: ImportTrouble }> {
  const refuse = (trouble: ImportTrouble) => ({ ok: false as const, trouble });
  if (kind === undefined || year === undefined || unit === undefined) {
    const missing = { kind, year, unit };
    const fields = (['kind', 'year', 'unit'] as const).filter((name) => missing[name] === undefined);
    return refuse({ reason: 'fields', fields });
  }
  const read = await reports.readText(bytes);
  if (!read.ok) return refuse({ reason: read.reason });
  const result = await reports.importReport({ interchange: read.interchange, kind, year, unitId: unit });
  if (result.ok) return result;
  return refuse(
    result.reason === 'exists' ? { reason: 'exists', reportId: result.reportId } : { reason: result.reason },
  );
}

function refusal(trouble: ImportTrouble, status: number) {
  const answer: Answer = { text: '', written: { kind: '', year: '', unit: '' }, preview: null, trouble };
  return data(answer, { status });
}

/** What the text says of itself; the unit by name, or the only one there is. */
function guesses(preview: Preview, units: { id: string; name: string }[]): ImportForm['written'] {
  const unit = unitNamed(units, preview) ?? (units.length === 1 ? units[0] : undefined);
  return {
    kind: preview.kind ?? '',
    year: preview.year === null ? '' : String(preview.year),
    unit: unit?.id ?? '',
  };
}

function unitNamed(units: { id: string; name: string }[], { unit }: Preview) {
  return units.find(({ name }) => name.toLowerCase() === unit?.trim().toLowerCase());
}

export default function ImportPage() {
  const { units, maxBytes } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const main = useRef<HTMLElement>(null);
  const [tooLarge, setTooLarge] = useState(false);
  // Told here: of a body beyond all bounds the server does not read so much that it could answer.
  const stopTooLarge = (event: FormEvent<HTMLFormElement>) => {
    const isTooLarge = reportSize(new FormData(event.currentTarget)) > maxBytes;
    if (isTooLarge) event.preventDefault();
    setTooLarge(isTooLarge);
  };
  const error = tooLarge ? 'too-large' : textError(answer?.trouble ?? null);
  // What was read is new on the page: one begins at its head.
  useEffect(() => {
    if (answer?.preview && answer.trouble === null) main.current?.focus();
  }, [answer]);
  return (
    <>
      <a className="skip" href="#text">
        {sv.chrome.skipToText}
      </a>
      <Masthead
        middle={
          <nav className="line opt" aria-label={sv.chrome.mainMenu}>
            <Link to="/">{t.cancel}</Link>
          </nav>
        }
      />
      <main className="wrap reading" id="text" tabIndex={-1} ref={main}>
        <p className="kicker">{t.title}</p>
        {units.length === 0 ? (
          <>
            <h1 className="say calm">{t.notAllowed.say}</h1>
            <p className="say-more">{t.notAllowed.text}</p>
          </>
        ) : (
          <Form method="post" encType="multipart/form-data" onSubmit={stopTooLarge}>
            <MadeFor />
            {answer?.preview ? (
              <Read answer={{ ...answer, preview: answer.preview }} units={units} error={error} />
            ) : (
              <>
                <h1 className="say calm">{t.say}</h1>
                <p className="say-more">{t.intro}</p>
                <PasteFields text={answer?.text ?? ''} error={error} main />
              </>
            )}
          </Form>
        )}
      </main>
      <EndOfPage />
    </>
  );
}

type ReadProps = {
  answer: Answer & { preview: Preview };
  units: { id: string; name: string }[];
  error: TextError | null;
};

function Read(props: ReadProps) {
  const { preview, text, written, trouble } = props.answer;
  const { uncertain, notUnderstood } = remarkCounts(preview);
  return (
    <>
      <Summary preview={preview} />
      <LineMap preview={preview} />
      <Pairs rows={preview.rows} />
      <CreateFields
        // Newly read choices take the place of the old.
        key={`${written.kind} ${written.year} ${written.unit}`}
        units={props.units}
        written={written}
        trouble={trouble}
        doubts={uncertain + notUnderstood > 0}
        otherUnit={unitNamed(props.units, preview) === undefined ? preview.unit : null}
      />
      <details className="other-way">
        <summary>{t.again}</summary>
        <PasteFields text={text} error={props.error} main={false} />
      </details>
    </>
  );
}

type TextError = 'empty' | 'binary' | 'too-large';

function textError(trouble: ImportTrouble | null): TextError | null {
  switch (trouble?.reason) {
    case 'empty':
    case 'binary':
    case 'too-large':
      return trouble.reason;
    default:
      return null;
  }
}
