import type { ReactNode } from 'react';

type Props = { level: number; id?: string; className?: string; focusable?: boolean; children: ReactNode };

/** A heading at any depth of the outline: h1 to h6 as elements, deeper ones as told by ARIA. */
export function Heading({ level, id, className, focusable, children }: Props) {
  const shared = { id, className, tabIndex: focusable ? -1 : undefined };
  switch (level) {
    case 1:
      return <h1 {...shared}>{children}</h1>;
    case 2:
      return <h2 {...shared}>{children}</h2>;
    case 3:
      return <h3 {...shared}>{children}</h3>;
    case 4:
      return <h4 {...shared}>{children}</h4>;
    case 5:
      return <h5 {...shared}>{children}</h5>;
    case 6:
      return <h6 {...shared}>{children}</h6>;
    default:
      return (
        // biome-ignore lint/a11y/useSemanticElements: HTML ends at h6, outlines do not
        <div role="heading" aria-level={level} {...shared}>
          {children}
        </div>
      );
  }
}
