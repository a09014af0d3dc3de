import { useEffect, useId, useRef } from 'react';
import { MOST, useIsSending } from './act-form.tsx';
import { WordDifference } from './word-difference.tsx';

type Props = {
  name: 'proposed' | 'words';
  label: string;
  /** Over the difference. */
  heading: string;
  /** What stands in the text. */
  from: string;
  words: string;
  onChange: (words: string) => void;
  describedBy?: string;
};

/** Words of one text block that somebody writes anew, and under them how they differ from what stands there. */
export function WordsField({ name, label, heading, from, words, onChange, describedBy }: Props) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const isSending = useIsSending();
  useEffect(() => area.current?.focus(), []);
  return (
    <>
      <div className="field">
        <label className="label" htmlFor={id}>
          {label}
        </label>
        <textarea
          ref={area}
          className="input in-text"
          id={id}
          name={name}
          rows={3}
          maxLength={MOST}
          readOnly={isSending}
          value={words}
          // One block has no line breaks.
          onChange={(event) => onChange(event.currentTarget.value.replace(/\s*\n\s*/g, ' '))}
          aria-describedby={describedBy}
        />
      </div>
      <div className="difference">
        <p className="label">{heading}</p>
        <p className="word-diff">
          <WordDifference from={from} to={words} />
        </p>
      </div>
    </>
  );
}
