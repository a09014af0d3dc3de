import type { SectionView } from '@delaktig/domain';
import { formatDate, formatTime, sv } from '@delaktig/texts';
import { useRef, useState } from 'react';
import { CopyWords } from '../components/copy-words.tsx';
import { Icon } from '../components/icons.tsx';
import { SendAside } from '../threads/send-aside.tsx';
import { useAside, useEngine } from './collab-context.tsx';
import { wordsOf } from './left-out.ts';
import type { SetAside } from './unsent-store.ts';

const t = sv.save.aside;

/** The heading, to which one may go. */
export const WORDS_ASIDE = 'ej-inskickat';

/** What one wrote that no section took: to be read, copied and thrown away. Nothing while there is none. */
export function WordsAside({ sections }: { sections: readonly SectionView[] }) {
  const aside = useAside();
  const title = useRef<HTMLHeadingElement>(null);
  if (aside.length === 0) return null;
  return (
    <section className="words-aside" aria-labelledby={WORDS_ASIDE}>
      <h2 id={WORDS_ASIDE} ref={title} tabIndex={-1}>
        {t.title}
      </h2>
      <p>{t.text}</p>
      <ul>
        {aside.map((words) => (
          <Words
            key={words.id}
            words={words}
            section={sections.find(({ id }) => id === words.sectionId) ?? null}
            onGone={() => title.current?.focus()}
          />
        ))}
      </ul>
    </section>
  );
}

type WordsProps = { words: SetAside; section: SectionView | null; onGone: () => void };

function Words({ words, section, onGone }: WordsProps) {
  const { sectionName, passages, removed, why, at, sent = [] } = words;
  const engine = useEngine();
  const place = useRef<HTMLLIElement>(null);
  const isSent = (part: number) => sent.includes(part);
  const isAllSent = sent.length > 0 && sent.length >= passages.length + removed.length;
  const copied = passages.length > 0 ? wordsOf(passages) : removed.join('\n');
  return (
    <li ref={place}>
      <h3>{sectionName === '' ? t.unknown : sectionName}</h3>
      <p className="when">
        {t[why]} {t.written(formatDate(new Date(at)), formatTime(new Date(at)))}
      </p>
      {passages.map(({ before, typed, after }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never change
        <p className="passage" key={at}>
          {before}
          <mark>{typed}</mark>
          {after}
          {isSent(at) ? <Sent /> : null}
        </p>
      ))}
      {removed.length > 0 ? (
        <p className="passage">
          {t.removed} <del>{removed.join(' … ')}</del>
          {removed.every((_, index) => isSent(passages.length + index)) ? <Sent /> : null}
        </p>
      ) : null}
      {isAllSent ? <p>{sv.suggestions.aside.allSent}</p> : null}
      {passages.length + removed.length === 0 ? <p>{t.noWords}</p> : null}
      <div className="what-to-do">
        {section === null ? null : (
          <SendAside
            words={words}
            section={section}
            place={place}
            onSent={(parts) => engine?.markSent(words.id, parts) ?? Promise.resolve()}
          />
        )}
        {copied === '' ? null : <CopyWords words={() => copied} label={t.copy} />}
        <ThrowAway words={words} onGone={onGone} />
      </div>
    </li>
  );
}

function Sent() {
  return (
    <b className="sent">
      <Icon name="check" /> {sv.suggestions.aside.sent}
    </b>
  );
}

/** Asks first: it cannot be had back. The focus goes to the question, and back to where it came from. */
function ThrowAway({ words: { id, sectionName }, onGone }: { words: SetAside; onGone: () => void }) {
  const engine = useEngine();
  const [isAsking, setAsking] = useState(false);
  const asker = useRef<HTMLButtonElement>(null);
  if (!isAsking) {
    return (
      <button className="btn low" type="button" ref={asker} onClick={() => setAsking(true)}>
        {t.throwAway} …
      </button>
    );
  }
  const keep = () => {
    setAsking(false);
    requestAnimationFrame(() => asker.current?.focus());
  };
  const throwAway = async () => {
    onGone();
    await engine?.throwAway(id);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <div className="sure" role="group" aria-label={t.sure(sectionName)}>
      <p>{t.sure(sectionName)}</p>
      {/* biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was pressed */}
      <button className="btn low" type="button" autoFocus onClick={keep}>
        {t.keep}
      </button>
      <button className="btn low" type="button" onClick={() => void throwAway()}>
        {t.throwAway}
      </button>
    </div>
  );
}
