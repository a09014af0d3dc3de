import type { DissentView, SectionView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { useState } from 'react';
import { talkAnchor } from './answer.ts';
import { PlainForm } from './plain.tsx';
import { Day, Who } from './post.tsx';
import { TalkForm } from './talk-form.tsx';
import { useThreadActs, useThreads, useThreadsUi } from './threads-context.tsx';

const t = sv.dissent;

type Props = { section: SectionView; title: string };

/** What representatives state against a section, as they wrote it: for all who read it, on the screen and on paper. */
export function Dissents({ section, title }: Props) {
  const all = useThreads().view.dissents.filter(({ sectionId }) => sectionId === section.id);
  const own = all.find(({ mine }) => mine) ?? null;
  const may = section.rights.dissent;
  return (
    <>
      {all.map((dissent) => (
        <Dissent key={dissent.by.accountId} dissent={dissent}>
          {may && dissent.mine ? <OwnActs section={section} title={title} own={dissent} /> : null}
        </Dissent>
      ))}
      {may && own === null ? <OwnActs section={section} title={title} own={null} /> : null}
    </>
  );
}

function Dissent({ dissent, children }: { dissent: DissentView; children: React.ReactNode }) {
  const { by, day, body } = dissent;
  return (
    <article className="dissent" aria-label={t.label(by)}>
      <p>
        <b>{t.heading}</b>
      </p>
      <p className="words" dir="auto">
        {body}
      </p>
      <p className="who">
        <Who by={by} /> <Day day={day} />
      </p>
      {children}
    </article>
  );
}

/** To state it, and later to change it or take it back. */
function OwnActs({ section, title, own }: Props & { own: DissentView | null }) {
  const [form, setForm] = useState<'write' | 'withdraw' | null>(null);
  const close = () => {
    setForm(null);
    // The form goes with what one stood in.
    document.getElementById(talkAnchor(section.id))?.focus({ preventScroll: true });
  };
  const words = own === null ? t : t.change;
  return (
    <div className="dissent-acts not-printed">
      {form === 'write' ? (
        <TalkForm
          act="state-dissent"
          place={section.id}
          given={{ sectionId: section.id }}
          label={t.field}
          hint={t.hint}
          draft={`dissent:${section.id}`}
          begins={own?.body ?? ''}
          send={words.act}
          busy={words.busy}
          done={words.done}
          main
          onDone={close}
          onCancel={close}
        />
      ) : form === 'withdraw' ? (
        <Withdraw section={section} onDone={close} />
      ) : (
        <p className="talk-acts script-only">
          <button className={own === null ? 'btn' : 'btn low'} type="button" onClick={() => setForm('write')}>
            {words.ask}
            <span className="sr"> {t.about(title)}</span>
          </button>
          {own === null ? null : (
            <button className="btn bare low" type="button" onClick={() => setForm('withdraw')}>
              {t.withdraw.ask}
              <span className="sr"> {t.about(title)}</span>
            </button>
          )}
        </p>
      )}
      <PlainDissent section={section} title={title} own={own} />
    </div>
  );
}

function Withdraw({ section, onDone }: { section: SectionView; onDone: () => void }) {
  const { act, say, refused } = useThreadActs();
  const { refusal } = useThreadsUi();
  const [isBusy, setBusy] = useState(false);
  const place = `dissent ${section.id}`;
  const withdraw = async () => {
    setBusy(true);
    refused(place, null);
    const answer = await act({ act: 'withdraw-dissent', sectionId: section.id });
    setBusy(false);
    if (!answer.ok) return refused(place, answer.reason);
    say(t.withdraw.done);
    onDone();
  };
  return (
    <div className="sure">
      <p>{t.withdraw.what}</p>
      <p className="send">
        <button
          className="btn low"
          type="button"
          aria-disabled={isBusy || undefined}
          onClick={() => void withdraw()}
          // biome-ignore lint/a11y/noAutofocus: what was pressed is gone, and this is what it led to
          autoFocus
        >
          {isBusy ? t.withdraw.busy : t.withdraw.act}
        </button>
        <button className="btn bare low" type="button" onClick={onDone}>
          {sv.threads.form.cancel}
        </button>
      </p>
      <div role="alert">
        {refusal?.place === place ? (
          <p className="talk-refusal">{sv.threads.refused[refusal.reason]}</p>
        ) : null}
      </div>
    </div>
  );
}

/** The same by plain forms, for who has no scripts. */
function PlainDissent({ section, title, own }: Props & { own: DissentView | null }) {
  const { reportId, accountId } = useThreads();
  const given = { sectionId: section.id };
  return (
    <noscript>
      <details className="ask">
        <summary className="btn">
          {own === null ? t.ask : t.change.ask}
          <span className="sr"> {t.about(title)}</span>
        </summary>
        <PlainForm
          act="state-dissent"
          given={given}
          label={t.field}
          hint={t.hint}
          send={own === null ? t.act : t.change.act}
          begins={own?.body}
          mayBeNameless={false}
        />
      </details>
      {own === null ? null : (
        <form method="post" action={`/rapporter/${reportId}/kommentera`}>
          <input type="hidden" name="act" value="withdraw-dissent" />
          <input type="hidden" name="account" value={accountId} />
          <input type="hidden" name="sectionId" value={section.id} />
          <button className="btn" type="submit">
            {t.withdraw.act}
          </button>
        </form>
      )}
    </noscript>
  );
}
