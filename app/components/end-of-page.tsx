import { sv } from '@delaktig/texts';
import { Form } from '@remix-run/react';
import { useViewer } from '../viewer.ts';

/** Who is signed in, and the way out: works without JavaScript too. */
export function EndOfPage() {
  const viewer = useViewer();
  if (viewer === null) return null;
  return (
    <footer className="end-of-page">
      <span>{sv.chrome.signedInAs(viewer.account.name)}</span>
      <Form method="post" action="/logga-ut">
        <button className="btn bare" type="submit">
          {sv.chrome.signOut}
        </button>
      </Form>
    </footer>
  );
}
