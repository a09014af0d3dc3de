import { sv } from '@delaktig/texts';
import { Form, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useId, useRef } from 'react';
import { Icon } from '../components/icons.tsx';
import { MadeFor } from '../components/made-for.tsx';
import type { Answer } from './answer.ts';

/** Which field a refusal is about. */
const FIELDS: Record<string, readonly string[]> = {
  'name-empty': ['name', 'newName'],
  'name-too-long': ['name', 'newName', 'protectionArea'],
  'name-taken': ['name', 'newName'],
  'initials-length': ['initials', 'newInitials'],
  'email-malformed': ['email'],
  'mobile-malformed': ['mobile'],
  'contact-taken': ['email', 'mobile'],
  'contact-elsewhere': ['existing'],
  'contact-missing': ['email', 'mobile'],
  'unit-missing': ['unit'],
  'group-in-use': ['despite'],
  'days-reversed': ['to'],
  'day-missing': ['day'],
  'unit-ended': ['from', 'day'],
};

type Told = { answer: Answer | null; errorId: string };
const FormContext = createContext<Told>({ answer: null, errorId: '' });

/** What was written in a field when its form was refused, and whether the refusal is about it. */
export function useField(name: string): { written: string | undefined; invalid: boolean; errorId: string } {
  const { answer, errorId } = useContext(FormContext);
  const invalid = FIELDS[answer?.reason ?? '']?.includes(name) ?? false;
  return { written: answer?.written[name], invalid, errorId };
}

type Props = {
  intent: string;
  target?: string;
  answer: Answer | undefined;
  className?: string;
  children: ReactNode;
};

/** A form of a page with many: what became of it is told in it, and a refusal takes the focus to what it is about. */
export function ActForm({ intent, target = '', answer, className = '', children }: Props) {
  const errorId = useId();
  const form = useRef<HTMLFormElement>(null);
  const refusal = isOf(answer, intent, target) && !answer.ok ? answer : null;
  useEffect(() => {
    if (refusal === null) return;
    const place = ['[aria-invalid="true"]', '[role="alert"]']
      .map((wanted) => form.current?.querySelector<HTMLElement>(wanted))
      .find((found) => found);
    place?.focus();
  }, [refusal]);
  return (
    <Form method="post" className={`act-form ${className}`} ref={form} preventScrollReset noValidate>
      <MadeFor />
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="target" value={target} />
      {refusal === null ? null : (
        <p className="error" role="alert" id={errorId} tabIndex={-1}>
          <Icon name="off" />
          {sv.organisation.refusals[refusal.reason ?? ''] ?? sv.organisation.wrongForm}
        </p>
      )}
      <FormContext.Provider value={{ answer: refusal, errorId }}>{children}</FormContext.Provider>
    </Form>
  );
}

export function isOf(answer: Answer | undefined, intent: string, target = ''): answer is Answer {
  return answer !== undefined && answer.intent === intent && answer.target === target;
}

export function Submit(props: { children: ReactNode; main?: boolean; low?: boolean }) {
  const underWay = useNavigation().state === 'submitting';
  const kind = [props.main ? 'main' : '', props.low ? 'low' : ''].join(' ');
  return (
    <button className={`btn ${kind}`} type="submit" aria-disabled={underWay || undefined}>
      {props.children}
    </button>
  );
}

type FoldProps = {
  summary: string;
  /** What the fold is about, for those who hear it alone. */
  about?: string;
  open?: boolean;
  children: ReactNode;
};

/** What one seldom does, or must be told of first: opened before it is done. */
export function Fold({ summary, about, open, children }: FoldProps) {
  return (
    <details className="fold" open={open}>
      <summary>
        {summary}
        {about === undefined ? null : <span className="sr">: {about}</span>}
      </summary>
      <div className="folded">{children}</div>
    </details>
  );
}

/** What was done, where the page begins anew; takes the focus, since the button that was pressed may be gone. */
export function DoneLine({ answer }: { answer: Answer | undefined }) {
  const line = useRef<HTMLParagraphElement>(null);
  const stamp = answer?.ok ? answer.stamp : '';
  useEffect(() => {
    if (stamp !== '') line.current?.focus();
  }, [stamp]);
  return (
    <p className="done-line" role="status" ref={line} tabIndex={-1}>
      {answer?.ok ? (
        <>
          <Icon name="check" />
          {sv.organisation.done[answer.intent] ?? sv.organisation.saved}
        </>
      ) : null}
    </p>
  );
}
