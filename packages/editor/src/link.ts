import { Link } from '@tiptap/extension-link';
import { isAllowedHref, LINK_REL } from './reading.ts';

export const ProseLink = Link.extend({
  inclusive: false,

  addAttributes() {
    return { href: { default: null, parseHTML: (element: HTMLElement) => element.getAttribute('href') } };
  },

  renderHTML({ HTMLAttributes }) {
    const { href } = HTMLAttributes;
    return ['a', isAllowedHref(href) ? { href, rel: LINK_REL } : {}, 0];
  },
}).configure({
  openOnClick: false,
  autolink: false,
  linkOnPaste: true,
  defaultProtocol: 'https',
  isAllowedUri: (url) => isAllowedHref(url),
});
