import type { Content, ContentNode } from '@delaktig/domain';
import { DEFAULT_TOP_HEADING, headingTag, isAllowedHref, LINK_REL } from '@delaktig/editor/reading';
import { renderJSONContentToReactElement } from '@tiptap/static-renderer/json/react';
import { memo, useMemo } from 'react';
import { CommentMark, ToThread } from '../threads/words/comment-mark.tsx';
import { Added, Removed } from '../threads/words/drawn-difference.tsx';
import { END } from '../threads/words/places.ts';

/**
 * Prose as plain HTML, the same on the server and in the browser, without the editor's code and without
 * inline styles. `top` is the HTML level of a heading of level 1. Unknown nodes show their words.
 *
 * A block that changes is drawn anew as a whole, and one that does not is left alone: a browser that translates the
 * page puts other nodes in the place of its letters, and what React then changed among them would be nowhere.
 */
export const Reading = memo(function Reading(props: { content: Content; top?: number }) {
  const { content, top = DEFAULT_TOP_HEADING } = props;
  return (
    <>
      {keyed(content).map(({ key, words, block }) => (
        <Block key={key} words={words} block={block} top={top} />
      ))}
    </>
  );
});

/** Each block with all that is drawn of it as its key; those that are alike are counted. */
function keyed(content: Content): { key: string; words: string; block: ContentNode }[] {
  const seen = new Map<string, number>();
  return content.map((block) => {
    const words = JSON.stringify(block);
    const count = seen.get(words) ?? 0;
    seen.set(words, count + 1);
    return { key: `${count} ${words}`, words, block };
  });
}

type BlockProps = { words: string; block: ContentNode; top: number };

const Block = memo(
  function Block({ block, top }: BlockProps) {
    return useMemo(() => rendererFor(top)({ content: block }), [block, top]);
  },
  (before, now) => before.words === now.words && before.top === now.top,
);

function rendererFor(top: number) {
  return renderJSONContentToReactElement({
    nodeMapping: {
      text: ({ node }) => <>{node.text}</>,
      // An empty paragraph keeps its line, as it does in the editor.
      paragraph: ({ node, children }) => <p>{node.content?.length ? children : <br />}</p>,
      heading: ({ node, children }) => {
        const Tag = headingTag(node.attrs?.level, top);
        return <Tag data-level={Number(node.attrs?.level ?? 1)}>{children}</Tag>;
      },
      bulletList: ({ children }) => <ul>{children}</ul>,
      orderedList: ({ node, children }) => (
        <ol start={typeof node.attrs?.start === 'number' ? node.attrs.start : undefined}>{children}</ol>
      ),
      listItem: ({ children }) => <li>{children}</li>,
      hardBreak: () => <br />,
      table: ({ children }) => (
        <table>
          <tbody>{children}</tbody>
        </table>
      ),
      tableRow: ({ children }) => <tr>{children}</tr>,
      tableHeader: ({ node, children }) => <th {...spans(node)}>{children}</th>,
      tableCell: ({ node, children }) => <td {...spans(node)}>{children}</td>,
      [END]: ({ node }) => <ToThread thread={node.attrs?.thread} />,
    },
    markMapping: {
      bold: ({ children }) => <strong>{children}</strong>,
      italic: ({ children }) => <em>{children}</em>,
      link: ({ mark, children }) =>
        isAllowedHref(mark.attrs?.href) ? (
          <a href={mark.attrs.href} rel={LINK_REL}>
            {children}
          </a>
        ) : (
          children
        ),
      removed: ({ children }) => <Removed>{children}</Removed>,
      added: ({ children }) => <Added>{children}</Added>,
      comment: ({ mark, children }) => <CommentMark thread={mark.attrs?.thread}>{children}</CommentMark>,
    },
    unhandledNode: ({ node, children }) => <>{node.text ?? children}</>,
    unhandledMark: ({ children }) => <>{children}</>,
  });
}

function spans(node: { attrs?: Record<string, unknown> }): { colSpan?: number; rowSpan?: number } {
  const { colspan, rowspan } = node.attrs ?? {};
  return {
    colSpan: typeof colspan === 'number' && colspan > 1 ? colspan : undefined,
    rowSpan: typeof rowspan === 'number' && rowspan > 1 ? rowspan : undefined,
  };
}
