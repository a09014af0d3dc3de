import { useViewer } from '../viewer.ts';

/** Says in a form for whom its page was made: nobody who has signed in since does what it asks for. */
export function MadeFor() {
  const viewer = useViewer();
  return viewer === null ? null : <input type="hidden" name="account" value={viewer.account.id} />;
}
