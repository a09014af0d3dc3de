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
    anchor: anchorIn(word('anchor')),
    body: word('body'),
    nameless: word('nameless') === 'true',
    outcome: word('outcome'),
    reason: word('reason'),
    reaction: word('reaction'),
    on: word('on') === 'true',
    answer: word('answer') === '' ? null : word('answer'),
    line: word('line') ?? '',
  });
  return read.success ? read.data : null;
}

/** An anchor travels as JSON in one field; what is no JSON is no anchor. */
function anchorIn(json: string | undefined): unknown {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}
