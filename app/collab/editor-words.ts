import type { LineRange } from '@delaktig/editor/anchors';
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView, MarkView } from '@tiptap/pm/view';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { absolutePositionToRelativePosition, ySyncPluginKey } from '@tiptap/y-tiptap';
import { toBase64 } from 'lib0/buffer';
import * as Y from 'yjs';
import { type EditorOnPage, editorStandsIn } from '../threads/words/fields-on-page.ts';
import type { MarkBoard } from '../threads/words/mark-board.ts';
import { DocLine } from './doc-line.ts';

const DRAFT = new PluginKey<DecorationSet>('draftWords');

/** Comments in an editor: their marks as the page has them, and the words that somebody is writing about. */
export const EditorWords = Extension.create<{ board: MarkBoard | null }>({
  name: 'editorWords',
  addOptions: () => ({ board: null }),
  addProseMirrorPlugins() {
    const { board } = this.options;
    return board === null ? [] : [marks(board), draftWords()];
  },
});

/**
 * Each mark draws itself as the board has its thread, and hears of that thread alone: nothing is looked through when
 * somebody types. A thread that the page does not know draws nothing.
 */
function marks(board: MarkBoard): Plugin {
  return new Plugin({
    props: { markViews: { comment: (mark) => markView(board, String(mark.attrs.thread)) } },
    view: () => ({
      update: (view, before) => {
        if (view.state.doc !== before.doc) board.tellMoved();
      },
      destroy: board.tellMoved,
    }),
  });
}

function markView(board: MarkBoard, thread: string): MarkView {
  const dom = document.createElement('mark');
  const draw = () => {
    const look = board.lookOf(thread);
    dom.className = look;
    if (look === '') dom.removeAttribute('data-thread');
    else dom.dataset.thread = thread;
  };
  draw();
  const stop = board.subscribe(draw);
  return {
    dom,
    contentDOM: dom,
    ignoreMutation: (mutation) => mutation.type === 'attributes' && mutation.target === dom,
    destroy: stop,
  };
}

function draftWords(): Plugin {
  return new Plugin<DecorationSet>({
    key: DRAFT,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, drawn) => {
        const range: LineRange | null | undefined = tr.getMeta(DRAFT);
        if (range === undefined) return drawn.map(tr.mapping, tr.doc);
        const line = new DocLine(tr.doc);
        const from = range === null ? null : line.pos(range.from);
        const to = range === null ? null : line.pos(range.to);
        if (from === null || to === null) return DecorationSet.empty;
        return DecorationSet.create(tr.doc, [Decoration.inline(from, to, { class: 'draft-words' })]);
      },
    },
    props: { decorations: (state) => DRAFT.getState(state) },
    view: (view) => {
      // The editor's element stands in the page a moment later.
      let stop = () => {};
      queueMicrotask(() => {
        if (!view.isDestroyed) stop = editorStandsIn(onPage(view));
      });
      return { destroy: () => stop() };
    },
  });
}

function onPage(view: EditorView): EditorOnPage {
  return {
    element: view.dom,
    line: () => new DocLine(view.state.doc).line,
    marked: (range) => {
      const from = view.posAtDOM(range.startContainer, range.startOffset);
      const to = view.posAtDOM(range.endContainer, range.endOffset);
      const line = new DocLine(view.state.doc);
      const relative = relativeIn(view, from, to);
      return { line: line.line, from: line.at(from), to: line.at(to), ...(relative && { relative }) };
    },
    showDraft: (range) => {
      if (!view.isDestroyed)
        view.dispatch(view.state.tr.setMeta(DRAFT, range).setMeta('addToHistory', false));
    },
  };
}

function relativeIn(view: EditorView, from: number, to: number): { from: string; to: string } | null {
  const sync = ySyncPluginKey.getState(view.state);
  if (!sync?.binding) return null;
  const of = (pos: number) => {
    const relative = absolutePositionToRelativePosition(pos, sync.type, sync.binding.mapping);
    return toBase64(Y.encodeRelativePosition(relative));
  };
  return { from: of(from), to: of(to) };
}
