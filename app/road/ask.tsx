import type { KeyboardEvent, ReactNode } from 'react';

type Props = {
  label: ReactNode;
  /** What it is about, for those who do not see where it stands. */
  about?: string;
  /** Of those with the same name one is open at a time. */
  group: string;
  /** A link among text instead of a button. */
  bare?: boolean;
  onToggle?: (open: boolean) => void;
  children: ReactNode;
};

/** What an act needs to know, behind the button that opens it. Works without scripts; Escape folds it. */
export function Ask({ label, about, group, bare = false, onToggle, children }: Props) {
  return (
    <details
      className="ask"
      name={group}
      onKeyDown={foldOnEscape}
      onToggle={onToggle && ((event) => onToggle(event.currentTarget.open))}
    >
      <summary className={bare ? 'btn bare' : 'btn'}>
        {label}
        {about === undefined ? null : <span className="sr"> {about}</span>}
      </summary>
      <div className="ask-inside">{children}</div>
    </details>
  );
}

function foldOnEscape(event: KeyboardEvent<HTMLDetailsElement>): void {
  const details = event.currentTarget;
  if (event.key !== 'Escape' || !details.open) return;
  details.open = false;
  details.querySelector('summary')?.focus();
}
