import { sv } from '@delaktig/texts';
import { useSignOut } from '../sign-out/sign-out-provider.tsx';
import { useViewer } from '../viewer.ts';

/** Who is signed in, and the way out: works without JavaScript too. */
export function EndOfPage() {
  const viewer = useViewer();
  const signOut = useSignOut();
  if (viewer === null) return null;
  return (
    <footer className="end-of-page">
      <span>{sv.chrome.signedInAs(viewer.account.name)}</span>
      <form
        method="post"
        action="/logga-ut"
        onSubmit={(event) => {
          event.preventDefault();
          signOut();
        }}
      >
        <button className="btn bare" type="submit">
          {sv.chrome.signOut}
        </button>
      </form>
    </footer>
  );
}
