import type { SectionView } from '@delaktig/domain';
import { plainText } from '@delaktig/domain';
import { quoteAt } from '@delaktig/editor/anchors';
import { sv } from '@delaktig/texts';
import type { RefObject } from 'react';
import { useMemo, useState } from 'react';
import type { SectionSession } from '../collab/section-session.ts';
import type { SetAside } from '../collab/unsent-store.ts';
import { useSection } from '../collab/use-section.ts';
import type { FieldLine, Proposal, Ways } from '../collab/ways-for-words.ts';
import { waysFor } from '../collab/ways-for-words.ts';
import type { Answer, Refusal } from './answer.ts';
import { commentsOf } from './aside-comments.ts';
import type { ThreadsActs } from './threads-context.tsx';
import { useThreadActs } from './threads-context.tsx';

const t = sv.suggestions.aside;

type Props = {
  words: SetAside;
  section: SectionView;
  /** Where the words stand on the page: the section's text is fetched when somebody is near it. */
  place: RefObject<HTMLElement>;
  /** These of the words are sent. */
  onSent: (parts: readonly number[]) => Promise<void>;
};

/**
 * What no section took, sent as suggestions where it has a place in the text of today, and as a comment on the section
 * where it has none. What is sent is marked one by one: what fails stays to be sent again.
 */
export function SendAside({ words, section, place, onSent }: Props) {
  const acts = useThreadActs();
  const session = useSection(section.id, section.rights.write, section.epoch, place);
  const ways = useMemo(() => waysFor(words, linesOf(section, session)), [words, section, session]);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const kind = kindOf(ways);
  if (kind === null) return null;
  if (section.rights.comment === 'no') return <p className="hint">{t.closed}</p>;
  const send = async () => {
    if (isBusy) return;
    setBusy(true);
    setRefusal(null);
    const refused = await sendAll({ words, section, lines: linesOf(section, session), acts, onSent });
    setBusy(false);
    setRefusal(refused);
    if (refused === null) acts.say(t.allSent);
  };
  return (
    <>
      <p className="hint">{t.means[kind]}</p>
      <button
        className="btn low main"
        type="button"
        aria-disabled={isBusy || undefined}
        onClick={() => void send()}
      >
        {isBusy ? t.busy : t.send[kind]}
      </button>
      <div role="alert">
        {refusal === null ? null : (
          <p className="talk-refusal">
            {t.some} {sv.threads.refused[refusal]}
          </p>
        )}
      </div>
    </>
  );
}

function kindOf({ proposals, rest }: Ways): keyof typeof t.means | null {
  if (proposals.length > 0) return rest.length > 0 ? 'both' : 'suggestion';
  return rest.length > 0 ? 'comment' : null;
}

/** As it is written now where that is at hand, else as the page was read. */
function linesOf(section: SectionView, session: SectionSession | null): FieldLine[] {
  return section.fields.map(({ name, content }) => ({
    field: name,
    line: plainText(session?.ready ? session.contentOf(name) : content),
  }));
}

type Sending = Omit<Props, 'place'> & { lines: readonly FieldLine[]; acts: ThreadsActs };

/** @returns why some of it was not sent, or null */
async function sendAll(sending: Sending): Promise<Refusal | null> {
  const { words, section, lines, acts, onSent } = sending;
  const { proposals, rest } = waysFor(words, lines);
  const left = [...rest];
  for (const proposal of proposals) {
    const answer = await suggest(acts, section.id, proposal, lines);
    if (answer.ok) await onSent(proposal.parts);
    else if (isOfThePlace(answer.reason)) left.push(...proposal.parts);
    else return answer.reason;
  }
  for (const { body, parts } of commentsOf(words, left)) {
    const answer = await acts.act({
      act: 'comment',
      sectionId: section.id,
      anchor: { of: 'section' },
      body,
      nameless: false,
    });
    if (!answer.ok) return answer.reason;
    await onSent(parts);
  }
  return null;
}

function suggest(
  acts: ThreadsActs,
  sectionId: string,
  { field, range, proposed }: Proposal,
  lines: readonly FieldLine[],
): Promise<Answer> {
  const line = lines.find((one) => one.field === field)?.line ?? '';
  return acts.act({
    act: 'suggest',
    sectionId,
    anchor: { of: 'words', field, ...quoteAt(line, range) },
    proposed,
    body: t.why,
    markedAt: { at: range.from },
  });
}

/** The words do not stand there any more: a comment takes them. */
function isOfThePlace(reason: Refusal): boolean {
  return reason === 'no-suggestion' || reason === 'words-gone' || reason === 'look-again';
}
