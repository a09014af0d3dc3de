import { Heading } from '@tiptap/extension-heading';
import { DEFAULT_TOP_HEADING, HEADING_LEVELS, headingLevel, headingTag } from './reading.ts';

type ProseHeadingOptions = ReturnType<NonNullable<typeof Heading.config.addOptions>> & { top: number };

/** `top`: the HTML level that prose level 1 is drawn as. */
export const ProseHeading = Heading.extend<ProseHeadingOptions>({
  addOptions() {
    return { HTMLAttributes: {}, levels: [...HEADING_LEVELS], top: DEFAULT_TOP_HEADING };
  },

  addAttributes() {
    return { level: { default: 1, rendered: false } };
  },

  parseHTML() {
    const own = HEADING_LEVELS.flatMap((level) =>
      [1, 2, 3, 4, 5, 6].map((tag) => ({
        tag: `h${tag}[data-level="${level}"]`,
        attrs: { level },
        priority: 60,
      })),
    );
    // A pasted document's h1 and h2 are its main headings; what lies deeper than three is level 3.
    const foreign = [1, 1, 2, 3, 3, 3].map((level, index) => ({ tag: `h${index + 1}`, attrs: { level } }));
    return [...own, ...foreign];
  },

  renderHTML({ node }) {
    const level = headingLevel(node.attrs.level);
    return [headingTag(level, this.options.top), { 'data-level': String(level) }, 0];
  },
});
