import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

export const meta: MetaFunction = () => [{ title: 'Delaktig' }];

export async function loader({ context }: LoaderFunctionArgs) {
  return { name: context.session?.account.name ?? null };
}

export default function Start() {
  const { name } = useLoaderData<typeof loader>();
  return (
    <main>
      <h1>Delaktig</h1>
      {name === null ? null : <p>{name}</p>}
    </main>
  );
}
