import { sv } from '@delaktig/texts';
import { useLocation } from '@remix-run/react';
import type { FormEvent } from 'react';
import { Icon } from './icons.tsx';

/**
 * Offers the theme that is not shown. Both buttons are rendered and CSS hides one, since without a choice
 * only the browser knows the system's. Without JavaScript the form goes to the server and comes back here.
 */
export function ThemeButton() {
  const { pathname, search } = useLocation();
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

/**
 * Shown at once and kept by the server when it can be reached. Not by the router: what fails there takes the
 * page away, and with it words that have not been sent yet.
 */
function choose(event: FormEvent<HTMLFormElement>): void {
  event.preventDefault();
  const { submitter } = event.nativeEvent as SubmitEvent;
  if (!(submitter instanceof HTMLButtonElement)) return;
  document.documentElement.dataset.theme = submitter.value;
  const body = new URLSearchParams({ theme: submitter.value });
  // Out of contact the choice holds for this page, and can be made again.
  fetch('/tema', { method: 'POST', body, keepalive: true }).catch(() => undefined);
  // The button that was pressed goes away; the one in its place takes the focus.
  event.currentTarget.querySelector<HTMLButtonElement>(`button:not([value="${submitter.value}"])`)?.focus();
}
