import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { yCursorPlugin, ySyncPluginKey } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';

/** Who has not typed or moved the caret for so long is not shown as writing. */
const IDLE_MS = 60_000;

/** As the server stamps it; everything a client says of itself is overwritten there. */
type StampedUser = { name?: unknown; pen?: unknown };

/**
 * The others' carets and one's own presence. One is shown from the moment one types or places the caret in
 * this editor until one leaves it or rests; reading a page shows nobody.
 */
export const Carets = Extension.create<{ awareness: Awareness | null }>({
  name: 'carets',
  addOptions: () => ({ awareness: null }),
  addProseMirrorPlugins() {
    const { awareness } = this.options;
    if (!awareness) return [];
    return [
      // Before the cursor plugin: that one only fills in a state which is there.
      presence(awareness),
      yCursorPlugin(awareness, { cursorBuilder: drawCaret, selectionBuilder: drawSelection }),
      roomForNames(),
    ];
  },
});

function presence(awareness: Awareness): Plugin {
  let idle: ReturnType<typeof setTimeout> | undefined;
  const hide = () => {
    clearTimeout(idle);
    if (awareness.getLocalState() !== null) awareness.setLocalState(null);
  };
  const show = () => {
    clearTimeout(idle);
    idle = setTimeout(hide, IDLE_MS);
    if (awareness.getLocalState() === null) awareness.setLocalState({});
  };
  return new Plugin({
    view: () => ({
      update(view, before) {
        const changed = !before.doc.eq(view.state.doc) || !before.selection.eq(view.state.selection);
        // What others write moves one's caret too, and is no sign of life.
        if (changed && view.hasFocus() && !isFromOthers(view)) show();
      },
      destroy: hide,
    }),
    props: {
      handleDOMEvents: {
        focus: () => {
          show();
          return false;
        },
        blur: () => {
          hide();
          return false;
        },
      },
    },
  });
}

function isFromOthers(view: EditorView): boolean {
  const sync: unknown = ySyncPluginKey.getState(view.state);
  return (
    typeof sync === 'object' && sync !== null && 'isChangeOrigin' in sync && sync.isChangeOrigin === true
  );
}

function drawCaret(user: StampedUser): HTMLElement {
  const caret = document.createElement('span');
  caret.className = `caret pen-${penOf(user)}`;
  // The names of those who write are told beside the section's head.
  caret.setAttribute('aria-hidden', 'true');
  const name = document.createElement('b');
  name.textContent = typeof user.name === 'string' ? (user.name.split(' ')[0] ?? '') : '';
  caret.append(name);
  return caret;
}

function drawSelection(user: StampedUser): { class: string } {
  return { class: `caret-selection pen-${penOf(user)}` };
}

function penOf({ pen }: StampedUser): number {
  return typeof pen === 'number' && pen >= 1 && pen <= 5 ? Math.floor(pen) : 1;
}

/** Shows a caret's name only where nothing stands to its right: a name never covers words. */
function roomForNames(): Plugin {
  return new Plugin({
    view: (view) => {
      let frame = 0;
      const measure = () => {
        frame = 0;
        const carets = [...view.dom.querySelectorAll<HTMLElement>('.caret')];
        const bare = carets.map((caret) => !hasRoom(caret, view.dom));
        carets.forEach((caret, index) => {
          caret.classList.toggle('bare', bare[index]);
        });
      };
      const later = () => {
        if (frame === 0) frame = requestAnimationFrame(measure);
      };
      const width = new ResizeObserver(later);
      width.observe(view.dom);
      later();
      return {
        update: later,
        destroy: () => {
          width.disconnect();
          cancelAnimationFrame(frame);
        },
      };
    },
  });
}

function hasRoom(caret: HTMLElement, editor: HTMLElement): boolean {
  const at = caret.getBoundingClientRect();
  const name = caret.firstElementChild?.getBoundingClientRect();
  const column = editor.parentElement?.getBoundingClientRect();
  if (!name || !column || at.right + name.width > column.right) return false;
  const block = caret.closest('p, h1, h2, h3, h4, h5, h6');
  if (!block) return false;
  const after = document.createRange();
  after.setStartAfter(caret);
  after.setEndAfter(block.lastChild ?? caret);
  const middle = (at.top + at.bottom) / 2;
  return ![...after.getClientRects()].some(
    (rect) => rect.width > 1 && rect.top < middle && rect.bottom > middle && rect.right > at.right,
  );
}
