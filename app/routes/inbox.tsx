import { formatDate, sv } from '@delaktig/texts';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { EndOfPage } from '../components/end-of-page.tsx';
import { MadeFor } from '../components/made-for.tsx';
import { Masthead } from '../components/masthead.tsx';
import { postedForm } from '../posted-form.server.ts';
import { requireSession } from '../session.server.ts';
import { NoticeList } from '../threads/notice-list.tsx';

const t = sv.threads.inbox;

export const meta: MetaFunction = () => [{ title: sv.chrome.title(t.title) }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  requireSession(context, request);
  return { notices: await context.threads.notices() };
}

const idsSchema = z.array(z.uuid()).max(100);

/** Notices that have been read: those given. */
export async function action({ context, request }: ActionFunctionArgs): Promise<Response> {
  const isByScript = request.headers.get('Accept') === 'application/json';
  if (isByScript && context.session === null) return new Response(null, { status: 401 });
  const ids = idsSchema.safeParse((await postedForm(context, request)).getAll('id'));
  if (!ids.success) return new Response(null, { status: 400 });
  await context.threads.readNotices(ids.data);
  return isByScript ? new Response(null, { status: 204 }) : redirect('/inkorg');
}

export default function Inbox() {
  const { notices } = useLoaderData<typeof loader>();
  const unread = notices.filter(({ read }) => !read);
  return (
    <>
      <a className="skip" href="#text">
        {sv.start.skip}
      </a>
      <Masthead showName>{t.title}</Masthead>
      <main className="wrap inbox" id="text" tabIndex={-1}>
        <h1 className="say">{t.title}</h1>
        {notices.length === 0 ? (
          <p className="say-more">{t.empty}</p>
        ) : (
          <>
            <p className="say-more">{t.lead(unread.length)}</p>
            {unread.length === 0 ? null : (
              <Form method="post">
                <MadeFor />
                {unread.map(({ id }) => (
                  <input key={id} type="hidden" name="id" value={id} />
                ))}
                <button className="btn" type="submit">
                  {t.readAll}
                </button>
              </Form>
            )}
            <NoticeList notices={notices} day={(day) => formatDate(day)} />
          </>
        )}
      </main>
      <EndOfPage />
    </>
  );
}
