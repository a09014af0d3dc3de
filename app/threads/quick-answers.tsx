import type { QuickAnswer, QuickView, SectionView } from '@delaktig/domain';
import { QUICK_ANSWERS } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { useId, useState } from 'react';
import { Warns } from './act-form.tsx';
import { forgetDraft, keepDraft, readDraft } from './drafts.ts';
import { useThreadActs, useThreads, useThreadsUi } from './threads-context.tsx';

const t = sv.threads.quick;

type Props = { section: SectionView; title: string };

/** Whether a section is true with those who work there: one press, and a line in any language for who wants. */
export function QuickAnswers({ section, title }: Props) {
  const { view } = useThreads();
  const quick = view.quick[section.id];
  if (quick === undefined || (!quick.may && quick.counts === null)) return null;
  return (
    <div className="quick-answers">
      {quick.may ? <Choices section={section} title={title} quick={quick} /> : null}
      {quick.counts === null ? null : (
        <p className="hint">
          {t.counts(quick.counts)} {t.whenCounted}
        </p>
      )}
      {quick.counts === null || quick.lines === null ? null : <Lines lines={quick.lines} />}
    </div>
  );
}

/** For who leads the section: what was added to answers, by nobody knows whom. */
function Lines({ lines }: { lines: readonly string[] }) {
  const id = useId();
  return (
    <div className="quick-lines">
      <p id={id}>{t.lines}</p>
      {lines.length === 0 ? (
        <p className="hint">{t.tooFewLines}</p>
      ) : (
        <ul aria-labelledby={id}>
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may have written the same
            <li key={at} dir="auto">
              {line}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Choices({ section, title, quick }: Props & { quick: QuickView }) {
  const { mine } = quick;
  const { reportId, accountId } = useThreads();
  const { refusal } = useThreadsUi();
  const { act, say, refused } = useThreadActs();
  const [asked, setAsked] = useState<{ answer: QuickAnswer | null; over: QuickAnswer | null } | null>(null);
  // As if it had gone through, until the page hears how it is.
  const pressed = asked !== null && asked.over === mine ? asked.answer : mine;
  const place = `quick ${section.id}`;
  // Without a line the one that was sent stays: this page may not have heard of it yet.
  const send = async (answer: QuickAnswer | null, line?: string): Promise<boolean> => {
    setAsked({ answer, over: mine });
    refused(place, null);
    const told = await act({
      act: 'quick-answer',
      sectionId: section.id,
      answer,
      ...(line === undefined ? {} : { line }),
    });
    if (told.ok) say(answer === null ? t.takenBack : t.done);
    else {
      setAsked(null);
      refused(place, told.reason);
    }
    return told.ok;
  };
  return (
    <>
      <form
        method="post"
        action={`/rapporter/${reportId}/kommentera`}
        onSubmit={(event) => {
          event.preventDefault();
          const { submitter } = event.nativeEvent as SubmitEvent;
          const answer = QUICK_ANSWERS.find(
            (one) => submitter instanceof HTMLButtonElement && submitter.dataset.answer === one,
          );
          if (answer !== undefined) void send(answer === pressed ? null : answer);
        }}
      >
        <input type="hidden" name="act" value="quick-answer" />
        <input type="hidden" name="account" value={accountId} />
        <input type="hidden" name="sectionId" value={section.id} />
        <fieldset>
          <legend>
            {t.ask}
            <span className="sr"> {title}</span>
          </legend>
          <div className="quick">
            {QUICK_ANSWERS.map((answer) => (
              <button
                key={answer}
                className="btn"
                type="submit"
                name="answer"
                data-answer={answer}
                value={answer === mine ? '' : answer}
                aria-pressed={answer === pressed}
              >
                {t.names[answer]}
              </button>
            ))}
          </div>
        </fieldset>
      </form>
      <p className="hint">{t.own}</p>
      {pressed === null ? null : quick.counts === null ? (
        <p className="hint">{t.smallGroup}</p>
      ) : (
        <Line key={pressed} sectionId={section.id} sent={quick.line} onSend={(line) => send(pressed, line)} />
      )}
      <div role="alert">
        {refusal?.place === place ? (
          <p className="talk-refusal">{sv.threads.refused[refusal.reason]}</p>
        ) : null}
      </div>
    </>
  );
}

type LineProps = { sectionId: string; sent: string; onSend: (line: string) => Promise<boolean> };

/** A line beside one's answer; empty is fine, and takes back what was sent. */
function Line({ sectionId, sent, onSend }: LineProps) {
  const { accountId } = useThreads();
  const key = `quick:${sectionId}`;
  const [line, setLine] = useState('');
  const [isKnown, setKnown] = useState(false);
  const [isSending, setSending] = useState(false);
  const id = useId();
  const change = (words: string) => {
    setLine(words);
    keepDraft(accountId, key, words);
  };
  const takeUp = () => {
    if (!isKnown) setLine(readDraft(accountId, key));
    setKnown(true);
  };
  const submit = async () => {
    if (isSending || (line.trim() === '' && sent === '')) return;
    setSending(true);
    const isSent = await onSend(line);
    setSending(false);
    if (!isSent) return;
    setLine('');
    forgetDraft(accountId, key, line);
  };
  return (
    <form
      className="quick-line script-only"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {sent === '' ? null : (
        <p className="sent-line">
          {t.sentLine} <q dir="auto">{sent}</q>
        </p>
      )}
      <label htmlFor={id}>{sent === '' ? t.line : t.otherLine}</label>
      <div>
        <input
          className="input"
          id={id}
          value={line}
          maxLength={500}
          readOnly={isSending}
          aria-describedby={`${id}hint ${id}warns`}
          onFocus={takeUp}
          onChange={(event) => change(event.currentTarget.value)}
        />
        <button className="btn" type="submit" aria-disabled={isSending || undefined}>
          {sent !== '' && line.trim() === '' ? t.dropLine : t.act}
        </button>
      </div>
      <Warns text={line} id={`${id}warns`} />
      <p className="hint" id={`${id}hint`}>
        {t.lineMeans}
      </p>
    </form>
  );
}
