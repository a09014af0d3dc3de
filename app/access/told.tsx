import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { Icon } from '../components/icons.tsx';

/** What came of an act, where the work goes on: it has the focus as soon as it is there. */
export function Told({ wrong, children }: { wrong: boolean; children: ReactNode }) {
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (children) place.current?.focus();
  }, [children]);
  return (
    <p className={wrong ? 'told error' : 'told'} role={wrong ? 'alert' : 'status'} tabIndex={-1} ref={place}>
      <Icon name={wrong ? 'off' : 'check'} />
      <span>{children}</span>
    </p>
  );
}
