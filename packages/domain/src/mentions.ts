/**
 * Somebody, or a work group, is named in a comment by a token: `@{account:<uuid>}`, `@{group:<uuid>}`. Rows hold no
 * names: a token becomes the name that its reader may see when it is shown.
 */
export type Mention = { of: 'account' | 'group'; id: string };

/** What a token is called for whoever reads it, without the @. */
export type MentionView = { token: string; label: string };

/** Whom one may mention where one writes. `kind`: what to say of them beside the name. */
export type MentionChoice = MentionView & { of: Mention['of']; role: string };

const TOKEN = /@\{(account|group):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}/g;

/** So many in one post; what is beyond them is told nobody. */
export const MOST_MENTIONS = 20;

export function mentionToken({ of, id }: Mention): string {
  return `@{${of}:${id}}`;
}

/** Each once, in the order in which they stand. */
export function mentionsIn(body: string): Mention[] {
  const found = new Map<string, Mention>();
  for (const [token, of, id] of body.matchAll(TOKEN)) {
    if (id !== undefined) found.set(token, { of: of === 'group' ? 'group' : 'account', id });
  }
  return [...found.values()];
}

/** A part of what was said: words, or somebody who is named. `label` null: the reader may not know who. */
export type BodyPart = { words: string } | { token: string; label: string | null };

export function bodyParts(body: string, known: readonly MentionView[]): BodyPart[] {
  const labels = new Map(known.map(({ token, label }) => [token, label]));
  const parts: BodyPart[] = [];
  let at = 0;
  for (const match of body.matchAll(TOKEN)) {
    if (match.index > at) parts.push({ words: body.slice(at, match.index) });
    parts.push({ token: match[0], label: labels.get(match[0]) ?? null });
    at = match.index + match[0].length;
  }
  if (at < body.length) parts.push({ words: body.slice(at) });
  return parts;
}

/** With `@` and a name in place of each token. `unknown`: what stands for somebody whom the reader may not know. */
export function bodyInWords(body: string, known: readonly MentionView[], unknown: string): string {
  return bodyParts(body, known)
    .map((part) => ('words' in part ? part.words : `@${part.label ?? unknown}`))
    .join('');
}

/** The same body without the tokens that `keeps` does not let stand; `plain` takes their place. */
export function withoutMentions(body: string, keeps: (mention: Mention) => boolean, plain: string): string {
  return body.replace(TOKEN, (token, of, id) =>
    keeps({ of: of === 'group' ? 'group' : 'account', id }) ? token : plain,
  );
}

/**
 * What somebody wrote, with a token for each name that they chose. The longest name first, that "@Anna" takes nothing
 * of "@Anna Ek"; a name that goes on in letters is another.
 */
export function bodyWithTokens(text: string, chosen: readonly MentionView[]): string {
  return [...chosen]
    .sort((one, other) => other.label.length - one.label.length)
    .reduce((body, { token, label }) => body.replaceAll(nameIn(label), token), text);
}

function nameIn(label: string): RegExp {
  const quoted = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`@${quoted}(?![\\p{L}\\p{N}])`, 'gu');
}

/**
 * A body as its writer edits it: names in place of tokens, each token under a name of its own, so that
 * `bodyWithTokens(text, names)` gives it back.
 */
export function bodyToEdit(
  body: string,
  known: readonly MentionView[],
  unknown: string,
): { text: string; names: MentionView[] } {
  const names: MentionView[] = [];
  for (const mention of mentionsIn(body)) {
    const token = mentionToken(mention);
    const label = known.find((each) => each.token === token)?.label ?? unknown;
    const isTaken = (wanted: string) => names.some((each) => each.label === wanted);
    let own = label;
    for (let n = 2; isTaken(own); n++) own = `${label} ${n}`;
    names.push({ token, label: own });
  }
  return { text: bodyInWords(body, names, unknown), names };
}
