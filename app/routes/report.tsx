import { dayOf, sv } from '@delaktig/texts';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useMemo } from 'react';
import { CollabProvider } from '../collab/index.ts';
import { placesOf } from '../report/places.ts';
import { useReadAgain } from '../report/read-again.ts';
import { ReportPage } from '../report/report-page.tsx';
import { RoadProvider } from '../road/road-context.tsx';
import { requireSession } from '../session.server.ts';
import { useThreadsRead } from '../threads/read-threads.ts';
import { ThreadsProvider } from '../threads/threads-provider.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data === undefined
    ? []
    : [
        {
          title: sv.chrome.title(
            `${sv.kinds[data.report.kind].name} ${data.report.year}, ${data.report.unit.name}`,
          ),
        },
      ];

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const { account } = requireSession(context, request);
  const found = await context.reports.view(params.id ?? '');
  if (!found.ok) throw new Response(null, { status: found.reason === 'forbidden' ? 403 : 404 });
  return {
    report: found.report,
    threads: await context.threads.view(found.report.id),
    accountId: account.id,
    today: dayOf(new Date()),
  };
}

export default function Report() {
  const loaded = useLoaderData<typeof loader>();
  // Another report is another page: its rooms, its place in the text.
  return <OneReport key={loaded.report.id} {...loaded} />;
}

function OneReport(props: Awaited<ReturnType<typeof loader>>) {
  const { report, readAgain } = useReadAgain(props);
  const { accountId, threads } = props;
  const read = useThreadsRead({ reportId: report.id, accountId, threads });
  const places = useMemo(() => placesOf(report), [report]);
  return (
    <CollabProvider
      reportId={report.id}
      accountId={accountId}
      places={places}
      onChanged={readAgain}
      onThreads={read.readAgain}
    >
      <RoadProvider report={report} accountId={props.accountId} today={props.today} readAgain={readAgain}>
        <ThreadsProvider report={report} accountId={accountId} read={read}>
          <ReportPage report={report} />
        </ThreadsProvider>
      </RoadProvider>
    </CollabProvider>
  );
}
