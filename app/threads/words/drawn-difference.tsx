import { sv } from '@delaktig/texts';
import type { ReactNode } from 'react';

const t = sv.suggestions;

/** Words in a text that a suggestion would take away. What is told beside them is not of the text. */
export function Removed({ children }: { children?: ReactNode }) {
  return (
    <del className="suggested">
      <Aside>{t.inText.removed}</Aside>
      {children}
      <Aside>{t.ends}</Aside>
    </del>
  );
}

/** Words that it would bring in: none of them stands in the text. */
export function Added({ children }: { children?: ReactNode }) {
  return (
    <ins className="suggested" data-beside="">
      <Aside>{t.inText.added}</Aside>
      {children}
      <Aside>{t.ends}</Aside>
    </ins>
  );
}

function Aside({ children }: { children: string }) {
  return (
    <span className="sr" data-beside="">
      {' '}
      {children}{' '}
    </span>
  );
}
