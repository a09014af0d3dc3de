import type { Content } from '@delaktig/domain';
import { DEFAULT_TOP_HEADING, headingTag, isAllowedHref, LINK_REL } from '@delaktig/editor/reading';
import { renderJSONContentToReactElement } from '@tiptap/static-renderer/json/react';
import { memo, useMemo } from 'react';

/**
 * Prose as plain HTML, the same on the server and in the browser, without the editor's code and without
 * inline styles. `top` is the HTML level of a heading of level 1. Unknown nodes show their words.
 */
export const Reading = memo(function Reading(props: { content: Content; top?: number }) {
  const { content, top = DEFAULT_TOP_HEADING } = props;
  const render = useMemo(() => rendererFor(top), [top]);
  return <>{render({ content: { type: 'doc', content } })}</>;
});

function rendererFor(top: number) {
  return renderJSONContentToReactElement({
    nodeMapping: {
      doc: ({ children }) => <>{children}</>,
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
