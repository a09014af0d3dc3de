import type { Content } from '@delaktig/domain';
import { setBlockType, splitBlock, toggleMark } from '@tiptap/pm/commands';
import type { Slice } from '@tiptap/pm/model';
import { wrapInList } from '@tiptap/pm/schema-list';
import type { Plugin, Transaction } from '@tiptap/pm/state';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { canJoin } from '@tiptap/pm/transform';
import type { EditorView } from '@tiptap/pm/view';
import { redo, undo, ySyncPlugin, yUndoPlugin, yUndoPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { normaliseContent } from './normalise.ts';
import { proseSchema } from './schema.ts';

/**
 * What the binding to Yjs uses of an editor, without a page to draw on: a state, and its plugins' views.
 * The binding, the undo manager and ProseMirror are the real ones.
 */
export function writer(doc: Y.Doc, field = 'analysis') {
  const plugins: Plugin[] = [ySyncPlugin(doc.getXmlFragment(field)), yUndoPlugin()];
  const parts: ReturnType<NonNullable<Plugin['spec']['view']>>[] = [];
  const view = {
    state: EditorState.create({ schema: proseSchema, plugins }),
    docView: {},
    hasFocus: () => false,
    dispatch(tr: Transaction) {
      const before = view.state;
      view.state = before.apply(tr);
      for (const part of parts) part.update?.(view as unknown as EditorView, before);
    },
  };
  for (const plugin of plugins) {
    const part = plugin.spec.view?.(view as unknown as EditorView);
    if (part) parts.push(part);
  }
  return view;
}

/** What a person does in one field, each a step of its own for undo. Words are named by themselves: the nth, from 0. */
export class Hand {
  #view: ReturnType<typeof writer>;

  constructor(doc: Y.Doc, field: string) {
    this.#view = writer(doc, field);
  }

  get size(): number {
    return this.#view.state.doc.content.size;
  }

  /** Every position of a caret in text. */
  textPositions(): number[] {
    const positions: number[] = [];
    this.#view.state.doc.descendants((node, pos) => {
      if (!node.isTextblock) return true;
      for (let at = 0; at <= node.content.size; at++) positions.push(pos + 1 + at);
      return false;
    });
    return positions;
  }

  /** The positions in the editor's document before and after some words of one text block. */
  find(words: string, nth = 0): { from: number; to: number } {
    const found: number[] = [];
    this.#view.state.doc.descendants((node, pos) => {
      if (!node.isTextblock) return true;
      const line = node.textBetween(0, node.content.size, undefined, '\n');
      for (let at = line.indexOf(words); at !== -1; at = line.indexOf(words, at + 1))
        found.push(pos + 1 + at);
      return false;
    });
    const from = found[nth];
    if (from === undefined) throw new Error(`"${words}" does not stand there`);
    return { from, to: from + words.length };
  }

  /** Typed with the caret at a position, or over what is between two. */
  type(at: number, words: string, to = at): void {
    this.#select(at, to);
    this.#do((state) => state.tr.insertText(words));
  }

  delete(from: number, to: number): void {
    this.#do((state) => state.tr.delete(from, to));
  }

  split(at: number): void {
    this.#select(at);
    this.#run(splitBlock);
  }

  /** Backspace at the beginning of a block. */
  join(at: number): void {
    this.#do((state) => {
      const before = state.doc.resolve(at).before();
      return canJoin(state.doc, before) ? state.tr.join(before) : state.tr;
    });
  }

  heading(at: number): void {
    this.#select(at);
    this.#run(setBlockType(nodeType('heading'), { level: 2 }));
  }

  list(at: number): void {
    this.#select(at);
    this.#run(wrapInList(nodeType('bulletList')));
  }

  bold(from: number, to: number): void {
    this.#select(from, to);
    this.#run(toggleMark(markType('bold')));
  }

  link(from: number, to: number): void {
    this.#select(from, to);
    this.#run(toggleMark(markType('link'), { href: 'https://exempel.se/' }));
  }

  break(at: number): void {
    this.#do((state) => state.tr.insert(at, nodeType('hardBreak').create()));
  }

  copy(from: number, to: number): Slice {
    return this.#view.state.doc.slice(from, to);
  }

  cut(from: number, to: number): Slice {
    const slice = this.copy(from, to);
    this.#do((state) => state.tr.deleteRange(from, to));
    return slice;
  }

  paste(at: number, slice: Slice): void {
    this.#select(at);
    this.#do((state) => state.tr.replaceSelection(slice));
  }

  /** Takes the block at the top around a position and drops it before or after another. */
  drag(at: number, to: 'start' | 'end'): void {
    this.#do((state) => {
      const start = state.doc.resolve(at).before(1);
      const node = state.doc.nodeAt(start);
      if (node === null) return state.tr;
      const { tr } = state;
      tr.delete(start, start + node.nodeSize);
      return tr.insert(to === 'start' ? 0 : tr.doc.content.size, node);
    });
  }

  /** A mark that no client may make. */
  forge(from: number, to: number, thread: string): void {
    this.#do((state) => state.tr.addMark(from, to, markType('comment').create({ thread })));
  }

  strip(from: number, to: number): void {
    this.#do((state) => state.tr.removeMark(from, to, markType('comment')));
  }

  /** All of the text as a program without comments would give it back. */
  setWithoutMarks(): void {
    this.strip(0, this.size);
  }

  undo(): void {
    this.#pause();
    undo(this.#view.state);
    this.#pause();
  }

  redo(): void {
    this.#pause();
    redo(this.#view.state);
    this.#pause();
  }

  /** What the editor shows, with marks that overlap in an order of their own. */
  get content(): Content {
    return normaliseContent(this.#view.state.doc.toJSON().content);
  }

  #select(from: number, to = from): void {
    const { state, dispatch } = this.#view;
    const between = TextSelection.between(state.doc.resolve(from), state.doc.resolve(to));
    dispatch(state.tr.setSelection(between));
  }

  #do(change: (state: EditorState) => Transaction): void {
    this.#pause();
    this.#view.dispatch(change(this.#view.state));
  }

  #run(command: (state: EditorState, dispatch: (tr: Transaction) => void) => boolean): void {
    this.#pause();
    command(this.#view.state, this.#view.dispatch);
  }

  #pause(): void {
    yUndoPluginKey.getState(this.#view.state)?.undoManager.stopCapturing();
  }
}

function nodeType(name: string) {
  const type = proseSchema.nodes[name];
  if (type === undefined) throw new Error(`The schema has no ${name}`);
  return type;
}

function markType(name: string) {
  const type = proseSchema.marks[name];
  if (type === undefined) throw new Error(`The schema has no ${name}`);
  return type;
}
