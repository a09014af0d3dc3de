import type { ThreadAct } from '@delaktig/domain';
import { threadActSchema } from '@delaktig/domain';

/** The act that a form asks for, or null when something in it is not as it must be. Acts pick what is theirs. */
export function readThreadAct(form: FormData): ThreadAct | null {
  const word = (name: string): string | undefined => {
    const value = form.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  const read = threadActSchema.safeParse({
    act: word('act'),
    sectionId: word('sectionId'),
    threadId: word('threadId'),
    threadIds: form.getAll('threadIds').filter((value) => typeof value === 'string'),
    postId: word('postId'),
    anchor: jsonIn(word('anchor')),
    body: word('body'),
    proposed: word('proposed'),
    words: word('words'),
    seen: word('seen'),
    markedAt: jsonIn(word('markedAt')),
    // A comment that does not say is none: the choice may have gone from a page on which it was made.
    nameless: yesOrNo(word('nameless')),
    outcome: word('outcome'),
    reason: word('reason'),
    reaction: word('reaction'),
    on: word('on') === 'true',
    answer: word('answer') === '' ? null : word('answer'),
    line: word('line'),
  });
  return read.success ? read.data : null;
}

function yesOrNo(word: string | undefined): boolean | undefined {
  if (word === 'true') return true;
  return word === 'false' ? false : undefined;
}

/** An anchor, and where it was marked, travel as JSON in one field each; what is no JSON is none. */
function jsonIn(json: string | undefined): unknown {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}
