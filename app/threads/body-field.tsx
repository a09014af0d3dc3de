import { useRef } from 'react';
import { MentionArea } from './mention-area.tsx';
import type { Mentions } from './use-mentions.ts';

type Props = {
  id: string;
  label: string;
  required?: boolean;
  body: string;
  onChange: (body: string) => void;
  mentions: Mentions;
  describedBy: string;
};

/** Words beside those that a form is about: why, or what somebody is told. */
export function BodyField({ id, label, required = false, body, onChange, mentions, describedBy }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <MentionArea
        area={area}
        id={id}
        name="body"
        text={body}
        onText={onChange}
        mentions={mentions}
        mayMention
        low
        required={required}
        aria-describedby={describedBy}
      />
    </div>
  );
}
