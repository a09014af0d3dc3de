/** The shapes of the interface, once per page; `Icon` refers to them. All are drawn in `currentColor`. */
export function Sprite() {
  return (
    <svg className="sprite" aria-hidden="true" focusable="false">
      <symbol id="full" viewBox="0 0 14 14">
        <circle cx="7" cy="7" r="6.25" fill="currentColor" />
      </symbol>
      <symbol id="part" viewBox="0 0 14 14">
        <circle cx="7" cy="7" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M7 1.5a5.5 5.5 0 0 0 0 11z" fill="currentColor" />
      </symbol>
      <symbol id="not" viewBox="0 0 14 14">
        <circle cx="7" cy="7" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M3.1 10.9l7.8-7.8" stroke="currentColor" strokeWidth="1.5" />
      </symbol>
      <symbol id="none" viewBox="0 0 14 14">
        <path d="M1.5 7h11" stroke="currentColor" strokeWidth="1.75" />
      </symbol>
      <symbol id="check" viewBox="0 0 14 14">
        <path d="M2 7.6l3.3 3.3L12 3.6" fill="none" stroke="currentColor" strokeWidth="1.75" />
      </symbol>
      <symbol id="lock" viewBox="0 0 14 14">
        <path d="M4 6V4.2a3 3 0 0 1 6 0V6" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M2.5 6h9v6.5h-9z" fill="currentColor" />
      </symbol>
      <symbol id="pen" viewBox="0 0 14 14">
        <path
          d="M2 12l.7-3L9.6 2.1l2.3 2.3L5 11.3zM8.2 3.5l2.3 2.3"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.4"
          strokeLinejoin="round"
        />
      </symbol>
      <symbol id="find" viewBox="0 0 14 14">
        <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M9.2 9.2L12.8 12.8" stroke="currentColor" strokeWidth="1.5" />
      </symbol>
      <symbol id="list" viewBox="0 0 14 14">
        <path d="M1 3h12M1 7h12M1 11h7" stroke="currentColor" strokeWidth="1.5" />
      </symbol>
      <symbol id="next" viewBox="0 0 14 14">
        <path d="M5 2.5L9.5 7 5 11.5" fill="none" stroke="currentColor" strokeWidth="1.75" />
      </symbol>
      <symbol id="close" viewBox="0 0 14 14">
        <path d="M2.5 2.5l9 9m0-9l-9 9" stroke="currentColor" strokeWidth="1.5" />
      </symbol>
      <symbol id="talk" viewBox="0 0 14 14">
        <path
          d="M1.75 2.25h10.5v7.5H6.5L3.75 12.5V9.75h-2z"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinejoin="round"
        />
      </symbol>
      <symbol id="more-talk" viewBox="0 0 14 14">
        <path d="M7 2v10M2 7h10" stroke="currentColor" strokeWidth="1.5" />
      </symbol>
      <symbol id="off" viewBox="0 0 14 14">
        <path
          d="M7 1.5L13 12.5H1z"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinejoin="round"
        />
        <path d="M7 5.5v3.4M7 10v1.3" stroke="currentColor" strokeWidth="1.5" />
      </symbol>
      <symbol id="wait" viewBox="0 0 14 14">
        <circle
          cx="7"
          cy="7"
          r="5.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeDasharray="3 2.5"
        />
      </symbol>
      <symbol id="half" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z" fill="currentColor" />
      </symbol>
    </svg>
  );
}

export type IconName =
  | 'full'
  | 'part'
  | 'not'
  | 'none'
  | 'check'
  | 'lock'
  | 'pen'
  | 'find'
  | 'list'
  | 'next'
  | 'close'
  | 'off'
  | 'talk'
  | 'more-talk'
  | 'wait'
  | 'half';

/** A shape without a voice: the word beside it says what it means. */
export function Icon(props: { name: IconName; className?: string }) {
  return (
    <svg className={props.className ?? 'icon'} aria-hidden="true" focusable="false">
      <use href={`#${props.name}`} />
    </svg>
  );
}
