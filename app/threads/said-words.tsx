import type { MentionView } from '@delaktig/domain';
import { bodyParts } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { Fragment } from 'react';

/** What somebody said, with names where tokens stand. A name is not for a machine to translate. */
export function SaidWords({ body, mentions }: { body: string; mentions: readonly MentionView[] }) {
  return bodyParts(body, mentions).map((part, at) =>
    'words' in part ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other identity than their place
      <Fragment key={at}>{part.words}</Fragment>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the same may be named twice
      <b className="mention" translate="no" key={at}>
        @{part.label ?? sv.threads.mention.unknown}
      </b>
    ),
  );
}
