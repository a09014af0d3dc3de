import { sv } from '@delaktig/texts';
import { useEffect, useState } from 'react';

/**
 * Out of contact a link would lead to the browser's own error page, and words that have not been sent would
 * be gone. So one stays, and is told why; the line goes when contact is back.
 */
export function WithoutContact() {
  const [told, setTold] = useState(false);
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      if (navigator.onLine || !leadsAway(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      setTold(true);
    };
    const onOnline = () => setTold(false);
    document.addEventListener('click', onClick, { capture: true });
    window.addEventListener('online', onOnline);
    return () => {
      document.removeEventListener('click', onClick, { capture: true });
      window.removeEventListener('online', onOnline);
    };
  }, []);
  return (
    <div role="status" className="without-contact">
      {told ? (
        <p className="state off">
          <b>{sv.errors.stay.title}</b> {sv.errors.stay.text}
        </p>
      ) : null}
    </div>
  );
}

/** Whether a click is on a link to another page of ours. */
function leadsAway(target: EventTarget | null): boolean {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : null;
  return link !== null && link.origin === location.origin && link.pathname !== location.pathname;
}
