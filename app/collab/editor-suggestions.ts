import type { WordPart } from '@delaktig/editor/anchors';
import { Extension } from '@tiptap/core';
import type { Mark, Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { MarkBoard } from '../threads/words/mark-board.ts';
import { partsOf } from '../threads/words/parts-of.ts';
import type { WordsOf } from '../threads/words/places.ts';

const DRAWN = new PluginKey<DecorationSet>('suggestions');

/** Open suggestions in an editor, drawn over the text as differences of words; nothing of it is in the document. */
export const EditorSuggestions = Extension.create<{ board: MarkBoard | null; place: string }>({
  name: 'editorSuggestions',
  addOptions: () => ({ board: null, place: '' }),
  addProseMirrorPlugins() {
    const { board, place } = this.options;
    return board === null ? [] : [drawSuggestions(() => board.wordsOf(place), board)];
  },
});

function drawSuggestions(wordsOf: () => readonly WordsOf[], board: MarkBoard): Plugin {
  return new Plugin<DecorationSet>({
    key: DRAWN,
    state: {
      init: (_, { doc }) => drawn(doc, wordsOf()),
      apply: (tr, before) =>
        tr.docChanged || tr.getMeta(DRAWN) === true ? drawn(tr.doc, wordsOf()) : before,
    },
    props: { decorations: (state) => DRAWN.getState(state) },
    view: (view) => {
      let known = wordsOf();
      const stop = board.subscribe(() => {
        const now = wordsOf();
        if (now === known || view.isDestroyed) return;
        known = now;
        view.dispatch(view.state.tr.setMeta(DRAWN, true).setMeta('addToHistory', false));
      });
      return { destroy: stop };
    },
  });
}

/** Where a thread's mark stands in one text block; null: in several, or in pieces. */
type Place = { from: number; to: number; block: Node; mark: Mark } | null;

function drawn(doc: Node, threads: readonly WordsOf[]): DecorationSet {
  const suggested = threads.filter(({ suggestion }) => suggestion !== null);
  if (suggested.length === 0) return DecorationSet.empty;
  const places = placesIn(doc);
  const taken: { from: number; to: number }[] = [];
  const all: Decoration[] = [];
  for (const { id, suggestion } of suggested) {
    const place = places.get(id);
    if (suggestion === null || !place || isTaken(taken, place)) continue;
    if (doc.textBetween(place.from, place.to, '\n', '\n') !== suggestion.original) continue;
    taken.push(place);
    all.push(...difference(id, place, partsOf(suggestion)));
  }
  return DecorationSet.create(doc, all);
}

function placesIn(doc: Node): Map<string, Place> {
  const places = new Map<string, Place>();
  doc.descendants((node, pos, block) => {
    for (const mark of node.marks) {
      if (mark.type.name !== 'comment' || block === null) continue;
      const id = String(mark.attrs.thread);
      const before = places.get(id);
      const to = pos + node.nodeSize;
      if (before === undefined) places.set(id, { from: pos, to, block, mark });
      else places.set(id, before?.block === block && before.to === pos ? { ...before, to } : null);
    }
  });
  return places;
}

function isTaken(taken: readonly { from: number; to: number }[], { from, to }: NonNullable<Place>): boolean {
  return taken.some((other) => from < other.to && other.from < to);
}

function difference(id: string, place: NonNullable<Place>, parts: readonly WordPart[]): Decoration[] {
  let at = place.from;
  return parts.flatMap(({ kind, words }, index): Decoration[] => {
    if (kind === 'added') {
      const key = `${id} ${index} ${words}`;
      // Within the mark, and after the caret that stands there: what one types comes before it.
      return [Decoration.widget(at, () => added(id, words), { key, side: 1, marks: [place.mark] })];
    }
    const from = at;
    at += words.length;
    return kind === 'removed' ? [Decoration.inline(from, at, { nodeName: 'del', class: 'suggested' })] : [];
  });
}

function added(thread: string, words: string): HTMLElement {
  const element = document.createElement('ins');
  element.className = 'suggested';
  element.contentEditable = 'false';
  element.dataset.beside = '';
  element.dataset.thread = thread;
  element.textContent = words;
  return element;
}
