import { wordParts } from '@delaktig/editor/anchors';
import { sv } from '@delaktig/texts';
import { Fragment, useMemo } from 'react';

const t = sv.suggestions;

/** Words and what would stand in their place: struck and underlined, and told to those who listen. */
export function WordDifference({ from, to }: { from: string; to: string }) {
  const parts = useMemo(() => wordParts(from, to), [from, to]);
  return (
    <>
      {parts.map(({ kind, words }, at) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have nothing but their order
        if (kind === 'same') return <Fragment key={at}>{words}</Fragment>;
        const Tag = kind === 'removed' ? 'del' : 'ins';
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <Tag key={at}>
            <span className="sr"> {t[kind]} </span>
            {words}
            <span className="sr"> {t.ends} </span>
          </Tag>
        );
      })}
    </>
  );
}
