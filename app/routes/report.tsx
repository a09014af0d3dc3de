import { sv } from '@delaktig/texts';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { CollabProvider } from '../collab/index.ts';
import { ReportPage } from '../report/report-page.tsx';
import { requireSession } from '../session.server.ts';

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
  return { report: found.report, accountId: account.id };
}

export default function Report() {
  const { report, accountId } = useLoaderData<typeof loader>();
  return (
    // Another report is another page: its rooms, its place in the text.
    <CollabProvider key={report.id} reportId={report.id} accountId={accountId}>
      <ReportPage report={report} />
    </CollabProvider>
  );
}
