import { Mark } from '@tiptap/core';
import { COMMENT, isThreadId } from './thread-id.ts';

/**
 * Words that a thread of comments is about. It holds the thread's id and nothing else, is written by the server
 * alone, and follows the words when they are cut and pasted: what a copy or a page of another site brings in goes
 * again at the next healing. Threads may overlap, so the mark excludes nothing, not even itself.
 */
export const ProseComment = Mark.create({
  name: COMMENT,
  excludes: '',
  // What is written right after the words is not among them.
  inclusive: false,

  addAttributes() {
    // A default, or a mark without the attribute would make the binding to Yjs delete the words under it.
    return { thread: { default: null, rendered: false } };
  },

  parseHTML() {
    return [
      {
        tag: 'mark[data-thread]',
        getAttrs: (element) => {
          const thread = element.getAttribute('data-thread');
          return isThreadId(thread) ? { thread } : false;
        },
      },
    ];
  },

  renderHTML({ mark }) {
    const { thread } = mark.attrs;
    return isThreadId(thread) ? ['mark', { 'data-thread': thread }, 0] : ['span', 0];
  },
});
