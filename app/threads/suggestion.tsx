import type { ThreadView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import type { ReactNode } from 'react';
import { isShown } from './suggestion-shown.ts';
import { WordDifference } from './word-difference.tsx';

const t = sv.suggestions;

/** What somebody suggests, as a difference. `label`: where those who look need one too. */
export function SuggestedWords({ thread, label }: { thread: ThreadView; label?: ReactNode }) {
  if (thread.suggestion === null || !isShown(thread)) return null;
  const { original, proposed } = thread.suggestion;
  return (
    <p className="word-diff">
      {label ?? <span className="sr">{t.card.difference}</span>}{' '}
      <WordDifference from={original} to={proposed} />
    </p>
  );
}

/** What was taken into the text. Who took it is told with the outcome; where that was taken up again, here. */
export function TakenWords({ thread: { suggestion, outcome } }: { thread: ThreadView }) {
  if (!suggestion?.taken) return null;
  const { taken, proposed } = suggestion;
  return (
    <>
      {outcome === null ? <p>{t.taken.line(taken.by, taken.day)}</p> : null}
      <p className="word-diff">
        <b>{t.taken.words}</b> <q>{taken.words}</q>
      </p>
      {taken.words === proposed ? null : <p className="hint">{t.taken.edited}</p>}
    </>
  );
}

/** The text is another than when the suggestion was made: what stands there now, and what taking it would make of it. */
export function ChangedSince({ thread }: { thread: ThreadView }) {
  const { suggestion, place, state } = thread;
  if (!suggestion?.changed || state === 'closed' || !isShown(thread)) return null;
  const { title, now, gone } = t.take.changed;
  if (place === null || place.lost)
    return (
      <div className="changed-since">
        <p>{gone}</p>
      </div>
    );
  const isThere = place.quote === suggestion.proposed;
  return (
    <div className="changed-since">
      <p>
        <b>{title}</b> {isThere ? t.edit.same : null}
      </p>
      <p className="label">{now}</p>
      <p className="word-diff">{place.quote}</p>
      {isThere ? null : <Will from={place.quote} to={suggestion.proposed} />}
    </div>
  );
}

function Will({ from, to }: { from: string; to: string }) {
  return (
    <>
      <p className="label">{t.take.changed.will}</p>
      <p className="word-diff">
        <WordDifference from={from} to={to} />
      </p>
    </>
  );
}
