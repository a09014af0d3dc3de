import { sv } from '@delaktig/texts';
import { useFetcher, useLocation } from '@remix-run/react';
import type { FormEvent } from 'react';
import { Icon } from './icons.tsx';

/** The key by which the document finds a choice that is still on its way to the server. */
export const THEME_FETCHER = 'theme';

/**
 * Offers the theme that is not shown. Both buttons are rendered and CSS hides one, since without a choice
 * only the browser knows the system's. Without JavaScript the form goes to the server and comes back here.
 */
export function ThemeButton() {
  const fetcher = useFetcher({ key: THEME_FETCHER });
  const { pathname, search } = useLocation();
  const choose = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const theme = submitter instanceof HTMLButtonElement ? submitter.value : 'light';
    fetcher.submit({ theme }, { method: 'post', action: '/tema' });
  };
  return (
    <form method="post" action="/tema" onSubmit={choose}>
      <input type="hidden" name="till" value={pathname + search} />
      <button
        className="round to-dark"
        type="submit"
        name="theme"
        value="dark"
        aria-label={sv.chrome.themeDark}
      >
        <Icon name="half" />
      </button>
      <button
        className="round to-light"
        type="submit"
        name="theme"
        value="light"
        aria-label={sv.chrome.themeLight}
      >
        <Icon name="half" />
      </button>
    </form>
  );
}
